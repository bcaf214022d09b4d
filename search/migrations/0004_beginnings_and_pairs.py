import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0003_model_of_entry")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="pair",
            field=models.BigIntegerField(null=True, verbose_name="versions"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["pair"], name="search_entry_pair"),
        ),
        migrations.CreateModel(
            name="Beginning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=80)),
                ("place", models.PositiveSmallIntegerField()),
                ("is_person", models.BooleanField()),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="search.entry"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["is_person", "word", "-entry"], name="search_beginning_walk")],
                "constraints": [models.UniqueConstraint(fields=("entry", "word"), name="search_beginning_once")],
            },
        ),
    ]
