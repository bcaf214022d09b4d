"""What the sign-in pages need in their templates."""

import re

from django.utils.html import json_script
from django.utils.translation import gettext as _

BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]


def device(agent: str) -> str:
    """A browser's long name for itself, in the words of a person: "Firefox, Windows"."""
    found = [next((name for mark, name in marks if re.search(mark, agent)), "") for marks in (BROWSERS, SYSTEMS)]
    return ", ".join(part for part in found if part) or _("Unknown device")


GLOBALS = {"json_script": json_script}
FILTERS = {"device": device}
