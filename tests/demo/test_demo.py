"""What `manage.py demo` leaves behind, seen through the addresses that people use."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from access.check import differences
from activity.actions import timeline
from comments.models import Comment, Discussion
from communities.models import Post
from demo.load import PASSWORD
from demo.people import described
from files.models import Document, Image
from home.catchup import catch_up
from news.models import (
    Alert,
    Announcement,
    HowToPage,
    InformationPage,
    LinkProblem,
    NewsIndexPage,
    NewsPage,
    PageCare,
    SectionPage,
    Tool,
)
from search.models import Entry
from search.rebuilding import differences as search_differences
from search.relevance.answers import ours, stock
from search.relevance.figures import measure
from search.relevance.judged import questions
from tests.demo.conftest import PEOPLE

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("duinrand", "debug")]


def somebody(name: str):
    return get_user_model().objects.get(email=f"{name}@duinrand.example")


def browser(name: str) -> Client:
    client = Client()
    client.force_login(somebody(name))
    return client


def rows() -> dict[str, int]:
    models = [get_user_model(), Page, Revision, Comment, Discussion, Image, Document, Announcement]
    return {model._meta.label: model.objects.count() for model in models}


def test_the_organisation_has_the_size_that_was_asked():
    assert get_user_model().objects.count() == PEOPLE


def test_loading_it_again_changes_nothing(capsys):
    before = rows()
    call_command("demo")
    assert rows() == before
    assert "Nothing changed" in capsys.readouterr().out


def test_everybody_who_is_described_can_sign_in():
    for name in described():
        assert somebody(name).check_password(PASSWORD), name


@pytest.mark.parametrize("name", ["ada", "bo", "nia", "sam"])
def test_signing_in_leads_to_the_home_page(name):
    client = Client()
    assert client.login(email=f"{name}@duinrand.example", password=PASSWORD)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("name", "may_publish_news", "may_write_news", "may_publish_hr", "moderates"),
    [
        ("ada", True, True, True, False),
        ("wim", False, True, False, False),
        ("hana", False, False, True, False),
        ("bo", False, False, False, False),
        ("mo", False, False, False, True),
        ("sam", True, True, True, True),
    ],
)
def test_everybody_has_the_rights_of_the_list(name, may_publish_news, may_write_news, may_publish_hr, moderates):
    person = somebody(name)
    news = NewsPage.objects.get(slug="hal-f-besluit").permissions_for_user(person)
    index = NewsPage.objects.get(slug="hal-f-besluit").get_parent().permissions_for_user(person)
    information = InformationPage.objects.get(slug="verlof-aanvragen").permissions_for_user(person)
    assert news.can_publish() is may_publish_news
    assert bool(index.can_add_subpage()) is may_write_news
    assert information.can_publish() is may_publish_hr
    assert person.has_perm("comments.moderate_comment") is moderates


@pytest.mark.parametrize(
    ("address", "readers", "strangers"),
    [
        ("/directie/", ["lea", "ingrid"], ["bo", "hana", "sadia"]),
        ("/directie/directie-reorganisatie/", ["lea", "stefan"], ["bo", "dina", "cleo"]),
        ("/news/directie-overname/", ["lea"], ["bo", "ivo"]),
        ("/hr-team/hr-werkafspraken/", ["hana", "lotte"], ["bo", "lea"]),
        ("/hr-team/hr-functiehuis/", ["hana"], ["lotte", "sadia", "lea", "bo"]),
        ("/news/lijn-3-nacht/", ["bo", "sadia", "bram"], ["lea", "emil", "kees"]),
    ],
)
def test_closed_pages_open_for_their_own_readers_only(address, readers, strangers):
    assert [browser(name).get(address).status_code for name in readers] == [200] * len(readers)
    assert [browser(name).get(address).status_code for name in strangers] == [404] * len(strangers)


def test_files_of_closed_pages_stay_with_their_readers():
    document = Document.objects.get(title="Notitie kwartaalmarge")
    assert browser("lea").get(document.url).status_code == 200
    assert browser("bo").get(document.url).status_code == 404
    picture = Image.objects.get(title="Grafiek (Directie)")
    assert browser("lea").get(picture.url).status_code == 200
    assert browser("bo").get(picture.url).status_code == 404


def test_audiences_are_what_their_definition_says():
    assert not list(differences())


def test_news_is_in_every_state_that_an_editor_can_meet():
    states = {page.slug: page for page in NewsPage.objects.filter(live=False)}
    assert states["kerstmarkt"].approved_schedule
    assert not states["concept-stille-uren"].approved_schedule
    assert states["griepprik-ronde"].expired
    assert states["review-tankwagens"].current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS
    assert NewsPage.objects.get(slug="parkeren-dicht").expire_at
    # The two languages of one item share its place.
    assert NewsPage.objects.in_place().order_by().values("slot").distinct().count() == 3


def test_history_is_dated_when_it_happened():
    page = NewsPage.objects.get(slug="nieuw-intranet")
    announced = Announcement.objects.get(page=page).announced_at
    assert page.first_published_at == page.last_published_at == announced
    assert page.latest_revision.created_at == announced
    published = sum(
        model.objects.exclude(first_published_at=None).count()
        for model in (NewsPage, InformationPage, HowToPage, SectionPage)
    )
    assert Announcement.objects.count() == published + NewsIndexPage.objects.count()


def test_counters_say_how_many_comments_there_are():
    for discussion in Discussion.objects.all():
        assert discussion.comment_count == discussion.comments.filter(removed_at=None).count()


def test_conversations_have_their_marks():
    assert Comment.objects.filter(is_answer=True).count() > 20
    assert Comment.objects.exclude(edited_at=None).exists()
    gone = Comment.objects.exclude(removed_at=None)
    assert Comment.objects.filter(thread_id__in=gone.values("pk")).exclude(pk__in=gone.values("pk")).exists()
    assert Discussion.objects.exclude(closed_at=None).get().reason


def test_comments_under_closed_pages_are_for_their_readers():
    page = NewsPage.objects.get(slug="directie-kwartaal")
    comments = Comment.objects.filter(discussion__object_id=page.pk, discussion__kind="page")
    assert comments.visible_to(somebody("lea")).count() == 2
    assert not comments.visible_to(somebody("bo")).exists()


def test_every_picture_in_a_page_is_described():
    for model in (NewsPage, InformationPage):
        for page in model.objects.all():
            for block in page.body:
                images = block.value["images"] if block.block_type == "gallery" else [block.value]
                if block.block_type in ("image", "gallery"):
                    assert all(image["alt_text"] for image in images), page.slug
    assert not NewsPage.objects.filter(lead_image_alt="").exists()
    assert not Image.objects.filter(description="").exclude(collection__name="Profile photos").exists()


def test_a_timeline_is_full_from_the_first_moment():
    entries = timeline(somebody("bo")).entries
    assert len(entries) >= 10


def test_who_was_away_has_something_to_catch_up_with_and_it_ends():
    found = catch_up(somebody("bo"))
    assert found.since is not None
    assert 3 <= found.left <= 15
    assert len(found.sections) >= 2


def test_the_organisation_grows():
    before, pages = get_user_model().objects.count(), NewsPage.objects.count()
    call_command("demo", people=before + 30, verbosity=0)
    assert get_user_model().objects.count() == before + 30
    assert NewsPage.objects.count() == pages
    assert not list(differences())
    call_command("demo", people=before + 30, verbosity=0)
    assert get_user_model().objects.count() == before + 30


def test_pages_are_kept_right_by_somebody_most_of_the_time():
    cares = PageCare.objects.filter(page__live=True)
    assert cares.filter(review_by__lt=timezone.localdate()).count() >= 2, "some are stale"
    assert cares.filter(review_by__gte=timezone.localdate()).count() > 20
    assert set(InformationPage.objects.filter(owner=None).values_list("slug", flat=True)) == {
        "iets-kapot",
        "about-duinrand",
    }
    problems = LinkProblem.objects.exclude(kind=LinkProblem.Kind.ORPHAN)
    assert [(problem.page.slug, problem.words) for problem in problems] == [
        ("onkosten-declareren", "formulier op papier")
    ]
    assert HowToPage.objects.filter(live=True).count() == 5
    assert Alert.objects.filter(starts_at__gt=timezone.now()).count() == 1


def test_tools_for_hr_are_for_hr():
    assert Tool.objects.visible_to(somebody("hana")).filter(name_nl="Personeelsdossier").exists()
    assert not Tool.objects.visible_to(somebody("bo")).filter(name_nl="Personeelsdossier").exists()


def test_everything_can_be_found_from_the_first_moment():
    assert list(search_differences()) == []
    assert Entry.objects.filter(family="people").count() == PEOPLE


def test_answers_are_good_and_better_than_those_of_wagtail_itself():
    bo = somebody("bo")
    judged = questions()
    assert len(judged) >= 100
    mine, theirs = measure(judged, ours(bo)), measure(judged, stock(bo))
    assert mine["all"].ndcg >= 0.80
    assert mine["all"].ndcg >= theirs["all"].ndcg + 0.15
    for group, figures in mine.items():
        assert figures.ndcg >= 0.75, group


def test_colleagues_talked_in_their_communities_for_a_year():
    posts = Post.objects.live()
    assert posts.count() > 80
    assert posts.earliest("published_at").published_at < timezone.now() - timedelta(days=300)
    assert posts.latest("published_at").published_at > timezone.now() - timedelta(days=2)
    assert posts.filter(question__answer__isnull=False).count() > 10
    assert all(post.praise.person_id for post in posts.filter(type="praise").select_related("praise"))
    closed = Post.objects.filter(community__name="Reorganisatie 2027")
    assert closed.visible_to(somebody("dina")).count() == closed.count() > 3
    assert not closed.visible_to(somebody("bo")).exists()
