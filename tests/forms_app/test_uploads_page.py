"""The page of documents: whatever was chosen on it is kept, whichever button was pressed (X-2)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from forms_app import links
from forms_app.models import Draft
from forms_app.views import uploads
from tests.core.file_samples import pdf, picture
from tests.forms_app.helpers import PNG, begin, draft_of, prove, said, save, walk

pytestmark = [pytest.mark.usefixtures("sample"), pytest.mark.req("X-2")]
HOME = "/forms/sample/"
EMPTY = b""


@pytest.fixture
def draft(client) -> Draft:
    begin(client)
    return walk(client)


def press(client, draft, button: str = "", value: str = "1", **chosen: bytes | list[bytes]):
    """Press a button of the page with these files chosen, as a browser without JavaScript."""
    files = {
        f"file-{slot}": [
            SimpleUploadedFile("скан.png", content)
            for content in (contents if isinstance(contents, list) else [contents])
        ]
        for slot, contents in chosen.items()
    }
    pressed = {button: value} if button else {}
    mark = {"draft": str(draft.pk), "revision": draft.revision}
    return client.post(f"{HOME}uploads/", {**mark, **pressed, **files})


def held(draft) -> list[str]:
    return sorted(draft.uploads.values_list("slot", flat=True))


@pytest.mark.parametrize(
    ("button", "leads_to"), [("next", "send"), ("back", "papers"), ("leave", "saved")]
)
def test_every_button_that_leads_away_keeps_what_was_chosen(client, draft, button, leads_to):
    response = press(client, draft, button, signed=PNG, extra=[PNG, PNG])
    assert response.url == f"{HOME}{leads_to}/"
    assert held(draft) == ["extra", "extra", "signed"]


def test_the_button_of_one_document_keeps_the_files_of_the_others(client, draft):
    response = press(client, draft, "slot", "signed", signed=PNG, agreement=PNG)
    assert response.url == f"{HOME}uploads/#slot-signed"
    assert held(draft) == ["agreement", "signed"]


def test_removing_a_file_keeps_what_was_chosen_elsewhere(client, draft):
    press(client, draft, "slot", "extra", extra=PNG)
    response = press(client, draft, "remove", str(draft.uploads.get().pk), signed=PNG)
    assert response.url == f"{HOME}uploads/#slot-extra"
    assert held(draft) == ["signed"]


@pytest.mark.parametrize("button", ["next", "back", "leave", "slot"])
def test_a_refusal_is_shown_instead_of_leading_on_and_the_rest_is_kept(client, draft, button):
    response = press(client, draft, button, "signed", signed=EMPTY, agreement=PNG, extra=[PNG])
    page = said(response)
    assert response.status_code == 200
    assert "Подписанная анкета: Файл пуст" in page
    assert page.count('aria-invalid="true"') == 1
    assert held(draft) == ["agreement", "extra"]
    assert client.get(f"{HOME}uploads/").status_code == 200


def test_a_button_of_a_document_without_a_file_asks_for_one_and_keeps_the_others(client, draft):
    page = said(press(client, draft, "slot", "signed", agreement=PNG))
    assert f"Подписанная анкета: {uploads.NOTHING_CHOSEN}" in page
    assert held(draft) == ["agreement"]


def test_files_for_a_document_that_is_not_asked_for_are_refused(client, draft):
    page = said(press(client, draft, "next", nowhere=PNG))
    assert "Такого документа в этой заявке нет." in page
    assert held(draft) == []


def test_when_answers_changed_in_another_window_it_is_said_that_the_files_did_not_go(client, draft):
    seen = draft.revision
    save(draft, "work", share="51")
    draft.revision = seen
    response = press(client, draft, "next", signed=PNG)
    assert response.url == f"{HOME}uploads/"
    assert uploads.CHOOSE_AGAIN in said(client.get(response.url))


@pytest.mark.parametrize("number", ["²", "٣", "9" * 5000, "-1", "", "\0"])
def test_a_malformed_number_to_remove_removes_nothing(client, draft, number):
    press(client, draft, "slot", "signed", signed=PNG)
    assert press(client, draft, "remove", number).status_code == 302
    assert held(draft) == ["signed"]


def test_all_that_can_be_chosen_stands_in_the_form_of_every_button(client, draft):
    press(client, draft, "slot", "extra", extra=PNG)
    page = client.get(f"{HOME}uploads/").content.decode()
    form = page[page.index('<form method="post" action="/forms/sample/uploads/"') :]
    form = form[: form.index("</form>")]
    assert form.count('type="file"') == page.count('type="file"') == 3
    for button in ("next", "back", "leave", "remove", "slot"):
        assert f'name="{button}"' in form
    assert draft_of(client).uploads.count() == 1


# --- small pictures -------------------------------------------------------------------------------


def test_a_picture_is_known_by_a_small_one_that_no_cache_keeps(client, draft):
    photo = picture("JPEG", size=(3000, 2000))
    press(client, draft, "next", signed=photo)
    held_file = draft.uploads.get()
    address = f"{HOME}uploads/{held_file.pk}/thumbnail/"
    assert f'src="{address}"' in said(client.get(f"{HOME}uploads/"))
    answer = client.get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    with Image.open(io.BytesIO(answer.content)) as small:
        assert small.size == (160, 107)


def test_what_may_not_be_seen_has_no_small_picture(client, draft):
    press(client, draft, "next", signed=PNG)
    address = f"{HOME}uploads/{draft.uploads.get().pk}/thumbnail/"
    stranger = Client()
    assert stranger.get(address).status_code == 404
    stranger.get(links.resume_url(draft).partition("8000")[2])
    assert address not in said(stranger.get(f"{HOME}uploads/"))
    assert stranger.get(address).status_code == 404
    prove(stranger)
    assert stranger.get(address).status_code == 200


def test_what_is_no_picture_has_none(client, draft):
    press(client, draft, "next", signed=pdf())
    address = f"{HOME}uploads/{draft.uploads.get().pk}/thumbnail/"
    assert address not in said(client.get(f"{HOME}uploads/"))
    assert client.get(address).status_code == 404


def test_a_telephone_may_offer_its_camera(client, draft):
    page = said(client.get(f"{HOME}uploads/"))
    assert page.count('accept="image/*,') == page.count('type="file"') == 3


def test_pages_that_one_has_gone_on_from_are_done_and_lead_back(client, draft):
    page = client.get(f"{HOME}uploads/")
    states = {step["title"]: (step["state"], step["url"]) for step in page.context["steps"]}
    assert states["Проверьте ответы"] == ("done", f"{HOME}check/")
    assert states["Документы на подпись"] == ("done", f"{HOME}papers/")
    assert states["Приложите документы"][0] == "current"
    assert states["Отправка"][0] == "todo"
    assert said(page).count(f'<a href="{HOME}check/">Проверьте ответы</a>') >= 1
