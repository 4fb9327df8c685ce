"""Groups have exactly their rights; demonstration accounts exist only in the demonstration."""

from io import StringIO

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
)

from core import demo, demo_accounts, roles
from core.models import Organisation, User
from core.rights import declared_rights, setup_roles

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db, pytest.mark.usefixtures("no_groups")]


@pytest.fixture
def no_groups(db):
    """An installation before its groups were set up."""
    Group.objects.all().delete()


def rights_of(name):
    rows = Group.objects.get(name=name).permissions.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}" for row in rows}


@pytest.mark.req("X-7")
def test_each_group_has_exactly_its_declared_rights():
    setup_roles()
    for name, rights in declared_rights().items():
        assert rights_of(name) == rights


def test_the_check_before_publishing_has_a_russian_name(db):
    for model in (Workflow, GroupApprovalTask):
        model.objects.all().delete()
        model.objects.create(name="Moderators approval")
    setup_roles()
    assert Workflow.objects.get().name == "Проверка главным редактором"
    assert GroupApprovalTask.objects.get().name == "Проверка главным редактором"
    own = Workflow.objects.create(name="Проверка юристом")
    setup_roles()
    own.refresh_from_db()
    assert own.name == "Проверка юристом"


@pytest.mark.req("X-7")
def test_a_right_given_by_hand_is_taken_back():
    setup_roles()
    group = Group.objects.get(name=roles.CONTENT_EDITOR)
    group.permissions.add(Permission.objects.get(codename="change_user"))
    setup_roles()
    assert rights_of(roles.CONTENT_EDITOR) == {"wagtailadmin.access_admin"}


def test_the_groups_of_the_installed_apps_are_there():
    setup_roles()
    expected = {roles.CONTENT_EDITOR, roles.EDITOR_IN_CHIEF, roles.ADMINISTRATOR}
    if "contest" in django_settings.DOMAINS:
        expected |= {
            roles.CONTEST_SECRETARY,
            roles.OPERATOR_STAFF,
            roles.COMMISSION_MEMBER,
            roles.CHAIR,
            roles.DEPUTY_CHAIR,
        }
    if "placement" in django_settings.DOMAINS:
        expected |= {roles.PLACEMENT_SPECIALIST, roles.DEPUTY_DIRECTOR, roles.DIRECTOR}
    assert expected <= set(Group.objects.values_list("name", flat=True))


@pytest.mark.req("X-1")
def test_editors_write_and_the_chief_publishes():
    setup_roles()
    setup_roles()

    def pages(name):
        rows = GroupPagePermission.objects.filter(group__name=name)
        return sorted(rows.values_list("permission__codename", flat=True))

    assert pages(roles.CONTENT_EDITOR) == ["add_page", "change_page"]
    assert "publish_page" in pages(roles.EDITOR_IN_CHIEF)
    assert pages(roles.ADMINISTRATOR) == []
    assert GroupCollectionPermission.objects.filter(group__name=roles.CONTENT_EDITOR).count() == 4


def test_an_unknown_right_is_refused(monkeypatch):
    monkeypatch.setattr(
        "core.rights.declared_rights", lambda: {roles.ADMINISTRATOR: {"core.no_such_right"}}
    )
    with pytest.raises(LookupError, match=r"core\.no_such_right"):
        setup_roles()


