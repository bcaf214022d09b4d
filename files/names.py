"""Names: a clean one for people, and a random one for the disk."""

import re
import secrets
import unicodedata

# Control, format (bidi, zero width), surrogate and private-use characters; and what paths and headers are made of.
_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SEPARATORS = re.compile(r'[\\/:*?"<>|;%#]+')
LONGEST = 120


def extension_of(name: str) -> str:
    """The extension in lower case, without its dot; empty when there is none."""
    _stem, dot, extension = clean_name(name).rpartition(".")
    return extension.lower() if dot else ""


def clean_name(name: str, *, otherwise: str = "file") -> str:
    """A file name that is safe in a header, a URL and on any disk, in the letters its owner used."""
    name = unicodedata.normalize("NFC", str(name).replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(character for character in name if unicodedata.category(character) not in _UNWANTED)
    name = " ".join(_SEPARATORS.sub("-", name).split()).strip(" .-")
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10 or not extension.isascii():
        stem, dot, extension = name.replace(".", " "), "", ""
    stem = stem.strip(" .-")[:LONGEST].strip(" .-") or otherwise
    return f"{stem}{dot}{extension}"


def stored_name(folder: str, name: str) -> str:
    """A place on disk that cannot be guessed and says nothing: the folder, 160 random bits, the extension."""
    extension = extension_of(name)
    token = secrets.token_hex(20)
    ending = f".{extension}" if extension.isalnum() else ""
    return f"{folder}/{token[:2]}/{token}{ending}"
