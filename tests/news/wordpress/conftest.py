"""The place that gets the import."""

import pytest
from wagtail.models import Site

from news.models import SectionPage


@pytest.fixture
def section() -> SectionPage:
    root = Site.objects.get(is_default_site=True).root_page
    return root.add_child(instance=SectionPage(title="Oud", slug="oud"))