def test_demonstration_organisations_repeat_and_keep_what_staff_changed(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    demo.load(StringIO())
    Organisation.objects.filter(code="crss").update(phone="+7 383 000-00-00")
    demo.load(StringIO())
    assert set(Organisation.objects.values_list("code", flat=True)) == {
        "mintrud-nso",
        "crss",
        "mc-siti",
    }
    centre = Organisation.objects.get(code="crss")
    assert centre.phone == "+7 383 000-00-00"
    assert centre.inn == ""


def test_each_group_gets_one_account_with_this_machines_password(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.DEMO_ACCOUNTS = True
    setup_roles()
    people = demo_accounts.make_accounts()
    hashes = set(User.objects.values_list("password", flat=True))
    demo_accounts.make_accounts()
    assert len(people) == Group.objects.count() == User.objects.count()
    assert set(User.objects.values_list("password", flat=True)) == hashes
    assert User.objects.first().check_password(demo_accounts.password())
    assert not User.objects.filter(is_superuser=True).exists()


def test_production_settings_make_no_demonstration_accounts():
    setup_roles()
    assert demo_accounts.make_accounts() == []
    with pytest.raises(CommandError):
        call_command("demo_accounts")
    assert not User.objects.exists()


def test_an_administrator_makes_an_account_that_logs_in_by_email(client_of, make_user):
    client = client_of(make_user(roles.ADMINISTRATOR))
    group = Group.objects.get(name=roles.CONTENT_EDITOR)
    page = client.get("/cms/users/new/")
    assert page.status_code == 200
    assert 'name="is_superuser"' not in page.content.decode()
    answer = client.post(
        "/cms/users/new/",
        {
            "email": "New@Example.org",
            "first_name": "Нина",
            "last_name": "Новикова",
            "middle_name": "Ильинична",
            "post": "редактор",
            "groups": [group.pk],
            "is_superuser": "on",
        },
    )
    assert answer.status_code == 302
    made = User.objects.get(email="new@example.org")
    assert (made.username, made.middle_name) == ("new@example.org", "Ильинична")
    assert not made.is_superuser
    assert list(made.groups.all()) == [group]
    assert client.get(f"/cms/users/edit/{made.pk}/").status_code == 200


@pytest.mark.req("X-7")
def test_an_administrator_cannot_take_over_a_superuser(client_of, make_user, superuser):
    client = client_of(make_user(roles.ADMINISTRATOR))
    assert superuser.email not in client.get("/cms/users/").content.decode()
    before = superuser.password
    client.post(
        f"/cms/users/edit/{superuser.pk}/",
        {
            "email": superuser.email,
            "first_name": "А",
            "last_name": "Б",
            "password1": "захвачено",
            "password2": "захвачено",
        },
    )
    superuser.refresh_from_db()
    assert superuser.password == before


@pytest.mark.req("X-7")
@pytest.mark.parametrize("place", ["edit", "delete", "history", "usage"])
def test_a_superusers_account_is_not_there_for_an_administrator(
    client_of, make_user, superuser, place
):
    address = f"/cms/users/{place}/{superuser.pk}/"
    assert client_of(make_user(roles.ADMINISTRATOR)).get(address).status_code == 404
    assert client_of(superuser).get(address).status_code != 404


@pytest.mark.req("X-7")
@pytest.mark.parametrize("action", ["assign_role", "set_active_state", "delete"])
def test_nobody_changes_accounts_in_bulk_past_their_own_pages(
    client_of, make_user, superuser, action
):
    administrator = make_user(roles.ADMINISTRATOR)
    client = client_of(administrator)
    group = Group.objects.get(name=roles.EDITOR_IN_CHIEF)
    for account in (administrator, superuser):
        answer = client.post(
            f"/cms/bulk/core/user/{action}/?id={account.pk}",
            {"role": group.pk, "mark_as_active": ""},
        )
        assert answer.status_code == 404
    superuser.refresh_from_db()
    assert superuser.is_active
    assert [found.name for found in administrator.groups.all()] == [roles.ADMINISTRATOR]
    assert "bulk-action-checkbox" not in client.get("/cms/users/").content.decode()


@pytest.mark.req("X-7")
def test_an_editor_sees_no_accounts_and_no_letter_texts(client_of, make_user):
    client = client_of(make_user(roles.CONTENT_EDITOR))
    for address in ("/cms/users/", "/cms/snippets/core/lettertemplate/"):
        assert client.get(address).status_code in (302, 404)
