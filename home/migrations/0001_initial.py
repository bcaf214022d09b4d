import django.db.models.deletion
from django.db import migrations, models


def change_class(page, model, content_type):
    """Let a page row be of another class, at the same place in the tree and with the same number."""
    other = model(page_ptr_id=page.pk)
    for field in page._meta.concrete_fields:
        setattr(other, field.attname, getattr(page, field.attname))
    other.content_type_id = content_type.pk
    return other


def make_home(apps, schema_editor):
    """The page that a fresh Wagtail welcomes its builder with becomes the home page."""
    Page, Site = apps.get_model("wagtailcore", "Page"), apps.get_model("wagtailcore", "Site")
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("home", "HomePage")
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    site = Site.objects.filter(is_default_site=True).first()
    page = Page.objects.filter(pk=site.root_page_id, depth=2).first() if site else None
    if page is None or HomePage.objects.exists():
        return
    home = change_class(page, HomePage, content_type)
    home.title = home.draft_title = "Home"
    home.save()


def make_welcome(apps, schema_editor):
    """Plain pages again, so that the tree stands without this app."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage, Page = apps.get_model("home", "HomePage"), apps.get_model("wagtailcore", "Page")
    plain, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
    pages = list(HomePage.objects.values_list("pk", flat=True))
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DELETE FROM home_homepage")
    Page.objects.filter(pk__in=pages).update(content_type_id=plain.pk)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={"verbose_name": "home page", "verbose_name_plural": "home pages"},
            bases=("wagtailcore.page",),
        ),
        migrations.RunPython(make_home, make_welcome, elidable=False),
    ]
