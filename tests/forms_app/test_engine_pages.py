"""The pages of a journey as a browser walks them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from forms_app import links
from forms_app.models import Draft, Submission
from tests.forms_app.helpers import PNG, begin, data_of, draft_of, post, said, sent, start, walk

pytestmark = pytest.mark.usefixtures("sample")
HOME = "/forms/sample/"


@pytest.mark.req("X-2", "X-3")
def test_the_whole_way_from_start_to_confirmation(client):
    assert begin(client).url == f"{HOME}kind/"
    draft = walk(client)
    assert client.get(f"{HOME}check/").status_code == 200
    for slot in ("signed", "agreement"):
        response = client.post(
            f"{HOME}uploads/",
            {
                "draft": str(draft.pk),
                "revision": draft.revision,
                "slot": slot,
                f"file-{slot}": SimpleUploadedFile("скан.png", PNG),
            },
        )
        assert response.status_code == 302
    assert "Отправить" in client.get(f"{HOME}send/").content.decode()
    response = client.post(f"{HOME}send/", {"draft": str(draft.pk), "revision": draft.revision})
    assert response.url == f"{HOME}done/"
    page = client.get(f"{HOME}done/").content.decode()
    submission = Submission.objects.get()
    assert submission.reference == draft.number
    assert draft.number in page
    assert links.track_url(submission) in page


def test_a_get_never_files(client):
    begin(client)
    draft = walk(client)
    for page in ("done", "send"):
        client.get(f"{HOME}{page}/")
    draft.refresh_from_db()
    assert draft.state == Draft.State.OPEN
    assert not Submission.objects.exists()


@pytest.mark.parametrize("page", ["person", "work", "check", "papers", "uploads"])
def test_jumping_ahead_leads_to_the_first_step_that_is_not_done(client, page):
    begin(client)
    post(client, "kind")
    assert client.get(f"{HOME}{page}/").url == f"{HOME}consent/"


def test_posting_a_later_step_stores_nothing_and_shows_back_what_was_typed(client):
    begin(client)
    post(client, "kind")
    before = draft_of(client).revision
    page = post(client, "person")
    assert page.status_code == 409
    assert "Скопируйте то, что нужно" in page.content.decode()
    assert draft_of(client).revision == before


def test_the_address_says_which_step_is_saved(client):
    begin(client)
    response = post(client, "kind", current_step="person", **{"step_page-current_step": "person"})
    assert response.url == f"{HOME}consent/"


def test_unknown_step_and_journey_are_404(client):
    begin(client)
    assert client.get(f"{HOME}nothing/").status_code == 404
    assert client.get("/forms/nothing/").status_code == 404


def test_wrong_input_is_kept_and_shown_with_summary_and_error_at_the_field(client):
    begin(client)
    post(client, "kind")
    post(client, "consent")
    response = post(client, "person", passport="12", name="Иванова Мария")
    assert response.url == f"{HOME}person/"
    page = client.get(response.url).content.decode()
    assert 'value="Иванова Мария"' in page
    assert 'href="#id_passport"' in page
    assert page.count("Номер паспорта – шесть цифр.") == 2
    assert client.get(f"{HOME}work/").url == f"{HOME}person/"


def test_reload_and_back_button_show_what_was_saved(client):
    begin(client)
    walk(client)
    for _ in range(2):
        assert 'value="Иванова Мария"' in client.get(f"{HOME}person/").content.decode()


@pytest.mark.req("X-2")
def test_a_stale_tab_keeps_what_was_typed_and_mixes_nothing(client):
    begin(client)
    walk(client)
    old = draft_of(client).revision
    post(client, "person", name="Первая Вкладка")
    response = post(client, "person", revision=old, name="Вторая Вкладка")
    assert response.status_code == 409
    page = said(response)
    assert 'value="Вторая Вкладка"' in page
    assert "изменилась в другом окне" in page
    assert 'value="Первая Вкладка"' in client.get(f"{HOME}person/").content.decode()
    assert post(client, "person", name="Вторая Вкладка").status_code == 302
    assert 'value="Вторая Вкладка"' in client.get(f"{HOME}person/").content.decode()


def test_a_page_of_another_draft_changes_nothing_and_shows_what_was_typed(client):
    begin(client)
    first = draft_of(client)
    begin(client, "other@example.org")
    second = draft_of(client)
    post(client, "kind", draft=second)
    response = post(client, "kind", draft=first, kind="long")
    assert response.status_code == 409
    assert second.number in response.content.decode()
    first.refresh_from_db()
    assert first.revision == 0


@pytest.mark.req("X-2")
def test_an_expired_session_keeps_everything_until_the_link_is_opened(client):
    begin(client)
    post(client, "kind")
    post(client, "consent")
    draft = draft_of(client)
    client.cookies.clear()
    response = post(client, "person", draft=draft)
    assert response.status_code == 403
    assert "не пропало" in said(response)
    response = client.get(links.resume_url(draft).partition("8000")[2])
    assert response.url == f"{HOME}work/"
    assert 'value="Иванова Мария"' in client.get(f"{HOME}person/").content.decode()


def test_continuing_or_beginning_anew_is_offered(client):
    begin(client)
    first = draft_of(client)
    page = client.get(HOME).content.decode()
    assert first.number in page
    assert "Начать заново" in page
    begin(client)
    assert draft_of(client).pk != first.pk


@pytest.mark.req("X-3")
def test_without_email_a_number_and_a_code_open_the_draft_again(client):
    assert begin(client, email="").url == f"{HOME}number/"
    code = client.get(f"{HOME}number/").context["code"]
    draft = draft_of(client)
    client.post(f"{HOME}number/", {"draft": str(draft.pk)})
    assert client.get(f"{HOME}number/").status_code == 302
    other = Client()
    wrong = other.post("/forms/continue/", {"number": draft.number, "code": "0000-0000"})
    assert "не подходят" in wrong.content.decode()
    typed = {"number": draft.number.lower().replace("-", " "), "code": code}
    assert other.post("/forms/continue/", typed).url == f"{HOME}kind/"
    assert code not in draft.code_hash


def test_a_code_cannot_be_guessed_in_bulk(client):
    draft = start("").draft
    for _ in range(20):
        client.post("/forms/continue/", {"number": draft.number, "code": "0000-0000"})
    page = client.post("/forms/continue/", {"number": draft.number, "code": "0000-0000"})
    assert "Слишком много попыток" in page.content.decode()


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"keep": ""}, "согласие на хранение"),
        ({"website": "http://spam"}, "ещё раз"),
        ({"stamp": "forged"}, "ещё раз"),
        ({"email": "", "no_email": ""}, "Укажите адрес"),
        ({"no_email": "on"}, "что-то одно"),
    ],
)
def test_the_start_is_refused_politely_and_keeps_nothing(client, extra, said):
    page = begin(client, **extra)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Draft.objects.exists()


def test_the_tick_is_never_set_beforehand(client):
    page = client.get(HOME).content.decode()
    assert "checked" not in page


def test_rows_are_added_and_removed_without_javascript(client):
    begin(client)
    walk(client)
    work = {"periods-count": "1", "periods-1-place": "Первый"}
    response = post(client, "work", add="periods", **work)
    assert response.url == f"{HOME}work/#periods-2"
    page = client.get(f"{HOME}work/").content.decode()
    assert 'name="periods-2-place"' in page
    post(
        client,
        "work",
        remove="periods-1",
        **{
            **work,
            "periods-count": "2",
            "periods-2-start": "01.01.2021",
            "periods-2-place": "Второй",
        },
    )
    page = client.get(f"{HOME}work/").content.decode()
    assert 'name="periods-2-place"' not in page
    assert 'value="Второй"' in page


def test_warnings_are_acknowledged_by_a_second_press(client):
    begin(client)
    walk(client)
    assert post(client, "work", share="100").url == f"{HOME}work/"
    page = client.get(f"{HOME}work/")
    assert "100 % бывает редко" in page.content.decode()
    mark = page.context["warnings"][0].mark
    assert post(client, "work", share="100", acknowledged=mark).url == f"{HOME}check/"


def test_changing_from_the_check_returns_to_it(client):
    begin(client)
    walk(client)
    assert "person/?back=check" in client.get(f"{HOME}check/").content.decode()
    assert post(client, "person", back="check").url == f"{HOME}check/"


def test_save_and_leave_keeps_wrong_input_without_complaint(client):
    begin(client)
    post(client, "kind")
    post(client, "consent")
    draft = draft_of(client)
    assert post(client, "person", leave="1", passport="1").url == f"{HOME}saved/"
    client.get(links.resume_url(draft).partition("8000")[2])
    page = client.get(f"{HOME}person/").content.decode()
    assert 'value="1"' in page
    assert "шесть цифр" not in page


@pytest.mark.parametrize("address", ["/track/{}/", "/forms/resume/{}/"])
def test_an_altered_or_foreign_link_is_404(client, address):
    submission, draft = sent(), start().draft
    wrong = links.token("resume", draft) if "track" in address else links.token("track", submission)
    right = links.token("track", submission) if "track" in address else links.token("resume", draft)
    altered = right[:-1] + ("0" if right[-1] != "0" else "1")
    for token in (wrong, altered, "x", right[:32]):
        assert client.get(address.format(token)).status_code == 404
    assert client.get(address.format(right)).status_code in (200, 302)


def test_private_pages_are_not_cached_indexed_or_referred(client):
    response = client.get(f"/track/{links.token('track', sent())}/")
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.req("X-3", "X-5")
def test_pages_by_link_show_identity_data_masked(client):
    submission = sent()
    page = client.get(f"/track/{links.token('track', submission)}/").content.decode()
    assert "123456" not in page
    assert "••••56" in page
    assert "222-33-44" not in page
    pdf = client.get(f"/track/{links.token('track', submission)}/papers/copy.pdf")
    assert pdf.content.startswith(b"%PDF")


def test_posting_a_csrf_checked_form_works_with_the_referrer_policy(client):
    begin(client)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.get(f"{HOME}kind/")["Referrer-Policy"] == "same-origin"


def test_late_sees_why_and_keeps_the_draft_to_print(client, sample):
    begin(client)
    walk(client)
    sample.deadline = Draft.objects.get().created_at
    page = client.get(f"{HOME}send/").content.decode()
    assert "Приём окончен" in page
    assert "пункт 11" in page
    assert client.get(f"{HOME}check/").status_code == 200
    assert client.get(f"{HOME}papers/form.pdf").status_code == 200


@pytest.mark.parametrize("name", ["😀", "<script>alert(1)</script>", "И" * 301])
def test_impossible_names_are_refused_politely(client, name):
    begin(client)
    post(client, "kind")
    post(client, "consent")
    assert post(client, "person", name=name).url == f"{HOME}person/"
    page = client.get(f"{HOME}person/").content.decode()
    assert "<script>alert" not in page
    assert "error-summary" in page


def test_a_name_of_300_characters_is_kept(client):
    submission = sent(person={"name": "И" * 300})
    assert submission.title == "И" * 300


def test_direction_marks_are_taken_out(client):
    submission = sent(person={"name": "Иванова\u202e Мария\u200f"})
    assert submission.title == "Иванова Мария"


def test_deadline_with_hour_and_zone_is_on_each_step(client):
    begin(client)
    page = client.get(f"{HOME}kind/").content.decode()
    assert "новосибирское время" in page
    assert "Шаг 1 из 9" in page  # a step whose condition is open counts


def test_another_sessions_files_are_404(client):
    begin(client)
    walk(client)
    draft = draft_of(client)
    client.post(
        f"{HOME}uploads/",
        {
            "draft": str(draft.pk),
            "revision": draft.revision,
            "slot": "signed",
            "file-signed": SimpleUploadedFile("скан.png", PNG),
        },
    )
    address = f"{HOME}uploads/{draft.uploads.get().pk}/"
    assert client.get(address).status_code == 200
    stranger = Client()
    begin(stranger)
    assert stranger.get(address).status_code == 404


def test_what_is_posted_beyond_the_form_is_not_stored(client):
    from forms_app.engine.payload import open_draft

    begin(client)
    post(client, "kind", intruder="x")
    assert open_draft(draft_of(client)).steps["kind"].raw == dict(data_of("kind").lists())
