"""Fills forms and addresses with strings that break software, and reports all that went wrong at once.

Promises: no server error, an answer in time, nothing that was sent runs, nobody is led to another site; a form that
refuses says why, in the language of the reader, and gives back what was typed.
"""

import html
import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from itertools import chain
from urllib.parse import quote
from zlib import crc32

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation
from django.utils.encoding import force_str
from django.utils.http import url_has_allowed_host_and_scheme

from tests.bad_inputs import BAD_STRINGS, as_sent, assert_calm, assert_nothing_lost, some
from tests.found_forms import FoundForm, forms_of

CATEGORIES = list(BAD_STRINGS)
EACH = 1 if os.environ.get("KRING_TESTS") == "full" else 3  # with KRING_TESTS=full all of them, else every third
TOO_LONG_TO_COMPARE = 10**6
LARGEST = 3 * 10**5  # in a form of many fields: the whole stays below what a request may hold
STRUCTURE = re.compile(r"-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|-(ORDER|DELETE|id)$")
# Words that a sentence of the other language cannot do without.
FOREIGN = {
    "nl": re.compile(r"\b(the|this|please|enter|that|must|with|your|characters|choose|field|valid)\b", re.I),
    "en": re.compile(r"\b(het|een|deze|kies|vul|moet|niet|jouw|tekens|veld|ongeldig|geldige)\b", re.I),
}
MESSAGES = re.compile(r'class="(?:err|errsum|notice notice--(?:danger|warn))[^"]*"[^>]*>(.*?)</(?:div|p|ul)>', re.S)


class Report:
    """What went wrong, all of it: one look at a failing form shows every string that hurts it."""

    def __init__(self) -> None:
        self.wrong: list[str] = []
        self.answers = 0

    def check(self, response, what: str, kept: dict[str, str] | None = None, seconds: float = 0) -> None:
        """`kept`: the text fields that a refusing form must show again, with what was typed."""
        self.answers += 1
        try:
            assert_calm(response, what, seconds)
            away = response.get("Location", "")
            assert (
                not away or away.startswith("/login/?next=/") or url_has_allowed_host_and_scheme(away, {"testserver"})
            ), f"{away[:80]!r} after {what}"
            if response.status_code in (200, 422):
                for name, text in (kept or {}).items():
                    if "\x00" not in text and len(text) < TOO_LONG_TO_COMPARE:
                        assert_nothing_lost(response, name, text)
            if response.status_code == 422 and not response.request["PATH_INFO"].startswith("/cms/"):
                assert_says_why(response, what, (kept or {}).values())
        except AssertionError as problem:
            self.note(str(problem))

    def note(self, problem: str) -> None:
        self.wrong.append(problem.splitlines()[0][:300])


@pytest.fixture
def report() -> Iterator[Report]:
    report = Report()
    yield report
    assert not report.wrong, f"{len(report.wrong)} of {report.answers}:\n" + "\n".join(report.wrong[:60])


@pytest.fixture(params=[pytest.param(False, id="core"), pytest.param(True, id="all", marks=pytest.mark.slow)])
def thorough(request) -> bool:
    """Whether the whole programme runs, or the few strings of each category that every run has."""
    return request.param


@pytest.fixture
def patient(settings):
    """As if there was time between the attempts: limits have tests of their own."""
    settings.ACCOUNT_RATE_LIMITS = False


