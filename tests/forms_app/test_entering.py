"""The back-office page where staff begin an entry, and the texts of consents."""

import pytest
from django.urls import reverse

from core.models import User
from forms_app.models import ConsentText, Draft
from tests import factories
from tests.forms_app.helpers import draft_of, start, text

pytestmark = pytest.mark.usefixtures("sample")
TYPED = {"source": "paper", "day": "20.11.2020", "time": "17:30", "email": ""}


@pytest.mark.req("C-10")
def test_staff_begin_an_entry_on_the_operators_clock(client_of, superuser):
    client = client_of(superuser)
    address = reverse("forms_enter", args=["sample"])
    assert client.get(address).status_code == 200
    response = client.post(address, TYPED)
    assert response.url == "/forms/sample/kind/"
    draft = draft_of(client)
    assert (draft.source, draft.entered_by) == ("paper", superuser)
    assert draft.received_at.isoformat() == "2020-11-20T10:30:00+00:00"
    assert client.get(response.url).status_code == 200


def test_a_wrong_arrival_is_said_at_the_field(client_of, superuser):
    client = client_of(superuser)
    page = client.post(reverse("forms_enter", args=["sample"]), {**TYPED, "time": "полдень"})
    assert "часы:минуты" in page.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.req("X-7")
def test_without_the_right_the_page_is_404(client_of, superuser, make_user):
    from core.roles import CONTENT_EDITOR

    client = client_of(make_user(CONTENT_EDITOR))
    assert client.get(reverse("forms_enter", args=["sample"])).status_code == 404
    assert client_of(superuser).get(reverse("forms_enter", args=["nothing"])).status_code == 404


def test_a_draft_of_staff_is_gone_from_the_session_after_logging_out(client_of, superuser):
    client = client_of(superuser)
    client.post(reverse("forms_enter", args=["sample"]), TYPED)
    other = factories.UserFactory(is_superuser=True)
    assert isinstance(other, User)
    Draft.objects.update(entered_by=other)
    assert client.get("/forms/sample/kind/").url == "/forms/sample/"


@pytest.mark.req("X-5")
def test_the_screen_of_a_used_text_refuses_a_change_and_offers_a_new_version(client_of, superuser):
    start()
    used = ConsentText.objects.get(purpose="draft-keeping")
    client = client_of(superuser)
    name = "wagtailsnippets_forms_app_consenttext"
    values = {
        "title": used.title,
        "purpose": used.purpose,
        "version": 1,
        "operator": used.operator_id,
        "effective_from": "2020-01-01",
        "body": "Другой текст",
    }
    page = client.post(reverse(f"{name}:edit", args=[used.pk]), values)
    assert "новую версию" in page.content.decode()
    used.refresh_from_db()
    assert used.body != "Другой текст"
    copy = client.get(reverse(f"{name}:copy", args=[used.pk]))
    assert copy.context["form"]["version"].value() == 2
    client.post(reverse(f"{name}:copy", args=[used.pk]), {**values, "version": 2})
    assert text("draft-keeping").version == 2
