"""Editors change the contest's page: drafts, preview, publication, pictures (X-1)."""

import pytest
from django.urls import reverse
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images

from contest.public.pages import ContestPage
from core import roles
from tests.contest.factories import ContestFactory


def fields_of(page: ContestPage, **changed: str) -> dict[str, str]:
    """The edit form as a browser sends it."""
    empty = {f"{name}-count": "0" for name in ("about", "acts", "faq", "results")}
    return {
        "title": page.title,
        "contest": str(page.contest_id),
        "lead": "",
        "how_to": "null",
        "prepare": "null",
        "seo_title": "",
        "search_description": "",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **empty,
        **changed,
    }


@pytest.fixture
def page(publish):
    return publish(ContestFactory(slug="spec"), lead="Прежнее вступление")


@pytest.mark.req("X-1")
def test_an_editors_draft_stays_hidden_until_the_editor_in_chief_publishes_it(
    page, make_user, client_of, client
):
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    editor = client_of(make_user(roles.CONTENT_EDITOR))
    sent = fields_of(page, lead="Новое вступление")
    assert editor.post(edit, sent).status_code == 302
    assert editor.post(edit, {**sent, "action-publish": "1"}).status_code == 302
    assert "Новое вступление" not in client.get(page.url).content.decode()
    chief = client_of(make_user(roles.EDITOR_IN_CHIEF))
    assert chief.post(edit, {**sent, "action-publish": "1"}).status_code == 302
    assert "Новое вступление" in client.get(page.url).content.decode()


@pytest.mark.req("X-1")
def test_a_draft_can_be_previewed(page, make_user, client_of):
    page.lead = "Черновое вступление"
    page.save_revision()
    editor = client_of(make_user(roles.CONTENT_EDITOR))
    shown = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "Черновое вступление" in shown.content.decode()


@pytest.mark.req("X-1")
@pytest.mark.parametrize("group", [roles.CONTENT_EDITOR, roles.EDITOR_IN_CHIEF])
@pytest.mark.parametrize("policy", [images, documents], ids=["images", "documents"])
def test_editors_add_and_choose_pictures_and_documents(page, make_user, group, policy):
    user = make_user(group)
    assert policy.user_has_permission(user, "add")
    assert policy.user_has_permission(user, "choose")


@pytest.mark.req("X-7")
def test_the_secretary_edits_no_pages(page, make_user, client_of):
    secretary = client_of(make_user(roles.CONTEST_SECRETARY))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert secretary.get(edit).status_code in (302, 403, 404)
