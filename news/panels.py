"""The editing form, in the order in which editors think: title, teaser, text, audience, planning, promotion."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel

TITLE = TitleFieldPanel("title", help_text=_("What happened, in the reader's words. Best under 70 characters."))
AUDIENCE = HelpPanel(heading=_("Audience"), template="news/admin/audience_panel.html")
PLANNING = HelpPanel(heading=_("Planning"), template="news/admin/planning_panel.html")
LANGUAGE = FieldPanel("language")
TOPICS = FieldPanel("topics", widget=forms.CheckboxSelectMultiple)

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
    AUDIENCE,
    PLANNING,
    MultiFieldPanel(
        [
            HelpPanel(template="news/admin/places_panel.html"),
            FieldRowPanel([FieldPanel("slot"), FieldPanel("slot_until")]),
            FieldPanel("tell_again"),
        ],
        heading=_("Promotion"),
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
    MultiFieldPanel(
        [FieldPanel("owner", help_text=_("Who keeps this page right; shown to readers.")), TOPICS, LANGUAGE],
        heading=_("Filed under"),
    ),
    AUDIENCE,
    PLANNING,
]

SECTION_CONTENT = [
    TITLE,
    FieldPanel("teaser", widget=forms.Textarea(attrs={"rows": 3})),
    FieldPanel("body"),
    AUDIENCE,
    PLANNING,
]

INDEX_CONTENT = [TITLE, AUDIENCE]
