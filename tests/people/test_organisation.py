"""The organisation in the CMS: departments, locations and what it knows of people."""

import pytest
from django.contrib.auth.models import Permission

from accounts.models import User
from people.models import Department, Location, Profile
from tests.cast import signed_in


def test_departments_and_locations_are_kept_up(sam):
    cms = signed_in(sam)
    assert cms.post("/cms/location/new/", {"name_nl": "Pakhuis", "name_en": "Warehouse"}).status_code == 302
    location = Location.objects.get()
    new = {"name_nl": "Rijping", "name_en": "Ripening", "location": location.pk}
    assert cms.post("/cms/department/new/", new).status_code == 302
    department = Department.objects.get()
    for path in ("/cms/department/", "/cms/location/", f"/cms/department/edit/{department.pk}/"):
        assert "Rijping" in cms.get(path).content.decode() or "Pakhuis" in cms.get(path).content.decode()


def test_two_departments_never_share_a_name(sam):
    Department.objects.create(name_nl="Rijping", name_en="Ripening")
    cms = signed_in(sam)
    assert cms.post("/cms/department/new/", {"name_nl": "Rijping", "name_en": "Other"}).status_code == 200
    assert Department.objects.count() == 1


def test_the_organisation_sets_jobs_and_departments_but_not_what_people_say_of_themselves(sam, bo):
    department = Department.objects.create(name_nl="Rijping", name_en="Ripening")
    cms = signed_in(sam)
    assert "Bo Jansen" in cms.get("/cms/profile/").content.decode()
    form = {"job_title": "Operator", "department": department.pk, "started_on": "2024-03-01", "about": "hacked"}
    assert cms.post(f"/cms/profile/edit/{bo.profile.pk}/", form).status_code == 302
    profile = Profile.objects.get(user=bo)
    assert (profile.job_title, profile.department, profile.about) == ("Operator", department, "")


def test_profiles_are_neither_added_nor_deleted_by_hand(sam, bo):
    cms = signed_in(sam)
    cms.post(f"/cms/profile/delete/{bo.profile.pk}/")
    cms.post("/cms/profile/new/", {"job_title": "x"})
    assert Profile.objects.count() == User.objects.count()


def test_the_list_costs_the_same_for_many(sam, bo, emil, dina, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        assert signed_in(sam).get("/cms/profile/").status_code == 200


@pytest.mark.parametrize("kind", ["department", "location", "profile", "invitations", "users"])
def test_an_editor_without_the_right_is_kept_out(ada, bo, kind):
    ada.user_permissions.add(Permission.objects.get(codename="access_admin"))
    cms = signed_in(ada)
    for path in ("", "new/", "edit/1/", "delete/1/"):
        response = cms.get(f"/cms/{kind}/{path}")
        assert response.status_code in (302, 403, 404)
        assert "Bo Jansen" not in response.content.decode()
        assert cms.post(f"/cms/{kind}/{path}", {"name_nl": "x", "name_en": "y"}).status_code in (302, 403, 404, 405)
    assert not Department.objects.exists()
    assert not Location.objects.exists()
