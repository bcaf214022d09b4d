"""Pieces of a page that are the same but for a few values: drawn once per shape, then filled in.

A row of reactions under each of twenty cards is the same markup twenty times, with another address in it. Its macro is
asked once for every shape (which counts, which buttons, which language), with marks where the values belong.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language
from markupsafe import Markup, escape

MARK = re.compile("\u0091([a-z_0-9]+)\u0092")


def mark(name: str) -> Markup:
    """The place of a value."""
    return Markup(f"\u0091{name}\u0092")  # noqa: S704  a fixed word


class Stencil:
    """`draw(*shape)` makes the markup of a shape, with `mark(name)` where a value belongs. Call it with the shape and
    the values. Values are escaped, unless they are markup already, and are never looked at for marks."""

    def __init__(self, draw: Callable[..., str]) -> None:
        self.draw = draw
        self._kept = lru_cache(maxsize=4096)(self._drawn)

    def _drawn(self, _language: str, shape: tuple) -> list[str]:
        """Markup and names in turns."""
        return MARK.split(str(self.draw(*shape)))

    def __call__(self, *shape, **values) -> Markup:
        pieces = (self._drawn if settings.DEBUG else self._kept)(get_language(), shape)
        filled = list(pieces)
        for place in range(1, len(pieces), 2):
            filled[place] = escape(values[pieces[place]])
        return Markup("".join(filled))  # noqa: S704  the macro escaped its own, and each value is escaped above


class Repeated:
    """A macro that shows its texts and lists of texts as they are, called for many lines: drawn once per shape."""

    def __init__(self, macro, deciding: set[str]) -> None:
        self.macro, self.deciding = macro, deciding
        self.stencil = Stencil(self._draw)

    def __call__(self, *args, **kwargs) -> Markup:
        if "caller" in kwargs:
            return self.macro(*args, **kwargs)
        shape, values, deciding = [], {}, self.deciding
        for name, value in [*zip(self.macro.arguments, args, strict=False), *kwargs.items()]:
            if name in deciding:
                shape.append((name, value))
            elif type(value) is list:
                shape.append((name, len(value)))
                for number, text in enumerate(value):
                    values[f"{name}{number}"] = text
            else:
                shape.append((name, bool(value)))
                values[name] = value
        return self.stencil(*shape, **values)

    def _draw(self, *shape) -> str:
        """Texts are marks, lists as many of them as there were, and what is empty stays empty."""
        given: dict = {}
        for name, form in shape:
            if name in self.deciding:
                given[name] = form
            elif isinstance(form, bool):
                given[name] = mark(name) if form else ""
            else:
                given[name] = [mark(f"{name}{number}") for number in range(form)]
        return self.macro(**given)
