"""The forms of a page as a browser would send them: found in its HTML, with what stands in every field.

So a form that is new, and a field that is new in an old one, is tried with bad input without anybody writing it down.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

TEXT = {"", "text", "email", "url", "tel", "search", "number", "date", "datetime-local", "time"}
SILENT = {"submit", "button", "image", "reset"}


@dataclass
class FoundForm:
    """One form. `values` is what it sends untouched; `typed` are its visible text fields."""

    action: str
    method: str = "get"
    id: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    selects: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Every field that can carry a text, the token against forgery left out."""
        return [name for name in self.values if name not in self.files and name != "csrfmiddlewaretoken"]

    def add(self, name: str, value: str | None) -> None:
        """A field with a value; without one it is only known by name (an unticked box)."""
        held = self.values.setdefault(name, [])
        if value is not None:
            held.append(value)


def forms_of(page: str, address: str) -> list[FoundForm]:
    """Every form of a page, actions made whole against its address."""
    finder = _Finder(address)
    finder.feed(page)
    finder.close()
    for form_id, what in finder.outside:
        for form in finder.forms:
            if form.id == form_id:
                _take(form, *what)
    return finder.forms


class _Finder(HTMLParser):
    """Reads forms, and fields that name theirs by id. What stands in a template element is no field yet."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.forms: list[FoundForm] = []
        self.outside: list[tuple[str, tuple]] = []
        self.inside = False
        self.templates = 0
        self.select: dict | None = None
        self.text: tuple[dict, list[str]] | None = None

    def handle_starttag(self, tag, attributes):
        attrs = {name: value or "" for name, value in attributes}
        if tag == "template":
            self.templates += 1
        elif self.templates:
            return
        elif tag == "form":
            action = urldefrag(urljoin(self.address, attrs.get("action") or self.address)).url
            self.forms.append(FoundForm(action, attrs.get("method", "get").lower() or "get", attrs.get("id", "")))
            self.inside = True
        elif "disabled" in attrs:
            return
        elif tag in ("input", "button"):
            self._field(tag, attrs, attrs.get("value", ""))
        elif tag == "select":
            self.select = attrs | {"options": []}
        elif tag == "option" and self.select is not None:
            self.select["options"].append((attrs.get("value", ""), "selected" in attrs))
        elif tag == "textarea":
            self.text = (attrs, [])

    def handle_endtag(self, tag):
        if tag == "template":
            self.templates = max(0, self.templates - 1)
        elif self.templates:
            return
        elif tag == "form":
            self.inside = False
        elif tag == "select" and self.select is not None:
            options = self.select.pop("options")
            chosen = [value for value, selected in options if selected]
            if not chosen and options and "multiple" not in self.select:
                chosen = [options[0][0]]
            self._field("select", self.select, chosen)
            self.select = None
        elif tag == "textarea" and self.text is not None:
            attrs, parts = self.text
            self._field("textarea", attrs, "".join(parts).removeprefix("\n"))
            self.text = None

    def handle_data(self, data):
        if self.text is not None:
            self.text[1].append(data)

    def _field(self, tag: str, attrs: dict, value) -> None:
        if not attrs.get("name"):
            return
        if "form" in attrs:
            self.outside.append((attrs["form"], (tag, attrs, value)))
        elif self.inside:
            _take(self.forms[-1], tag, attrs, value)


def _take(form: FoundForm, tag: str, attrs: dict, value) -> None:
    name, kind = attrs["name"], attrs.get("type", "").lower()
    if tag == "button" or kind in SILENT:
        form.buttons.append((name, value))
    elif tag == "select":
        form.add(name, None)
        form.values[name].extend(value)
        form.selects.add(name)
    elif kind in ("checkbox", "radio"):
        form.add(name, (value or "on") if "checked" in attrs else None)
    elif kind == "file":
        form.add(name, None)
        form.files.add(name)
    else:
        form.add(name, value)
        if tag == "textarea" or kind in TEXT:
            form.typed.add(name)
