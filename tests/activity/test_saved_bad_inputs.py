"""Saving and reminding with any text in any field."""

import pytest

from tests.bad_inputs import assert_survives
from tests.cast import signed_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_saving_and_reminding(published, ada, bo):
    item = published("The brine bath", by=ada)
    client, address = signed_in(bo), f"/on/page/{item.pk}/saved/"
    assert_survives(client, f"{address}reminder/", {}, fields=["at", "when", "remind", "row"], per_category=1)
    assert_survives(client, address, {"saved": "1"}, fields=["saved", "at", "next", "_method"], per_category=1)
    assert_survives(client, "/saved/", {}, fields=["before"], method="get", per_category=1)
    assert_survives(client, f"{address}reminder/", {}, fields=["at"], per_category=1, headers={"HX-Request": "true"})
