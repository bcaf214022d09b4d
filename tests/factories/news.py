"""News and pages for tests. Pages hang under the site's root unless a `parent` is given; `publish` announces them."""

import factory
import wagtail_factories
from django.utils import timezone
from wagtail.models import Page, Site

from news.models import HowToPage, InformationPage, NewsCategory, NewsIndexPage, NewsPage, SectionPage, Topic


def site_root() -> Page:
    """The page that the default site starts at."""
    return Site.objects.get(is_default_site=True).root_page


def publish(page: Page, user=None) -> Page:
    """Publish as an editor would: a revision, then the revision's publication. Returns the page as it is then."""
    page.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)


class TopicFactory(factory.django.DjangoModelFactory):
    name_nl = factory.Sequence(lambda n: f"Onderwerp {n}")
    name_en = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")

    class Meta:
        model = Topic


class NewsCategoryFactory(factory.django.DjangoModelFactory):
    name_nl = factory.Sequence(lambda n: f"Rubriek {n}")
    name_en = factory.Sequence(lambda n: f"Category {n}")
    slug = factory.Sequence(lambda n: f"category-{n}")

    class Meta:
        model = NewsCategory


class EditorialPageFactory(wagtail_factories.PageFactory):
    """A live page with a first publication date; not announced (see `publish`)."""

    language = "en"
    first_published_at = factory.LazyFunction(timezone.now)
    last_published_at = factory.SelfAttribute("first_published_at")

    class Meta:
        abstract = True

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        return super()._create_instance(model_class, parent or site_root(), kwargs)


class NewsIndexPageFactory(EditorialPageFactory):
    title = "News"
    slug = "news"

    class Meta:
        model = NewsIndexPage


class SectionPageFactory(EditorialPageFactory):
    title = factory.Sequence(lambda n: f"Section {n}")
    slug = factory.Sequence(lambda n: f"section-{n}")

    class Meta:
        model = SectionPage


class InformationPageFactory(EditorialPageFactory):
    title = factory.Sequence(lambda n: f"Information {n}")
    slug = factory.Sequence(lambda n: f"information-{n}")

    class Meta:
        model = InformationPage


class NewsPageFactory(EditorialPageFactory):
    """A news item; without a `parent` it goes below the news index, which is made when it is missing."""

    title = factory.Sequence(lambda n: f"News item {n}")
    slug = factory.Sequence(lambda n: f"news-item-{n}")
    teaser = "What it means for you."

    class Meta:
        model = NewsPage
        skip_postgeneration_save = True

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        return super()._create_instance(model_class, parent or news_index(), kwargs)

    @factory.post_generation
    def topics(self, create, topics, **kwargs):
        if topics:
            self.topics.set(topics)
            self.save()


def news_index() -> NewsIndexPage:
    """The news index of the test site."""
    return NewsIndexPage.objects.filter(slug="news").first() or NewsIndexPageFactory()


class HowToPageFactory(EditorialPageFactory):
    """A how-to page with two steps."""

    title = factory.Sequence(lambda n: f"How to {n}")
    slug = factory.Sequence(lambda n: f"how-to-{n}")

    class Meta:
        model = HowToPage


def step(title: str, text: str = "", note: str = "") -> tuple:
    """A step of a how-to page, without a picture."""
    picture = {"image": None, "alt_text": "", "decorative": False}
    return ("step", {"title": title, "text": text, "note": note, **picture})
