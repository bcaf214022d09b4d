import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0002_owners_howto_tools_alerts"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PagePair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dutch_words", models.CharField(blank=True, max_length=64)),
                ("english_words", models.CharField(blank=True, max_length=64)),
                (
                    "dutch_changed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="Dutch version changed"),
                ),
                (
                    "english_changed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="English version changed"),
                ),
                ("in_step_at", models.DateTimeField(blank=True, null=True, verbose_name="in step since")),
                (
                    "dutch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pair_as_dutch",
                        to="wagtailcore.page",
                        verbose_name="Dutch version",
                    ),
                ),
                (
                    "english",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pair_as_english",
                        to="wagtailcore.page",
                        verbose_name="English version",
                    ),
                ),
                (
                    "in_step_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="brought in step by",
                    ),
                ),
            ],
            options={
                "verbose_name": "page in two languages",
                "verbose_name_plural": "pages in two languages",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("dutch", models.F("english")), _negated=True), name="news_pair_of_two"
                    )
                ],
            },
        ),
    ]
