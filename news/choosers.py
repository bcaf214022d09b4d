"""Choosing a colleague in the editor: by name, with the address that tells two of the same name apart."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet


def job_of(person) -> str:
    """The person's job title, for as far as a profile tells it."""
    profile = getattr(person, "profile", None)
    return getattr(profile, "job_title", "") if profile else ""


class PersonFilterForm(BaseFilterForm):
    """One field: parts of a name or an address."""

    q = forms.CharField(
        label=_("Search term"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Name")})
    )

    def filter(self, objects):
        self.search_query = self.cleaned_data.get("q", "")
        self.is_searching = bool(self.search_query)
        for word in self.search_query.split()[:6]:
            named = Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
            objects = objects.filter(named)
        return objects


class PersonColumnsMixin:
    """Active people with their job and address."""

    filter_form_class = PersonFilterForm

    def get_object_list(self):
        people = get_user_model().objects.filter(is_active=True)
        relations = {relation.get_accessor_name() for relation in people.model._meta.related_objects}
        return people.select_related("profile") if "profile" in relations else people

    @property
    def columns(self):
        job = Column("job", label=_("Job"), accessor=job_of)
        address = Column("email", label=_("E-mail address"), accessor="email")
        return [self.title_column, job, address]


class ChoosePerson(PersonColumnsMixin, ChooseView):
    """The dialog."""


class ChoosePersonResults(PersonColumnsMixin, ChooseResultsView):
    """The list in the dialog, after typing."""


class PersonChooserViewSet(ChooserViewSet):
    """Registers the dialog and makes it the widget of every field that points at a person."""

    model = "accounts.User"
    icon = "user"
    choose_one_text = _("Choose a person")
    choose_another_text = _("Choose another person")
    edit_item_text = _("Edit this person")
    choose_view_class = ChoosePerson
    choose_results_view_class = ChoosePersonResults


person_chooser_viewset = PersonChooserViewSet("person_chooser")
PersonChooserBlock = person_chooser_viewset.get_block_class(name="PersonChooserBlock", module_path="news.choosers")
