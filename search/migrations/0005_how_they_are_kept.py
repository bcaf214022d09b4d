"""What the databases are told besides the tables, and the beginnings of what is in the index already."""

from itertools import islice

from django.db import migrations

BATCH = 500
PEOPLE = "people"
FORWARD = {
    "sqlite": [],
    "postgresql": [
        # Beginnings are a range of letters, whatever the language of the database.
        'ALTER TABLE search_beginning ALTER COLUMN word TYPE varchar(80) COLLATE "C"',
        # A common word is looked for in the newest entries one by one. Taking each `vector` from elsewhere and unpacking it
        # would be three quarters of that. For what is there already, `manage.py rebuild_search` applies it.
        "ALTER TABLE search_entry SET (toast_tuple_target = 8160)",
        "ALTER TABLE search_entry ALTER COLUMN vector SET STORAGE EXTERNAL",
    ],
}
BACK = {
    "sqlite": [],
    "postgresql": [
        "ALTER TABLE search_entry RESET (toast_tuple_target)",
        "ALTER TABLE search_entry ALTER COLUMN vector SET STORAGE EXTENDED",
    ],
}


def run(statements):
    def apply(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return apply


def fill(apps, schema_editor):
    entries = apps.get_model("search", "Entry").objects.order_by("pk").values_list("pk", "family", "tokens")
    beginning = apps.get_model("search", "Beginning")
    rows = (
        beginning(entry_id=pk, word=word, place=place, is_person=family == PEOPLE)
        for pk, family, tokens in entries.iterator(chunk_size=BATCH)
        for word, place in words_of(tokens)
    )
    while batch := list(islice(rows, BATCH)):
        beginning.objects.bulk_create(batch)


def words_of(tokens):
    """As `search.language.analysis.beginnings` did it then."""
    titles = dict.fromkeys(token[2:82] for token in tokens.split() if token.startswith("tw"))
    ends = dict.fromkeys(token[1:81] for token in tokens.split() if token.startswith("d"))
    found = {word: place for place, word in enumerate(titles)}
    return {word: found.get(word, 99) for word in (*titles, *ends)}.items()


class Migration(migrations.Migration):
    dependencies = [("search", "0004_beginnings_and_pairs")]
    operations = [
        migrations.RunPython(run(FORWARD), run(BACK)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
