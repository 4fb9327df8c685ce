"""Texts of letters: declared by the apps, edited by staff, checked for places."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from core import letters, roles
from core.models import Letter, LetterTemplate

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db]


def test_every_declared_letter_names_the_places_that_it_uses():
    for text in letters.declared().values():
        assert letters.unknown_places(text.subject + text.body, text.placeholders) == []


def edit(client, row, **words):
    return client.post(f"/cms/snippets/core/lettertemplate/edit/{row.pk}/", words)


def test_loading_adds_what_is_missing_and_keeps_what_staff_wrote(client_of, make_user):
    added = letters.load_letter_texts()
    assert added == list(letters.declared())
    mine, other = (LetterTemplate.objects.get(code=code) for code in added[:2])
    edit(client_of(make_user(roles.EDITOR_IN_CHIEF)), mine, subject="Наша тема", body="Наш текст")
    LetterTemplate.objects.filter(pk=other.pk).update(subject="Прежняя тема", title="Старое")
    assert letters.load_letter_texts() == []
    mine.refresh_from_db()
    assert (mine.subject, mine.body) == ("Наша тема", "Наш текст")
    # An earlier version's words, which nobody has edited, follow the declaration.
    other.refresh_from_db()
    declared = letters.declared()[other.code]
    assert (other.subject, other.title) == (declared.subject, declared.title)


def test_an_edited_text_with_a_place_that_nothing_fills_is_written_anew(client_of, make_user):
    code = letters.load_letter_texts()[0]
    row = LetterTemplate.objects.get(code=code)
    edit(client_of(make_user(roles.EDITOR_IN_CHIEF)), row, subject="Наша тема", body="Наш текст")
    LetterTemplate.objects.filter(pk=row.pk).update(body="Срок: {gone}")
    letters.load_letter_texts()
    row.refresh_from_db()
    assert row.body == letters.declared()[code].body


@pytest.fixture
def template(db):
    return LetterTemplate.objects.create(
        code="probe",
        title="Проба",
        subject="№ {number}",
        body="Номер {number}",
        placeholders=["number"],
    )


def post(client, template, **changes):
    words = {"subject": template.subject, "body": template.body, **changes}
    return edit(client, template, **words)


@pytest.mark.req("X-1")
def test_the_chief_editor_changes_a_text(client_of, make_user, template):
    client = client_of(make_user(roles.EDITOR_IN_CHIEF))
    page = client.get(f"/cms/snippets/core/lettertemplate/edit/{template.pk}/")
    assert "{number}" in page.content.decode()
    assert post(client, template, body="Ваш номер – {number}.").status_code == 302
    template.refresh_from_db()
    assert template.body == "Ваш номер – {number}."


@pytest.mark.parametrize("place", ["nomer", "number.x", "key!r", ""])
def test_an_unknown_place_is_refused_in_words(client_of, make_user, template, place):
    client = client_of(make_user(roles.EDITOR_IN_CHIEF))
    answer = post(client, template, body=f"Ваш номер – {{{place}}}.")
    assert answer.status_code == 200
    assert "нет таких подстановок" in answer.content.decode()
    template.refresh_from_db()
    assert template.body == "Номер {number}"


@pytest.mark.req("X-6")
def test_letters_that_could_not_be_sent_are_shown_on_the_first_page(
    client_of, make_user, organisation, person_key
):
    administrator = client_of(make_user(roles.ADMINISTRATOR, organisation=organisation))
    editor = client_of(make_user(roles.CONTENT_EDITOR))
    assert "Не удалось отправить" not in administrator.get("/cms/").content.decode()
    Letter.objects.create(
        code="x",
        to="person@example.org",
        operator=organisation,
        key=person_key,
        content=b"",
        content_type=ContentType.objects.get_for_model(organisation),
        object_id=str(organisation.pk),
        next_attempt_at=timezone.now(),
        state=Letter.State.FAILED,
    )
    page = administrator.get("/cms/")
    assert "Не удалось отправить писем: 1" in page.content.decode()
    assert "Не удалось отправить" not in editor.get("/cms/").content.decode()
    listing = administrator.get("/cms/records/letters/?state=failed")
    assert "person@example.org" in listing.content.decode()