def assert_says_why(response, what: str, sent=()) -> None:
    """A refusal has a message, near its field or in the list on top, and it is in the language of the page."""
    page = response.content.decode()
    said = [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", found)).split()) for found in MESSAGES.findall(page)]
    said = [text for text in said if text]
    assert said, f"refused without a word: {what}"
    for control in re.findall(r'<(?:input|textarea|select)\b[^>]*aria-invalid="true"[^>]*>', page):
        if 'type="radio"' in control:
            continue  # its group has the message
        described = re.search(r'aria-describedby="([^"]*)"', control)
        beside = described and [f'id="{each}"' in page for each in described.group(1).split()]
        assert beside, f"no message beside {control[:80]}: {what}"
        assert all(beside), f"{described.group(0)} names nothing: {what}"
    assert_in_language(said, response.get("Content-Language", ""), sent, what)


def assert_in_language(said: list[str], language: str, sent, what: str) -> None:
    """None of the messages is in the other language; what was typed may be repeated in them."""
    foreign = FOREIGN.get(language)
    for message in said if foreign else ():
        for text in sent:
            message = message.replace(" ".join(text.split()), "") if text.strip() else message
        assert not foreign.search(message[:400]), f"not {language}: {message[:120]!r} for {what}"


def quiet(client: Client) -> Client:
    """Answers with a server error instead of raising it."""
    client.raise_request_exception = False
    return client


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves no trace in the database: every attempt meets the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# --- by name ----------------------------------------------------------------------------------------------------------
def read(report: Report, client: Client, url: str, *names: str, **headers) -> None:
    """One string of every category in each parameter of an address."""
    for name in names:
        for category, number, text in some(f"{url} {name}", 1):
            response = quiet(client).get(url, {name: as_sent(text)}, headers=headers)
            report.check(response, f"{url}?{name}= {category} {number} {text[:60]!r}")


def fill(report: Report, client: Client, url: str, data: dict, *names: str, typed: tuple = (), **extra) -> None:
    """One string of every category in each field of a form, the others as in `data`; `typed` are shown again."""
    for name in names:
        for category, number, text in some(f"{url} {name}", 1):
            sent = as_sent(text)
            response = quiet(client).post(url, {**data, name: sent}, **extra)
            report.check(
                response, f"{url} {name}: {category} {number} {text[:60]!r}", {name: sent} if name in typed else None
            )


def fill_together(report: Report, client: Client, url: str, data: dict, *names: str, typed: tuple = ()) -> None:
    """The same for a heavy form: one request a category, with another string of it in every field."""
    for category in BAD_STRINGS:
        sent = {
            name: as_sent(text)
            for name in names
            for found, _number, text in some(f"{url} {name}", 1)
            if found == category and len(text) < 10**5
        }
        response = quiet(client).post(url, {**data, **sent})
        kept = {name: text for name, text in sent.items() if name in typed}
        refused = response.status_code in (200, 422)
        report.check(response, f"{url} together: {category}", kept if refused else None)


def enter(report: Report, client: Client, pattern: str, method: str = "get") -> None:
    """One string of every category as a piece of an address."""
    for category, number, text in some(pattern, 1):
        url = pattern.replace("{}", quote(as_sent(text)[:300], safe=""))
        report.check(getattr(quiet(client), method)(url), f"{method} {pattern} {category} {number} {text[:60]!r}")


def leave(report: Report, client: Client, url: str, data: dict) -> None:
    """Every string about `next`: nobody is led away."""
    texts = [text for category, _number, text in some(url, 1) if len(text) < 10**5]
    for text in [*BAD_STRINGS["next"], *texts]:
        report.check(quiet(client).post(url, {**data, "next": as_sent(text)}), f"{url} next {text!r}")


# --- found on the page ------------------------------------------------------------------------------------------------
def markup_of(response) -> str:
    """The HTML of an answer, also of one that a script of the CMS unpacks from JSON."""
    if response.streaming:
        return ""
    kind = response.get("Content-Type", "")
    if kind.startswith("application/json"):
        answer = json.loads(response.content)
        return force_str(answer.get("html") or "") if isinstance(answer, dict) else ""
    return response.content.decode() if kind.startswith("text/html") else ""


def found(report: Report, client: Client, url: str, **headers) -> list[FoundForm]:
    """The forms of the page at this address."""
    response = quiet(client).get(url, headers=headers)
    report.check(response, url)
    if response.status_code != 200:
        report.note(f"{response.status_code} for {url}")
    return forms_of(markup_of(response), url)


def pick(key: str, category: str, turn: int) -> str:
    """A string of the category: other ones for another field, and another one each turn."""
    texts = BAD_STRINGS[category]
    return as_sent(texts[(crc32(key.encode()) + turn) % len(texts)])


def mixed(form: FoundForm, rounds: int) -> Iterator[dict[str, str]]:
    """So many times a string for every field, each of another category. After len(CATEGORIES) rounds each field had
    each category, and the next ones bring other strings of it. How many rows there are is left as it is."""
    names = [name for name in form.names if not STRUCTURE.search(name)]
    for number in range(rounds):
        turn, first = divmod(number, len(CATEGORIES))
        yield {
            name: pick(f"{form.action} {name}", CATEGORIES[(first * 5 + place) % len(CATEGORIES)], turn)
            for place, name in enumerate(names)
        }


def alone(form: FoundForm, number: int = 1) -> Iterator[dict[str, str]]:
    """Each field with so many categories, other ones for another field, while the others are as they should be."""
    for place, name in enumerate(form.names):
        for step in range(number):
            category = CATEGORIES[(place * number + step) * 7 % len(CATEGORIES)]
            yield {name: pick(f"{form.action} {name} alone", category, 0)}


def try_form(report: Report, clients: list[Client], form: FoundForm, *, rounds: int, each: bool, **more) -> None:
    """Send the form so many times with bad strings in all its fields; and, with `each`, in one field at a time. The
    clients take turns: people who read different languages."""
    for number, sent in enumerate(chain(mixed(form, rounds), alone(form) if each else ())):
        send(report, clients[number % len(clients)], form, sent, **more)


def send(report: Report, client: Client, form: FoundForm, sent: dict, *, extra: dict | None = None, **more) -> None:
    """One attempt, of which nothing stays."""
    sent = {name: text for name, text in sent.items() if len(text) < LARGEST}
    data = {name: values for name, values in form.values.items() if values and name not in form.files}
    data |= {name: [text] for name, text in sent.items()} | (extra or {})
    cookies = deepcopy(client.cookies)
    started = time.monotonic()
    with undone():
        response = getattr(quiet(client), form.method)(form.action, data, **more)
        seconds = time.monotonic() - started
        where = f"{form.method} {form.action} {brief(sent)}"
        report.check(response, where, seconds=seconds)
        if form.method == "post":
            check_refusal(report, response, form, sent, where)
    client.cookies = cookies


def brief(sent: dict) -> dict:
    return {name: text[:20] for name, text in list(sent.items())[:9]}


def check_refusal(report: Report, response, form: FoundForm, sent: dict, where: str) -> None:
    """When the same form came back: everything typed is in it, and so is what the form has to say."""
    page = markup_of(response) if response.status_code in (200, 422) else ""
    again = next((each for each in forms_of(page, form.action) if form.typed and form.typed <= set(each.values)), None)
    if again is None:
        return
    for name in form.typed & set(sent):
        text = sent[name]
        shown = again.values[name][:1] or [""]
        if "\x00" not in text and " ".join(shown[0].split()) != " ".join(text.split()):
            report.note(f"{where}: {name} lost {text[:50]!r}, shows {shown[0][:50]!r}")
    try:
        assert_errors_show(response, page, form, where)
    except AssertionError as problem:
        report.note(str(problem))


def assert_errors_show(response, page: str, form: FoundForm, where: str) -> None:
    """Every message of a form of the CMS stands on its page."""
    shown_form = response.context.get("form") if response.context is not None else None
    errors = getattr(shown_form, "errors", None) or {}
    shown = " ".join(html.unescape(html.unescape(re.sub(r"<[^>]+>", " ", page))).split())
    with translation.override(response.get("Content-Language", "en")):
        for name, messages in errors.items():
            field = shown_form.add_prefix(name) if name in shown_form.fields else ""
            # What nobody types (a hidden field, a box) is refused for the whole form.
            for message in messages if field in form.typed | form.selects or field not in form.values else ():
                text = " ".join(html.unescape(html.unescape(str(message))).split())
                assert text[:60] in shown or "\x00" in text, f"{name} refused without a word {text[:80]!r}: {where}"
