"""One way to send a mail: a text and an HTML half from the same words, in the reader's language."""

from collections.abc import Callable
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


def address(path: str) -> str:
    """The full address of a path, on the host the installation names itself; never the host a request claims."""
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


def send(to: str, language: str, compose: Callable[[], dict], headers: dict[str, str] | None = None) -> None:
    """Send what `compose()` returns when called in `language`, with these headers beside its own.

    Keys: `subject` (may hold %(site_name)s), `greeting` (a first name), `paragraphs`, `button` {label, url}, `closing`.
    """
    with translation.override(language):
        context = {"site_name": settings.SITE_NAME, "home_url": address("/"), "language": language} | compose()
        subject = " ".join((context["subject"] % {"site_name": settings.SITE_NAME}).split())
        text = render_to_string("emails/message.txt", context).strip() + "\n"
        mail = EmailMultiAlternatives(subject, text, to=[to], headers=headers)
        mail.attach_alternative(render_to_string("emails/message.html", context), "text/html")
    mail.send()
