"""The editing form, in the order in which editors think: title, teaser, text, audience, planning, promotion."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import TaskState, WorkflowState

from news.planning import plan_of


class PlanningPanel(HelpPanel):
    """Says what will happen to the page by the clock, and who looks at it."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["plan"] = plan_of(self.instance)
            context["review"] = review_of(self.instance, self.request.user)
            context["refusal"] = refusal_of(self.instance)
            return context


class CarePanel(HelpPanel):
    """Says when the page was confirmed and by when it must be again, with the button that confirms it."""

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            context["care"] = getattr(self.instance, "care", None) if self.instance.pk else None
            context["today"] = timezone.localdate()
            context["may_confirm"] = context["care"] is not None and self.instance.live
            return context


def review_of(page, person) -> dict | None:
    """The review that the page is in: by when, who looks at it, and whether this person may take it in hand."""
    state = page.current_workflow_task_state if page.pk else None
    state = state.specific if state else None
    if state is None or not hasattr(state, "due_at"):
        return None
    task = state.task.specific
    return {"state": state, "may_take": not task.locked_for_user(page, person) and state.reader_now != person}


def refusal_of(page) -> TaskState | None:
    """The answer of who asked for changes, while the page has not been submitted again."""
    state = page.current_workflow_state if page.pk else None
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return None
    return state.current_task_state


TITLE = TitleFieldPanel("title", help_text=_("What happened, in the reader's words. Best under 70 characters."))
AUDIENCE = HelpPanel(heading=_("Audience"), template="news/admin/audience_panel.html")
PLANNING = PlanningPanel(heading=_("Planning"), template="news/admin/planning_panel.html")
LANGUAGE = FieldPanel("language")
LANGUAGES = HelpPanel(heading=_("Languages"), template="news/admin/languages_panel.html")
TOPICS = FieldPanel("topics", widget=forms.CheckboxSelectMultiple)

TALK = MultiFieldPanel(
    [FieldRowPanel([FieldPanel("comment_choice"), FieldPanel("reaction_choice")])],
    heading=_("Comments and reactions"),
    classname="collapsed",
)
CARE = MultiFieldPanel(
    [
        CarePanel(template="news/admin/care_panel.html"),
        FieldRowPanel(
            [FieldPanel("owner", help_text=_("Who keeps this page right; shown to readers.")), FieldPanel("team")]
        ),
        FieldPanel("review_every"),
    ],
    heading=_("Owner and review"),
)

NEWS_CONTENT = [
    TITLE,
    FieldPanel("teaser", widget=forms.Textarea(attrs={"rows": 3})),
    MultiFieldPanel(
        [
            FieldPanel("lead_image"),
            FieldPanel("lead_image_alt"),
            FieldPanel("lead_image_decorative"),
            FieldPanel("lead_image_caption"),
        ],
        heading=_("Lead image"),
        classname="collapsed",
    ),
    FieldPanel("body"),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("category"), FieldPanel("author")]), TOPICS, LANGUAGE], heading=_("Filed under")
    ),
    LANGUAGES,
    AUDIENCE,
    PLANNING,
    MultiFieldPanel(
        [
            HelpPanel(template="news/admin/places_panel.html"),
            FieldRowPanel([FieldPanel("slot"), FieldPanel("slot_until")]),
            FieldPanel("tell_again"),
            FieldPanel("notify_choice"),
        ],
        heading=_("Promotion"),
    ),
    TALK,
    MultiFieldPanel(
        [
            CarePanel(template="news/admin/care_panel.html"),
            FieldRowPanel([FieldPanel("team"), FieldPanel("review_every")]),
        ],
        heading=_("Review"),
        classname="collapsed",
    ),
]

INFORMATION_NOTES = [
    InlinePanel(
        "update_notes",
        heading=_("What changed"),
        label=_("Update note"),
        help_text=_("Shown to readers under the text, newest first."),
        classname="collapsed",
    )
]

INFORMATION_CONTENT = [
    TITLE,
    FieldPanel("teaser", widget=forms.Textarea(attrs={"rows": 3})),
    FieldPanel("body"),
    MultiFieldPanel([TOPICS, LANGUAGE], heading=_("Filed under")),
    CARE,
    LANGUAGES,
    AUDIENCE,
    PLANNING,
    TALK,
]

HOWTO_CONTENT = [
    TITLE,
    FieldPanel("teaser", widget=forms.Textarea(attrs={"rows": 3})),
    FieldPanel("body"),
    FieldPanel("related"),
    MultiFieldPanel([TOPICS, LANGUAGE], heading=_("Filed under")),
    CARE,
    LANGUAGES,
    AUDIENCE,
    PLANNING,
    TALK,
]

SECTION_CONTENT = [
    TITLE,
    FieldPanel("teaser", widget=forms.Textarea(attrs={"rows": 3})),
    FieldPanel("body"),
    CARE,
    LANGUAGES,
    AUDIENCE,
    PLANNING,
]

INDEX_CONTENT = [TITLE, AUDIENCE]
