"""The step in which somebody of communications reads along before publication."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import TaskState
from wagtail.models.workflows import AbstractGroupApprovalTask

LOOKING_LASTS = timedelta(minutes=30)


class ReasonForm(TaskStateCommentForm):
    """Asking for changes takes a reason: the author has to know what to do."""

    comment = forms.CharField(
        label=_("What should change, and why?"),
        required=True,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what should change. The author reads this.")},
    )


class CommunicationApprovalState(TaskState):
    """One review: by when it should be done, who is looking at it, and whether the reminder went out."""

    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminder sent at"), null=True, blank=True)
    looked_at_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("being looked at by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    looked_at_at = models.DateTimeField(_("being looked at since"), null=True, blank=True)
    exclude_fields_in_copy = ["reminded_at", "looked_at_by", "looked_at_at"]

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    @property
    def is_overdue(self) -> bool:
        return bool(self.status == self.STATUS_IN_PROGRESS and self.due_at and self.due_at < timezone.now())

    @property
    def reader_now(self):
        """Who has the review open; nobody when that was more than half an hour ago."""
        if self.looked_at_by_id and self.looked_at_at and timezone.now() - self.looked_at_at < LOOKING_LASTS:
            return self.looked_at_by
        return None


class CommunicationApproval(AbstractGroupApprovalTask):
    """Approval by a group, with a due date, a reminder, and a reason when changes are asked for."""

    days = models.PositiveSmallIntegerField(
        _("days to review"),
        default=2,
        help_text=_("After so many days the reviewers get one reminder by e-mail."),
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "days"]
    task_state_class = CommunicationApprovalState

    class Meta:
        verbose_name = _("communication approval")
        verbose_name_plural = _("communication approvals")

    def start(self, workflow_state, user=None):
        state = super().start(workflow_state, user=user)
        state.due_at = timezone.now() + timedelta(days=self.days)
        state.save(update_fields=["due_at"])
        return state

    def on_action(self, task_state, user, action_name, **kwargs):
        if action_name == "reject" and not (kwargs.get("comment") or "").strip():
            raise PermissionDenied(_("Write what should change. The author reads this."))
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_actions(self, obj, user):
        if not self.locked_for_user(obj, user):
            return [
                ("reject", _("Ask for changes"), True),
                ("approve", _("Approve"), False),
                ("approve", _("Approve with a comment"), True),
            ]
        return []

    def get_form_for_action(self, action):
        return ReasonForm if action == "reject" else TaskStateCommentForm

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if user.is_superuser or self._user_in_groups(user):
            return TaskState.objects.filter(task_id=self.pk, status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.none()

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups approve, or ask for changes with a reason, before a due date")
