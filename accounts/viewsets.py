"""Accounts and invitations in the CMS."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users import forms as user_forms
from wagtail.users.views import users

from accounts import actions
from accounts.models import Invitation, User
from accounts.permissions import can_invite, grantable_groups


class UserFields:
    """Address, name, language: what an administrator keeps up. Passwords belong to the person."""

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Somebody with this address already has an account."))
        return email


class UserCreationForm(UserFields, user_forms.UserCreationForm):
    class Meta(user_forms.UserCreationForm.Meta):
        fields = user_forms.UserCreationForm.Meta.fields | {"language"}

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit)


class UserEditForm(UserFields, user_forms.UserEditForm):
    class Meta(user_forms.UserEditForm.Meta):
        fields = user_forms.UserEditForm.Meta.fields | {"language"}

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        user = super().save(commit)
        if not user.is_active or "email" in self.changed_data:
            actions.end_sessions(user)
        return user


class UserIndexView(users.IndexView):
    """Accounts are closed, not deleted: what a person wrote keeps its author."""

    def get_delete_url(self, instance: User) -> None:
        return None


class UserDeleteView(users.DeleteView):
    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        raise PermissionDenied


class UserViewSet(users.UserViewSet):
    """Wagtail's user admin, for a model that signs in by e-mail address."""

    index_view_class = UserIndexView
    delete_view_class = UserDeleteView

    def get_form_class(self, for_update: bool = False):
        return UserEditForm if for_update else UserCreationForm


class InvitationForm(forms.ModelForm):
    """Whom to invite, and into which groups. An address cannot be changed afterwards: the link is bound to it."""

    class Meta:
        model = Invitation
        fields = ["email", "first_name", "last_name", "language", "groups"]
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args, for_user: User | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by = for_user
        self.fields["groups"].queryset = grantable_groups(self.by)
        if self.instance.pk:
            self.fields["email"].disabled = True

    def save(self, commit: bool = True) -> Invitation:
        if self.instance.pk:
            return super().save(commit)
        values = dict(self.cleaned_data)
        return actions.invite(values.pop("email"), by=self.by, **values)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if self.instance.pk:
            return email
        if User.objects.filter(email__iexact=email).exists():
            raise ValidationError(_("Somebody with this address already has an account."))
        if Invitation.objects.open().filter(email__iexact=email).exists():
            raise ValidationError(_("This address is invited already. Send that invitation again instead."))
        return email


class InvitationPolicy(ModelPermissionPolicy):
    """Whoever may invite may also see, correct, resend and withdraw invitations."""

    def user_has_permission(self, user, action: str) -> bool:
        return can_invite(user)

    def user_has_permission_for_instance(self, user, action: str, instance: Invitation) -> bool:
        return can_invite(user) and (action == "view" or instance.is_open)


class InvitationForUser:
    """Gives the form the person who fills it in."""

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"for_user": self.request.user}


class InvitationCreateView(InvitationForUser, generic.CreateView):
    success_message = gettext_lazy("The invitation for %(object)s is on its way.")

    def save_instance(self) -> Invitation:
        return self.form.save()  # the action writes the log itself


class InvitationEditView(InvitationForUser, generic.EditView):
    pass


class InvitationWithdrawView(generic.DeleteView):
    page_title = gettext_lazy("Withdraw invitation")
    success_message = gettext_lazy("The invitation for %(object)s is withdrawn. Its link no longer works.")
    confirmation_message = gettext_lazy("Withdraw this invitation? The link in the mail will no longer work.")

    def delete_action(self) -> None:
        actions.withdraw_invitation(self.object, by=self.request.user)


class InvitationIndexView(generic.IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("invited_by")


class InvitationViewSet(ModelViewSet):
    """Invitations: ask, ask again, withdraw."""

    model = Invitation
    name = "invitations"
    icon = "mail"
    menu_label = gettext_lazy("Invitations")
    menu_order = 601
    add_to_settings_menu = True
    permission_policy = InvitationPolicy(Invitation)
    add_view_class = InvitationCreateView
    edit_view_class = InvitationEditView
    delete_view_class = InvitationWithdrawView
    index_view_class = InvitationIndexView
    copy_view_enabled = False
    inspect_view_enabled = False
    search_fields = ["email", "first_name", "last_name"]
    list_display = [
        "email",
        Column("name", label=gettext_lazy("Name"), accessor=lambda i: f"{i.first_name} {i.last_name}"),
        Column("state", label=gettext_lazy("State")),
        DateColumn("sent_at", label=gettext_lazy("Sent")),
        Column("invited_by", label=gettext_lazy("Invited by")),
    ]
    form_fields = ["email", "first_name", "last_name", "language", "groups"]
    delete_template_name = "accounts/invitation_withdraw.html"
    edit_template_name = "accounts/invitation_edit.html"

    def get_form_class(self, for_update: bool = False):
        return InvitationForm

    def get_urlpatterns(self) -> list:
        return [*super().get_urlpatterns(), path("resend/<int:pk>/", resend, name="resend")]


@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the mail again with a fresh link."""
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        actions.resend_invitation(invitation, by=request.user)
        messages.success(request, _("The invitation for %(who)s is on its way again.") % {"who": invitation})
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    return redirect(reverse("invitations:index"))
