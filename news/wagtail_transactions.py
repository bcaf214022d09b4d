"""Wagtail's publishing and unpublishing, each made one transaction with what we tell about it.

Wagtail saves the page, sends its signal and writes its log in steps of their own; a crash between them would leave a
page live that nobody was ever told about.
"""

from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction


def make_atomic() -> None:
    """Wrap both actions, once. Every road to publishing leads through them: views, workflows, the clock, scripts."""
    for action in (PublishPageRevisionAction, UnpublishPageAction):
        execute = action.execute
        if not hasattr(execute, "kring_original"):
            wrapped = transaction.atomic(execute)
            wrapped.kring_original = execute
            action.execute = wrapped
