"""Queries that are put together once, and markup that is drawn once per shape: the same answers, never an old one."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections, models
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from markupsafe import Markup

from accounts.models import User
from core.among import late
from core.prepared import Late, Prepared, moment
from core.stencils import Repeated, Stencil, mark


def test_the_same_rows_as_the_query_itself(bo, cleo, sam):
    prepared = Prepared(lambda: User.objects.filter(pk__among=late("pks")).select_related("profile").order_by("pk"))
    for people in ([bo, sam], [cleo], []):
        with CaptureQueriesContext(connection) as queries:
            found = prepared.rows(pks=[person.pk for person in people])
            assert [user.profile.user_id for user in found] == [user.pk for user in found]
        assert found == sorted(people, key=lambda person: person.pk)
        assert len(queries) == 1


def test_each_variant_is_a_query_of_its_own(bo, cleo):
    prepared = Prepared(lambda name: User.objects.filter(first_name=name, pk=Late("pk", models.BigIntegerField())))
    assert prepared.rows("Bo", pk=bo.pk) == [bo]
    assert prepared.rows("Cleo", pk=bo.pk) == []
    assert prepared.rows("Cleo", pk=cleo.pk) == [cleo]


def test_it_is_logged_with_its_values_also_after_a_connection_was_found_to_live(bo, monkeypatch):
    prepared = Prepared(lambda: User.objects.filter(pk=Late("pk", models.BigIntegerField())))
    for _ in range(2):
        monkeypatch.setattr(connections["default"], "health_check_enabled", True)
        monkeypatch.setattr(connections["default"], "health_check_done", False)
        with CaptureQueriesContext(connection) as queries:
            assert prepared.rows(pk=bo.pk) == [bo]
        assert f'"accounts_user"."id" = {bo.pk}' in queries[-1]["sql"].replace("(", "").replace(")", "")


def test_values_and_prefetched_rows_come_as_they_do_otherwise(bo):
    pk = Late("pk", models.BigIntegerField())
    assert Prepared(lambda: User.objects.filter(pk=pk).values_list("first_name", flat=True)).rows(pk=bo.pk) == ["Bo"]
    assert Prepared(lambda: User.objects.filter(pk=pk).values("email")).rows(pk=bo.pk) == [{"email": bo.email}]
    found = Prepared(lambda: User.objects.filter(pk=pk).prefetch_related("groups")).rows(pk=bo.pk)
    assert list(found[0].groups.all()) == []


def test_the_moment_is_that_of_asking(bo):
    prepared = Prepared(lambda: User.objects.filter(date_joined__lte=moment()))
    assert bo in prepared.rows()
    with time_machine.travel(timezone.now() - timedelta(days=1), tick=False):
        assert bo not in prepared.rows()
        assert not User.objects.filter(date_joined__lte=moment()).exists()


def test_a_moment_that_would_stay_for_ever_is_refused(db):
    with pytest.raises(ImproperlyConfigured):
        Prepared(lambda: User.objects.filter(date_joined__lte=timezone.now())).rows()


def test_among_is_in(bo, cleo, sam):
    among = User.objects.filter(Q(pk__among={bo.pk, sam.pk}) & ~Q(first_name__among=["Sam"]))
    assert list(among) == [bo]
    assert list(User.objects.filter(pk__within={bo.pk, cleo.pk}).order_by("pk")) == [bo, cleo]
    assert not User.objects.filter(pk__among=frozenset()).exists()
    assert User.objects.filter(profile__user_id__among=[cleo.pk]).get() == cleo


def test_values_in_a_stencil_are_escaped_and_never_read_as_marks():
    drawn = []

    def draw(word: str) -> str:
        drawn.append(word)
        return f'<a href="{mark("href")}">{mark("text")} {word}</a>'

    stencil = Stencil(draw)
    evil = f'"><script>{mark("href")}'
    assert stencil("x", href="/a/", text=evil).startswith('<a href="/a/">&#34;&gt;&lt;script&gt;\u0091href\u0092 x')
    assert stencil("x", href="/b/", text=Markup("<b>B</b>")) == '<a href="/b/"><b>B</b> x</a>'
    assert drawn == ["x"]
    with translation.override("nl"):
        stencil("x", href="", text="")
    assert drawn == ["x", "x"]


def test_a_repeated_macro_gives_what_the_macro_gives(db):
    from core.jinja import Components

    ui = Components()
    macro = ui.news_item.macro
    assert isinstance(ui.news_item, Repeated)
    for arguments in (
        ("Title & more", "/news/a/?x=1&y=2"),
        ("T", "/a/", ["one", "<two>"], "A teaser"),
        ("T", "/a/", [], "", Markup("<img>")),
        ("T", "/a/", ["one", ""], "", "", "h2"),
    ):
        assert ui.news_item(*arguments) == macro(*arguments)
