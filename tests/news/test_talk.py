"""What a category allows and proposes, and how a page narrows it: comments, reactions, notices."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from activity.actions import react, unreact
from activity.counts import reactions_for
from activity.keys import key_of
from comments.actions import Refused, edit_comment, post_comment
from news.models import NewsCategory, Notify
from tests.cast import signed_in
from tests.factories.news import InformationPageFactory, NewsCategoryFactory, NewsPageFactory, news_index

pytestmark = pytest.mark.django_db


def item(category: dict | None = None, **fields):
    return NewsPageFactory(category=NewsCategoryFactory(**category or {}), **fields)


@pytest.mark.parametrize(
    ("category", "choice", "wanted"),
    [
        ({}, "", True),
        ({}, "off", False),
        ({"comments_on": False}, "", False),
        ({"comments_on": False}, "on", True),
        ({"comments_allowed": False, "comments_on": False}, "on", False),
        ({"comments_allowed": False, "comments_on": False}, "", False),
    ],
)
def test_a_page_narrows_what_its_category_allows(bo, category, choice, wanted):
    page = item(category, comment_choice=choice)
    assert page.allows_comments is wanted
    if wanted:
        assert post_comment(page, "Hello", by=bo)
    else:
        with pytest.raises(Refused):
            post_comment(page, "Hello", by=bo)


def test_a_base_page_is_asked_as_its_own_type(bo):
    page = item(comment_choice="off")
    with pytest.raises(Refused):
        post_comment(Page.objects.get(pk=page.pk), "Hello", by=bo)


def test_a_page_without_a_category_decides_by_itself(bo):
    page = InformationPageFactory(comment_choice="off", reaction_choice="off")
    with pytest.raises(PermissionDenied):
        react(page, "like", by=bo)
    with pytest.raises(Refused):
        post_comment(page, "Hello", by=bo)
    assert NewsPageFactory().allows_comments


def test_a_sentence_stands_in_place_of_the_form_and_what_was_said_stays(bo):
    page = item()
    comment = post_comment(page, "Said before", by=bo)
    page.comment_choice = "off"
    page.save()
    html = signed_in(bo).get(page.url).content.decode()
    assert "New comments are switched off here" in html
    assert "Said before" in html
    assert "<textarea" not in html
    assert "data-reply" not in html
    with pytest.raises((PermissionDenied, ValidationError)):
        edit_comment(comment, "Otherwise", by=bo, version=comment.version)


def test_what_was_typed_while_comments_were_switched_off_is_given_back(bo):
    page = item(comment_choice="off")
    answer = signed_in(bo).post(f"/on/page/{page.pk}/comments/", {"text": "My long story"})
    assert answer.status_code == 422
    assert "My long story" in answer.content.decode()
    assert "switched off" in answer.content.decode()


def test_reactions_off_shows_what_was_given_and_lets_it_be_taken_back(bo, cleo):
    page = item()
    react(page, "like", by=bo)
    react(page, "agree", by=cleo)
    page.reaction_choice = "off"
    page.save()
    with pytest.raises(PermissionDenied):
        react(page, "agree", by=bo)
    assert signed_in(cleo).put(f"/on/page/{page.pk}/reactions/like/").status_code == 403
    html = signed_in(bo).get(page.url).content.decode()
    assert 'data-key="like"' in html, "one's own can be taken back"
    assert 'data-key="agree"' not in html
    assert unreact(page, "like", by=bo)
    assert reactions_for([page], bo)[key_of(page)].counts == {"agree": 1}


@pytest.mark.parametrize(
    ("most", "usual", "choice", "wanted"),
    [
        (Notify.EVERYONE, Notify.FOLLOWERS, None, Notify.FOLLOWERS),
        (Notify.EVERYONE, Notify.FOLLOWERS, Notify.EVERYONE, Notify.EVERYONE),
        (Notify.EVERYONE, Notify.EVERYONE, Notify.NOBODY, Notify.NOBODY),
        (Notify.FOLLOWERS, Notify.FOLLOWERS, Notify.EVERYONE, Notify.FOLLOWERS),
        (Notify.NOBODY, Notify.NOBODY, Notify.EVERYONE, Notify.NOBODY),
    ],
)
def test_nobody_is_told_more_widely_than_the_category_allows(most, usual, choice, wanted):
    assert item({"notify_most": most, "notify_usual": usual}, notify_choice=choice).notifies == wanted


def test_without_a_category_followers_are_told():
    assert NewsPageFactory().notifies == Notify.FOLLOWERS


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"comments_allowed": False}, "comments_on"),
        ({"reactions_allowed": False}, "reactions_on"),
        ({"notify_most": Notify.NOBODY}, "notify_usual"),
    ],
)
def test_what_is_usual_in_a_category_is_also_allowed(wrong, field):
    category = NewsCategory(**{"name_nl": "X", "slug": "x"} | wrong)
    with pytest.raises(ValidationError) as problem:
        category.full_clean()
    assert field in problem.value.message_dict


def test_the_editing_form_says_what_the_category_does_not_allow(newsroom, ada):
    category = NewsCategoryFactory(comments_allowed=False, comments_on=False, notify_most=Notify.FOLLOWERS)
    data = {
        "title": "Canteen", "slug": "canteen", "teaser": "Soup.", "language": "en", "category": category.pk,
        "body": streamfield([("text", rich_text("<p>Soup.</p>"))]), "update_notes": inline_formset([]),
        "comments": inline_formset([]), "comment_choice": "on", "notify_choice": Notify.EVERYONE,
        "action-publish": "action-publish",
    }  # fmt: skip
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", news_index().pk])
    answer = signed_in(ada).post(url, nested_form_data(data))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Comments are not allowed in this category" in html
    assert "This category allows at most" in html
