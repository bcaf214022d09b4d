"""Spreadsheets of the CMS: what people typed never becomes a formula in the program that opens the file."""

from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(value: Any) -> Any:
    """The value as a spreadsheet shows it: a text that would be read as a formula gets an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


class PlainExportMixin:
    """For report views, before Wagtail's own class. Cells of XLSX have a type and need no apostrophe."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        found = super().preprocess_field_value(field, value, export_format)  # type: ignore[misc]
        return plain_cell(found) if export_format == self.FORMAT_CSV else found  # type: ignore[attr-defined]
