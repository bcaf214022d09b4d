"""The page behind the link of an invitation."""

from allauth.account.utils import perform_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import actions
from accounts.forms import InvitationAcceptForm
from accounts.models import Invitation


@never_cache
@sensitive_post_parameters("password")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password and be in. Every link that is worth nothing gets one and the same answer."""
    invitation = Invitation.objects.from_token(token)
    if invitation is None:
        return render(request, "account/invitation_gone.html", status=404)
    if request.user.is_authenticated:
        # An invitation is for one address; whoever sits here is somebody else.
        return render(request, "account/invitation_other.html", {"invitation": invitation}, status=403)
    form = InvitationAcceptForm(
        request.POST or None,
        email=invitation.email,
        initial={"first_name": invitation.first_name, "last_name": invitation.last_name},
    )
    if request.method == "POST" and form.is_valid():
        user = actions.accept_invitation(token, **form.cleaned_data)
        if user is None:
            return render(request, "account/invitation_gone.html", status=404)
        return perform_login(request, user, email_verification="none", redirect_url="/")
    context = {"form": form, "invitation": invitation}
    return render(request, "account/invitation.html", context, status=422 if form.errors else 200)
