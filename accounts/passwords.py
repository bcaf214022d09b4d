"""What a password must not be: something that can be guessed, in English, in Dutch or from the person's own name."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

ENOUGH = 3  # of 4: safe against guessing offline with a slow hash
LONGEST = 72  # more characters add nothing to the estimate, but cost time


@cache
def dutch_words() -> list[str]:
    """Words that Dutch people make passwords of."""
    return (Path(__file__).parent / "dutch_words.txt").read_text("utf-8").split()


class LengthValidator(MinimumLengthValidator):
    """Django's own, in words that are translated: its message is not, in Dutch."""

    def get_error_message(self) -> str:
        return _("This password is too short. Use at least %(number)d characters.") % {"number": self.min_length}


class StrengthValidator:
    """Refuses a password that would be guessed soon, however long it is."""

    def validate(self, password: str, user=None) -> None:
        inputs = [*dutch_words(), *re.findall(r"\w+", settings.SITE_NAME.lower())]
        if user is not None:
            own = f"{user.first_name} {user.last_name} {user.email}".lower()
            words = re.findall(r"\w+", own)
            inputs += [word for word in words if len(word) > 2]
            inputs += ["".join(words[:2]), "".join(words[1::-1])]
        if zxcvbn(password[:LONGEST], user_inputs=inputs)["score"] < ENOUGH:
            raise ValidationError(
                _("This password is easy to guess. Take three or four words that have nothing to do with each other."),
                code="password_too_easy",
            )

    def get_help_text(self) -> str:
        return _("Three or four words that have nothing to do with each other make a good password.")
