"""What each database needs to match words: a virtual table with triggers on SQLite, a generated column on PostgreSQL."""

from django.db import migrations

FORWARD = {
    "sqlite": [
        "CREATE VIRTUAL TABLE search_text USING fts5(tokens, content='search_entry', content_rowid='id', tokenize='ascii')",
        """CREATE TRIGGER search_text_added AFTER INSERT ON search_entry BEGIN
            INSERT INTO search_text(rowid, tokens) VALUES (new.id, new.tokens); END""",
        """CREATE TRIGGER search_text_gone AFTER DELETE ON search_entry BEGIN
            INSERT INTO search_text(search_text, rowid, tokens) VALUES ('delete', old.id, old.tokens); END""",
        """CREATE TRIGGER search_text_changed AFTER UPDATE OF tokens ON search_entry BEGIN
            INSERT INTO search_text(search_text, rowid, tokens) VALUES ('delete', old.id, old.tokens);
            INSERT INTO search_text(rowid, tokens) VALUES (new.id, new.tokens); END""",
        "INSERT INTO search_text(search_text) VALUES ('rebuild')",
    ],
    "postgresql": [
        """ALTER TABLE search_entry ADD COLUMN vector tsvector
            GENERATED ALWAYS AS (to_tsvector('pg_catalog.simple'::regconfig, tokens)) STORED""",
        "CREATE INDEX search_entry_vector ON search_entry USING gin (vector)",
    ],
}
BACK = {
    "sqlite": [
        "DROP TRIGGER search_text_added",
        "DROP TRIGGER search_text_gone",
        "DROP TRIGGER search_text_changed",
        "DROP TABLE search_text",
    ],
    "postgresql": ["ALTER TABLE search_entry DROP COLUMN vector"],
}


def run(statements):
    def apply(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return apply


class Migration(migrations.Migration):
    dependencies = [("search", "0001_entries")]
    operations = [migrations.RunPython(run(FORWARD), run(BACK))]
