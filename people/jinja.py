"""Faces and names of people, for every template. Load people with `people.queries.FACE` or `CARD`: no query here."""

from django.template import engines
from markupsafe import Markup

from people.faces import Face


def _components():
    return next(engine for engine in engines.all() if engine.name == "jinja2").env.globals["ui"]


def face(user) -> Face | None:
    """The person value that every component of templates/components/people.html takes."""
    return Face(user) if user is not None and user.pk else None


def avatar(user, size: str = "", linked: bool = False) -> Markup:
    """The portrait, or initials where there is none. Decorative: the name stands beside it."""
    return _components().avatar(face(user), size, linked) if user is not None else Markup("")


def person_link(user) -> Markup:
    """The name, leading to the person's page unless the account is closed."""
    return _components().person_link(face(user)) if user is not None else Markup("")


def person_card(user, heading: str = "h3") -> Markup:
    """The card of the directory."""
    return _components().person_card(face(user), heading) if user is not None else Markup("")


GLOBALS = {"face": face, "avatar": avatar, "person_link": person_link, "person_card": person_card}
