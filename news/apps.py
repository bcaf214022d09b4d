from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        from access.kinds import Kind, readable, register
        from access.subjects import register_subject
        from activity.registry import register_card
        from files.models import Document
        from news.alerts import register_alerts
        from news.cards import NewsCard
        from news.document_entries import DocumentEntry
        from news.entries import HowToEntry, InformationEntry, NewsEntry, SectionEntry, ToolEntry, TopicEntry
        from news.models import (
            CommunicationApprovalState,
            HowToPage,
            InformationPage,
            NewsPage,
            SectionPage,
            Tool,
            Topic,
        )
        from news.models.topic import in_active_language
        from news.notices import register_notices
        from news.review_notices import LABEL, register_review_notices, visible_reviews
        from news.subjects import PageSubject
        from notifications.registry import Label, Named, register_label
        from search.registry import register as register_entry

        register(
            Kind(name="topic", model=Topic, label=_("topic"), visible_to=readable(Topic), followable=True),
        )
        register(Kind(name="tool", model=Tool, label=_("tool"), visible_to=readable(Tool)))
        register_subject("page", PageSubject())
        register_alerts()
        register_notices()
        register(Kind(name="review", model=CommunicationApprovalState, label=_("review"), visible_to=visible_reviews))
        register_review_notices()
        register_label(LABEL)
        register_card(NewsPage, NewsCard)
        register_entry(NewsPage, NewsEntry)
        register_entry(InformationPage, InformationEntry)
        register_entry(HowToPage, HowToEntry)
        register_entry(SectionPage, SectionEntry)
        register_entry(Topic, TopicEntry)
        register_entry(Document, DocumentEntry)
        register_entry(Tool, ToolEntry)
        register_label(
            Label(
                "topic",
                ("name_nl", "name_en", "slug"),
                lambda pk, name_nl, name_en, slug: Named(
                    in_active_language(name_nl, name_en), reverse("topic", args=[slug])
                ),
            )
        )
