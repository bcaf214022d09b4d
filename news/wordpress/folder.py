"""Finding files of the old media library in a local folder.

Whoever copied the files may have kept `wp-content/uploads/2012/06/`, only the years, or nothing but names. So a file is
found by its name and chosen by how many folders above it agree with the address. Only what lies in the folder can be
found: addresses are compared with a list of files, never joined to a path.
"""

import os
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

MAX_FILES = 500_000
# What WordPress puts behind a name: sizes, the smaller copy of a huge picture, a turned or edited one.
_SUFFIX = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{10,14}|@2x)+(?=\.[^.]+$)")


def plain_name(name: str) -> str:
    """The name of the original of a resized copy."""
    return _SUFFIX.sub("", name)


def parts_of(address: str) -> list[str]:
    """Folders and name in an address or path, comparable: decoded, composed, lower case."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return []
    return [_same(part) for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


@dataclass
class Folder:
    """The files below a folder. Links that lead out of it are not followed."""

    root: Path
    files: list[tuple[str, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self.root.resolve()
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_original: dict[str, list[int]] = defaultdict(list)
        self._paths: list[Path] = []
        for folder, _folders, names in os.walk(self.root):
            for name in sorted(names):
                path = Path(folder, name)
                if len(self.files) >= MAX_FILES:
                    return
                if not path.resolve().is_relative_to(self.root) or not path.is_file():
                    continue
                parts = tuple(_same(part) for part in path.relative_to(self.root).parts)
                self._by_name[parts[-1]].append(len(self.files))
                self._by_original[plain_name(parts[-1])].append(len(self.files))
                self.files.append(parts)
                self._paths.append(path)

    def find(self, address: str, *, by_name_alone: bool = True) -> Path | None:
        """The best file for an address: the very name, then the original of a resized copy, then its largest copy.

        None when there is none, or when several files with that name could be meant. `by_name_alone=False` asks for
        at least one folder above it to agree as well.
        """
        wanted = parts_of(address)
        if not wanted:
            return None
        original = plain_name(wanted[-1])
        for name in dict.fromkeys([wanted[-1], original]):
            found = self._best(self._by_name.get(name, []), wanted, by_name_alone)
            if found:
                return found[0]
        copies = self._best(self._by_original.get(original, []), wanted, by_name_alone)
        return max(copies, key=lambda path: path.stat().st_size, default=None)

    def _best(self, numbers: list[int], wanted: list[str], by_name_alone: bool) -> list[Path]:
        """The files that agree most, if they are all in one folder."""
        agreeing: dict[int, list[int]] = defaultdict(list)
        for number in numbers:
            agreeing[_shared(self.files[number][:-1], wanted[:-1])].append(number)
        if not agreeing:
            return []
        most = max(agreeing)
        if most == 0 and not by_name_alone:
            return []
        best = agreeing[most]
        if len({self.files[number][:-1] for number in best}) > 1:
            return []
        return [self._paths[number] for number in best]


def _shared(one: tuple[str, ...], other: list[str]) -> int:
    count = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        count += 1
    return count
