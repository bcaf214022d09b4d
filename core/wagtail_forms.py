"""What forms of the CMS do not expect: a choice that is no number or too large a one, a search for a whole book."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.forms import ModelMultipleChoiceField
from wagtail.admin.forms.search import SearchForm
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
