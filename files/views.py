"""The only way to the bytes of a file. Missing and out of reach are the same 404."""

from django.db.models import Case, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.images.utils import verify_signature

from files.models import Document, Image, Rendition
from files.names import extension_of
from files.renditions import rendition_or_none
from files.serving import file_response, passing_response
from files.visibility import open_to_everyone

BIGGEST = 2**63 - 1


def _file_or_404(model: type[Image] | type[Document], user, pk: int):
    """The one file, if this person may read it or works with it; `for_everyone` says how it may be cached."""
    if pk > BIGGEST:
        raise Http404("No such file.")
    is_open = Case(When(open_to_everyone(model), then=Value(True)), default=Value(False))
    files = model.objects.filter(pk=pk).annotate(for_everyone=is_open)
    found = files.visible_to(user).first() or files.kept_by(user).first()
    if found is None:
        raise Http404("No such file.")
    return found


@require_safe
def image_file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A picture as it was uploaded, without its metadata."""
    image = _file_or_404(Image, request.user, pk)
    return file_response(request, image.file, image.filename, for_everyone=image.for_everyone)


@require_safe
def rendition_file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A resized picture: for whom the picture is."""
    rendition = Rendition.objects.filter(pk=pk).first() if pk <= BIGGEST else None
    if rendition is None:
        raise Http404("No such file.")
    image = _file_or_404(Image, request.user, rendition.image_id)
    return file_response(request, rendition.file, name, for_everyone=image.for_everyone)


@require_safe
def document_file(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A document."""
    document = _file_or_404(Document, request.user, pk)
    return file_response(request, document.file, document.filename, for_everyone=document.for_everyone)


@require_safe
def signed_rendition(request: HttpRequest, signature: str, image_id: int, spec: str) -> HttpResponse:
    """What the CMS's "image URL generator" gives, and pages whose pictures were not made yet: the signature permits
    the size, the rule the picture. A copy that is not stored is made for this once."""
    if not verify_signature(signature.encode(), image_id, spec):
        raise Http404("No such file.")
    image = _file_or_404(Image, request.user, image_id)
    try:
        rendition = rendition_or_none(image, spec)
    except InvalidFilterSpecError as wrong:
        raise Http404("No such size.") from wrong
    if rendition is None:
        raise Http404("No such file.")
    if rendition.pk is not None:
        return redirect(rendition.url)
    try:
        file = image.generate_rendition_file(Filter(spec=spec))
    except SourceImageIOError as damaged:
        raise Http404("No such file.") from damaged
    return passing_response(file, f"{image.pk}.{extension_of(file.name)}")
