"""Pages in two languages, in the CMS: making the other version, keeping both in step, planning them together."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from core.addresses import leads_here
from news.actions import mark_in_step, pair_up, part, plan_along, translate
from news.actions.pairing import NotPairedError, can_translate
from news.actions.replanning import NotMovedError
from news.admin_views import page_for
from news.models import EditorialPage, PagePair
from news.pairs import Pairing


class TranslateForm(forms.Form):
    """The title of the other version."""

    title = forms.CharField(
        label=gettext_lazy("Title in the other language"),
        max_length=255,
        help_text=gettext_lazy("You can still change it while you translate."),
    )


class PairForm(forms.Form):
    """A page that exists already."""

    other = forms.ModelChoiceField(
        label=gettext_lazy("The other version"),
        queryset=Page.objects.all(),
        widget=AdminPageChooser(),
        help_text=gettext_lazy("For two pages that were written apart."),
    )
    in_step = forms.BooleanField(label=gettext_lazy("They say the same now"), required=False, initial=True)


def languages(request: HttpRequest, pk: int) -> HttpResponse:
    """What there is of a page in the other language, and what can be done about it; POST makes the other version (with
    a `title`) or pairs with a page that exists (with `other`)."""
    page = page_for(request, pk).specific
    if not isinstance(page, EditorialPage):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    translating = TranslateForm(sent if sent and "other" not in sent else None)
    pairing = PairForm(sent if sent and "other" in sent else None)
    problem = ""
    try:
        if translating.is_bound and translating.is_valid():
            draft = translate(page, translating.cleaned_data["title"], by=request.user)
            messages.success(request, _("This is the draft to translate. The text is still that of the other version."))
            return redirect("wagtailadmin_pages:edit", draft.pk)
        if pairing.is_bound and pairing.is_valid():
            other = pairing.cleaned_data["other"].specific
            if not isinstance(other, EditorialPage):
                raise NotPairedError(_("That is no page with a text of its own."))
            pair_up(page, other, by=request.user, in_step=pairing.cleaned_data["in_step"])
            messages.success(request, _("The two are versions of one page now."))
            return redirect("news_languages", page.pk)
    except NotPairedError as reason:
        problem = reason.words
    context = {
        "page": page,
        "pairing": Pairing.of(page, request.user),
        "may_translate": can_translate(page, request.user),
        "translate_form": translating,
        "pair_form": pairing,
        "problem": problem,
    }
    return render(request, "news/admin/languages.html", context, status=422 if problem or sent is not None else 200)


def pair_for(request: HttpRequest, pk: int) -> PagePair:
    """The pair of a page that this editor may edit or publish."""
    page_for(request, pk)
    pair = PagePair.objects.of(pk)
    if pair is None:
        return get_object_or_404(PagePair, pk=0)
    return pair


@require_POST
def in_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that both versions tell the same."""
    mark_in_step(pair_for(request, pk), by=request.user)
    messages.success(request, _("Both versions are in step."))
    target = request.POST.get("next", "")
    if leads_here(target, request):
        return redirect(target)
    return redirect("news_languages", pk)


@require_POST
def take_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """Make two pages of their own of a pair."""
    part(pair_for(request, pk), by=request.user)
    messages.success(request, _("They are pages of their own now. Both are still there."))
    return redirect("news_languages", pk)


@require_POST
def together(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan the other version for the moment of this one."""
    pair_for(request, pk)
    page = get_object_or_404(Page, pk=pk)
    try:
        other = plan_along(page, by=request.user)
    except NotMovedError as reason:
        messages.warning(request, reason.words)
    else:
        messages.success(request, _("“%(title)s” goes live at the same moment.") % {"title": other.title})
    return redirect("news_languages", pk)
