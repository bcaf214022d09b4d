"""The CMS's own API of images and documents lists all that exist; ours lists what this person may see or works with."""

from wagtail import hooks
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from files.models import Document, Image


class OwnImagesAPI(ImagesAdminAPIViewSet):
    """Images this person may see or works with."""

    model = Image

    def get_queryset(self):
        images = Image.objects.order_by("pk")
        kept = images.kept_by(self.request.user).values("pk")
        return images.filter(pk__in=kept) | images.filter(pk__in=images.visible_to(self.request.user).values("pk"))


class OwnDocumentsAPI(DocumentsAdminAPIViewSet):
    """Documents this person may see or works with."""

    model = Document

    def get_queryset(self):
        documents = Document.objects.order_by("pk")
        kept = documents.kept_by(self.request.user).values("pk")
        seen = documents.visible_to(self.request.user).values("pk")
        return documents.filter(pk__in=kept) | documents.filter(pk__in=seen)


@hooks.register("construct_admin_api", order=100)
def guarded_endpoints(router) -> None:
    router.register_endpoint("images", OwnImagesAPI)
    router.register_endpoint("documents", OwnDocumentsAPI)
