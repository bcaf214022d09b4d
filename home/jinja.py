"""What the home page's template uses."""

from django.utils.text import capfirst

FILTERS = {"capfirst": capfirst}
