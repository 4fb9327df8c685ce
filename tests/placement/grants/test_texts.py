"""The consents' wordings: version 1 is the approved one, version 2 is what the law asks (P-F4, P-F5)."""

import datetime as dt

import pytest

from forms_app import consents as engine
from forms_app.models import ConsentText
from placement.consents import ASSISTANCE, HEALTH, PHOTO, PURPOSES, text_purpose
from placement.grants import services, wording
from placement.grants.models import Representative
from tests.placement.graduates.factories import GraduateFactory
from tests.regulation_sources import source_tokens, tokens

WORDINGS = [(purpose, theirs) for purpose in PURPOSES for theirs in (False, True)]
# What a written consent names (152-ФЗ, art. 9; FACTS 2), each as the texts say it.
NAMED = {
    "the person and the identity document": "{person}, документ, удостоверяющий личность: {identity_document}",
    "the address": "адрес: {address}",
    "the operator's name and address": "Мультицентр социальной и трудовой интеграции",
    "the purpose": "Цель обработки: ",
    "the list of data": "Перечень данных: ",
    "the actions": "Действия с данными: ",
    "the methods": "Способы обработки: с использованием средств автоматизации и без них.",
    "the term": "Срок: ",
    "how to withdraw": "Как отозвать: ",
    "the signature": "Подпись: {signature}",
    "the day": "Дата: {signed_on}",
}
OF_REPRESENTATIVE = {
    "the representative": "Я, {representative}, документ: {representative_document}",
    "their address": "{representative_address}",
    "the ground": "Основание: {ground}.",
}


def stored(purpose, theirs, version):
    code = text_purpose(purpose, by_representative=theirs)
    return ConsentText.objects.get(purpose=code, version=version)


@pytest.mark.parametrize(
    ("theirs", "begins"), [(False, "СОГЛАСИЕ НА ОБРАБОТКУ"), (True, "СОГЛАСИЕ ЗАКОННОГО")]
)
@pytest.mark.req("P-F4", "P-F5")
def test_version_1_is_the_approved_form_word_for_word(centre, theirs, begins):
    text = stored(ASSISTANCE, theirs, 1)
    assert text.title.startswith(begins)
    words, source = tokens(f"{text.title} {text.body}"), source_tokens("001")
    assert any(source[at : at + len(words)] == words for at in range(len(source)))
    assert len(words) > 500


@pytest.mark.parametrize(("purpose", "theirs"), WORDINGS)
@pytest.mark.req("P-F4", "P-F5")
def test_version_2_names_all_that_the_law_asks(centre, purpose, theirs):
    body = stored(purpose, theirs, 2).body
    wanted = NAMED | (OF_REPRESENTATIVE if theirs else {})
    assert [what for what, words in wanted.items() if words not in body] == []


@pytest.mark.parametrize(("purpose", "theirs"), WORDINGS)
@pytest.mark.req("P-F4")
def test_version_2_is_the_one_offered_and_asks_of_no_criminal_record(centre, purpose, theirs):
    code = text_purpose(purpose, by_representative=theirs)
    for day in (dt.date(2025, 9, 1), dt.date(2026, 11, 20)):
        text = engine.current_text(purpose=code, operator=centre, on=day)
        assert text.version == 2
    assert "судимост" not in text.body
    assert "несовершеннолетн" not in f"{text.title}{text.body}"


@pytest.mark.req("P-F4")
def test_each_purpose_is_a_document_of_its_own(centre):
    health = ("инвалидност", "противопоказан", "реабилитац")
    for purpose, theirs in WORDINGS:
        text = stored(purpose, theirs, 2)
        data = next(part for part in text.body.split("\n\n") if part.startswith("Перечень"))
        assert any(word in data for word in health) == (purpose == HEALTH)
        assert ("{place}" in text.body) == (purpose == PHOTO)
    assert len({text.title for text in ConsentText.objects.filter(version=2)}) == len(WORDINGS)


def mother_of(graduate, **fields):
    fields = {"kind": "parent", "full_name": "Пробнова Анна Ивановна"} | fields
    return Representative(graduate=graduate, **fields)


@pytest.mark.parametrize(
    ("fields", "kind", "ward", "article"),
    [
        ({"minor": True}, "parent", "несовершеннолетнего", "ст. 64 п. 1 Семейного кодекса РФ"),
        ({"minor": True}, "adopter", "несовершеннолетнего", "137 п. 1 Семейного"),
        ({"minor": True}, "custodian", "несовершеннолетнего", "ст. 15 п. 3"),
        ({"capacity": "incapable"}, "guardian", "гражданина, признанного", "ст. 15 п. 2"),
    ],
)
@pytest.mark.req("P-F5")
def test_the_representatives_text_says_whom_and_by_which_article(
    centre, fields, kind, ward, article
):
    graduate = GraduateFactory(**fields)
    grant = services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)
    mother = mother_of(graduate, kind=kind)
    day = dt.date(2026, 11, 20)
    text = wording.text_of(grant, mother, day)
    filled = engine.fill(text.body, wording.values(grant, mother, on=day))
    assert f"законный представитель {ward}" in filled
    assert article in filled
    if "capacity" in fields:
        assert "несовершеннолетн" not in filled


@pytest.mark.req("P-F5")
def test_an_institution_is_named_with_who_signs_and_by_what_right(centre):
    graduate = GraduateFactory(minor=True)
    grant = services.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)
    home = mother_of(
        graduate,
        kind="institution",
        institution="Детский дом № 1",
        post="директор",
        authority="приказ от 01.02.2024 № 3",
    )
    values = wording.values(grant, home, on=dt.date(2026, 11, 20))
    assert values["representative"] == "Пробнова Анна Ивановна, директор, Детский дом № 1"
    assert values["ground"].endswith("; приказ от 01.02.2024 № 3")
