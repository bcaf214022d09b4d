"""The list of components with examples, in development only."""

from datetime import timedelta

from django import forms
from django.contrib.messages import ERROR, SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

NAMES = [
    ("Jeroen Hoekstra", "Operator, Line 3", ""),
    ("Sadia Bouzid", "Team lead, cheese making", "on"),
    ("Tomasz Kowalski", "Cold store", "on"),
    ("Kees Brouwer", "Cheesemaker", ""),
    ("Fatima El Amrani", "Quality", "away"),
    ("Mehmet Aydin", "Maintenance", "busy"),
    ("Anouk Visser", "Safety", ""),
    ("Ödön Şahin-Wiśniewski", "Planning", ""),
]
REACTIONS = [
    ("like", "Love", "heart", 48, False),
    ("thanks", "Thanks", "hand-heart", 21, True),
    ("agree", "Agree", "thumbs-up", 6, False),
    ("insightful", "Insightful", "lightbulb", 0, False),
    ("support", "Support", "life-buoy", 0, False),
    ("celebrate", "Celebrate", "party-popper", 0, False),
]
TOKENS = (
    "bg surface sunken text text-2 brand brand-soft managed managed-soft people people-soft auto auto-soft seat "
    "ok ok-soft warn warn-soft danger danger-soft focus"
)


class ExampleForm(forms.Form):
    """One field of every sort."""

    name = forms.CharField(label="Name", help_text="As colleagues know you.")
    email = forms.EmailField(label="E-mail address")
    about = forms.CharField(label="About you", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    place = forms.ChoiceField(label="Place", choices=[("n", "North"), ("s", "South")])
    digest = forms.ChoiceField(label="Digest", choices=[("d", "Daily"), ("w", "Weekly")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Show my birthday", required=False, help_text="Day and month only.")


def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    people = [
        {
            "name": name,
            "initials": "".join(part[0] for part in name.split()[:2]),
            "role": role,
            "presence": presence,
            "presence_label": {"on": "At work", "busy": "Busy", "away": "Away"}.get(presence, ""),
            "url": "#",
            "tone": index % 6,
            "is_new": index == 2,
        }
        for index, (name, role, presence) in enumerate(NAMES)
    ]
    reactions = [dict(zip(("key", "label", "icon_name", "count", "mine"), row, strict=True)) for row in REACTIONS]
    wrong = ExampleForm({"bad-name": "", "bad-email": "nobody", "bad-place": "n"}, prefix="bad")
    context = {
        "people": people,
        "reactions": reactions,
        "form": ExampleForm(prefix="good"),
        "wrong": wrong,
        "tokens": TOKENS.split(),
        "now": timezone.now() - timedelta(minutes=12),
        "numbered": Paginator(range(30), 10).page(2),
        "levels": [Message(SUCCESS, "Saved."), Message(ERROR, "That failed.")],
    }
    return render(request, "styleguide/index.html", context)
