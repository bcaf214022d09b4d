"""The judged questions of `queries.yaml`."""

from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("queries.yaml")
GRADES = (1, 2, 3)


@dataclass(frozen=True)
class Judged:
    """A question and what answers it: a page by its slug, a person by "@" and the first part of the mail address."""

    text: str
    group: str
    language: str
    grades: dict[str, int]


def questions(file: Path = FILE) -> list[Judged]:
    """Every judged question of a file. Raises ValueError for one that is written wrongly."""
    found = []
    for text, entry in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        group, language, grades = entry
        if not grades or any(grade not in GRADES for grade in grades.values()):
            raise ValueError(f"{text}: grades are 1, 2 or 3, and at least one thing has one.")
        found.append(Judged(str(text), group, language, dict(grades)))
    return found
