"""What an import did, and each thing it left out, with the reason."""

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")


@dataclass(frozen=True)
class Line:
    """One thing worth telling. `result`: left out, failed, changed (imported, but not quite as it was)."""

    result: str
    kind: str
    number: int
    title: str
    reason: str


class Report:
    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.lines: list[Line] = []
        self.warnings: list[str] = []

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] += number

    def left_out(self, kind: str, number: int, title: str, reason: str) -> None:
        self.lines.append(Line("left out", kind, number, title, reason))

    def failed(self, kind: str, number: int, title: str, reason: str) -> None:
        self.lines.append(Line("failed", kind, number, title, reason))

    def changed(self, kind: str, number: int, title: str, reason: str) -> None:
        self.lines.append(Line("changed", kind, number, title, reason))

    def of(self, result: str) -> list[Line]:
        return [line for line in self.lines if line.result == result]

    def text(self, *, dry_run: bool = False) -> str:
        """The whole report in words: numbers first, then what went wrong, what was left out, what changed."""
        out = [_("What would happen:") if dry_run else _("What happened:")]
        out += [f"  {number:>6}  {what}" for what, number in self.counts.items() if number]
        if not any(self.counts.values()):
            out.append(f"  {_('nothing')}")
        if self.warnings:
            out += ["", _("About the file:"), *(f"  {warning}" for warning in self.warnings)]
        titles = {
            "failed": _("Could not be imported (%(number)d):"),
            "left out": _("Left out (%(number)d):"),
            "changed": _("Imported, but not exactly as it was (%(number)d):"),
        }
        for result, title in titles.items():
            lines = self.of(result)
            if lines:
                out += ["", title % {"number": len(lines)}, *_by_reason(lines)]
        return "\n".join(out)

    def write_csv(self, path: Path) -> None:
        """Every line as a table, safe to open in a spreadsheet."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([_("result"), _("kind"), _("number in WordPress"), _("title"), _("reason")])
            for what, number in self.counts.items():
                writer.writerow([_("count"), safe_cell(what), number, "", ""])
            for warning in self.warnings:
                writer.writerow([_("file"), "", "", "", safe_cell(warning)])
            for line in self.lines:
                cells = [line.result, line.kind, str(line.number or ""), line.title, line.reason]
                writer.writerow([safe_cell(cell) for cell in cells])


def _by_reason(lines: list[Line]) -> list[str]:
    """Lines with the same reason stand together; every single thing is still named."""
    groups: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.reason].append(line)
    out = []
    for reason, members in groups.items():
        names = "; ".join(_name(line) for line in members)
        out.append(f"  {_visible(reason)}: {names}")
    return out


def _name(line: Line) -> str:
    title = _visible(line.title) or _("(no title)")
    return f"{line.kind} {line.number} “{title}”" if line.number else f"{line.kind} “{title}”"


def _visible(text: str) -> str:
    """Text from the file, unable to move a terminal's cursor or colour its output."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())[:300]


def safe_cell(value: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    value = "".join(character for character in value if character >= " ")
    return f"'{value}" if value.lstrip().startswith(_FORMULA) else value
