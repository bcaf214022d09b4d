"""What forms of the CMS do not expect: a choice that is no number or too large a one, a search for a whole book, a
`next` that is no address."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms import ModelMultipleChoiceField
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import utils
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.views import workflows
from wagtail.admin.widgets import BaseChooser

LONGEST_SEARCH = 200


def make_patient() -> None:
    """They get an answer instead of a server error, once."""
    if hasattr(BaseChooser.get_instance, "kring_original"):
        return
    BaseChooser.get_instance = _nothing_for_nonsense(BaseChooser.get_instance)
    ModelMultipleChoiceField._check_values = _refuse_large_numbers(ModelMultipleChoiceField._check_values)
    search = SearchForm.base_fields["q"]
    search.max_length = LONGEST_SEARCH
    search.validators.append(MaxLengthValidator(LONGEST_SEARCH))
    for module in (utils, workflows):
        module.url_has_allowed_host_and_scheme = leads_within  # type: ignore[attr-defined]


def leads_within(url: str, *args, **options) -> bool:
    """Whether `next` is an address of ours. `redirect` takes a word without a slash for the name of a view."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, *args, **options)


def _nothing_for_nonsense(get_instance):
    @wraps(get_instance)
    def calm(self, value):
        try:
            return get_instance(self, value)
        except (ValueError, TypeError, OverflowError):
            return None

    calm.kring_original = get_instance
    return calm


def _refuse_large_numbers(check_values):
    @wraps(check_values)
    def calm(self, value):
        try:
            return check_values(self, value)
        except OverflowError as problem:  # SQLite knows no number of more than 64 bits
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value[0]}
            ) from problem

    return calm
