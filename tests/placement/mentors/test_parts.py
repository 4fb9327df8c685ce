"""Each part of the recommendations is written, signed and seen by whose it is (P-F7, X-7)."""

import itertools
import re

import pytest

from core.errors import Refused
from core.models import HistoryRecord, ReadRecord
from placement.consents import HEALTH
from placement.grants.models import Grant
from placement.grants.services import withdraw
from placement.mentors import services
from placement.mentors.lifecycle import SheetState
from placement.mentors.models import Part, Recommendations
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.queries import page_queries

from .conftest import SIGNERS, WRITERS, part_of, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-F7")]
DESK = "/cms/placement/recommendations/"
KINDS = [kind.value for kind in Part.Kind]
READS = {
    "specialist": set(KINDS),
    "deputy": set(KINDS),
    "psychologist": {"psychologist"},
    "social": {"social"},
    "educator": {"social"},
    "pedagogue": {"pedagogue"},
    "director": set(),
    "secretary": set(),
    "editor": set(),
    "administrator": set(),
}
FILLS = {
    **{who: set() for who in READS},
    "specialist": {"general", "conclusions"},
    "deputy": {"general", "conclusions"},
    "psychologist": {"psychologist"},
    "social": {"social"},
    "educator": {"social"},
    "pedagogue": {"pedagogue"},
}
SIGNS = {
    **{who: set() for who in READS},
    "deputy": {"conclusions"},
    "psychologist": {"psychologist"},
    "social": {"social"},
    "pedagogue": {"pedagogue"},
}


def withdraw_health(graduate) -> None:
    grant = Grant.objects.get(graduate=graduate, purpose=HEALTH)
    withdraw(grant=grant, actor=None)


@pytest.mark.parametrize("has_consent", [True, False])
@pytest.mark.parametrize("who", READS)
@pytest.mark.req("X-7")
@pytest.mark.req("X-5")
def test_who_sees_which_part_under_which_consent(browser_of, filled, people, who, has_consent):
    if not has_consent:
        withdraw_health(filled.graduate)
    answer = browser_of(who).get(f"{DESK}inspect/{filled.pk}/")
    text = answer.content.decode() if answer.status_code == 200 else ""
    seen = {kind for kind in KINDS if f"Слова {kind} " in text}
    assert seen == (READS[who] if has_consent else set())
    # A sheet that is closed is there for who leads graduates only.
    is_there = bool(READS[who]) if has_consent else who in ("specialist", "deputy")
    assert answer.status_code == (200 if is_there else 404)
    looks = ReadRecord.objects.filter(actor=people[who], what__startswith="рекомендации")
    assert looks.count() == len(seen)


@pytest.mark.parametrize("has_consent", [True, False])
@pytest.mark.parametrize("who", READS)
@pytest.mark.req("X-7")
def test_who_opens_which_form_under_which_consent(browser_of, filled, who, has_consent):
    if not has_consent:
        withdraw_health(filled.graduate)
    visitor, opened = browser_of(who), {"fill": set(), "sign": set(), "unsign": set()}
    for action, kind in itertools.product(opened, KINDS):
        page = visitor.get(f"{DESK}{action}/{filled.pk}/{part_of(filled, kind).pk}/")
        if page.status_code == 200:
            opened[action].add(kind)
    assert opened["fill"] == (FILLS[who] if has_consent else set())
    if has_consent:
        assert opened["sign"] == opened["unsign"] == SIGNS[who]


@pytest.mark.parametrize("who", READS)
def test_nobody_writes_or_signs_the_part_of_another(sheet, people, who):
    for kind in KINDS:
        for service, allowed in (
            (lambda part: services.fill(part=part, values={}, actor=people[who]), FILLS),
            (lambda part: services.sign(part=part, actor=people[who]), SIGNS),
        ):
            if kind not in allowed[who]:
                with pytest.raises(Refused, match="другой специалист"):
                    service(part_of(sheet, kind))


def test_what_was_typed_is_kept_with_who_and_when_and_sealed(browser_of, sheet, people):
    part = part_of(sheet, "psychologist")
    address = f"{DESK}fill/{sheet.pk}/{part.pk}/"
    answer = browser_of("psychologist").post(address, {"text": "Спокойно\nотвечает"})
    assert answer["Location"].startswith(f"{DESK}inspect/{sheet.pk}/")
    part = part_of(sheet, "psychologist")
    assert part.values == {"text": "Спокойно\nотвечает"}
    assert part.filled_by == people["psychologist"]
    stored = Part.objects.filter(pk=part.pk).values_list("content", flat=True)[0]
    assert "Спокойно".encode() not in bytes(stored)
    record = HistoryRecord.objects.get(action="fill")
    assert (record.actor, record.details) == (people["psychologist"], {"part": str(part)})


@pytest.mark.req("X-6")
def test_two_who_share_a_part_do_not_undo_each_other(browser_of, filled, people):
    part = part_of(filled, "social")
    address = f"{DESK}fill/{filled.pk}/{part.pk}/"
    page = browser_of("social").get(address).content.decode()
    revision = re.search(r'name="revision" value="([^"]+)"', page)[1]
    services.fill(part=part, values={"text": "Позже"}, actor=people["educator"])
    late = browser_of("social").post(address, {"text": "Моё", "revision": revision})
    assert "изменил кто-то ещё" in late.content.decode()
    assert "Моё" in late.content.decode()
    assert part_of(filled, "social").values == {"text": "Позже"}


@pytest.mark.parametrize("kind", SIGNERS)
def test_an_empty_part_is_not_signed(sheet, people, kind):
    with pytest.raises(Refused, match="не заполнен"):
        services.sign(part=part_of(sheet, kind), actor=people[SIGNERS[kind]])


@pytest.mark.parametrize("kind", ["psychologist", "social", "pedagogue"])
def test_the_deputy_signs_last(filled, people, kind):
    for one in {"psychologist", "social", "pedagogue"} - {kind}:
        services.sign(part=part_of(filled, one), actor=people[SIGNERS[one]])
    with pytest.raises(Refused, match="Сначала нужна подпись"):
        services.sign(part=part_of(filled, "conclusions"), actor=people["deputy"])
    services.sign(part=part_of(filled, kind), actor=people[SIGNERS[kind]])
    services.sign(part=part_of(filled, "conclusions"), actor=people["deputy"])
    filled.refresh_from_db()
    assert filled.state == SheetState.READY


def test_without_the_general_part_the_deputy_does_not_sign(filled, people):
    services.fill(part=part_of(filled, "general"), values={}, actor=people["deputy"])
    for one in ("psychologist", "social", "pedagogue"):
        services.sign(part=part_of(filled, one), actor=people[SIGNERS[one]])
    with pytest.raises(Refused, match="Общие сведения"):
        services.sign(part=part_of(filled, "conclusions"), actor=people["deputy"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_signed_part_does_not_change(signed, people, kind):
    with pytest.raises(Refused, match="снимите подпись"):
        services.fill(part=part_of(signed, kind), values={}, actor=people[WRITERS[kind]])
    assert part_of(signed, kind).values == words_of(kind)


@pytest.mark.parametrize("kind", SIGNERS)
def test_a_signature_taken_back_opens_the_part_and_voids_what_rested_on_it(signed, people, kind):
    services.mark_read(recommendations=signed, actor=people["specialist"])
    who = people[SIGNERS[kind]]
    with pytest.raises(Refused, match="почему"):
        services.unsign(part=part_of(signed, kind), why=" ", actor=who)
    services.unsign(part=part_of(signed, kind), why="Опечатка", actor=who)
    signed.refresh_from_db()
    assert (signed.state, signed.read_at) == (SheetState.FILLING, None)
    unsigned = set(signed.parts.filter(signed_at=None).values_list("kind", flat=True))
    assert unsigned == {"general", "conclusions", kind}
    services.fill(part=part_of(signed, kind), values={}, actor=people[WRITERS[kind]])


def test_without_the_consent_to_health_data_no_sheet_begins(people):
    graduate = GraduateFactory()
    allow(graduate)
    with pytest.raises(Refused, match="Нет действующего согласия"):
        services.open_sheet(
            data=Recommendations(graduate=graduate, heading="ПК-21"), actor=people["specialist"]
        )


def test_of_one_person_one_sheet_is_open(sheet, people, browser_of):
    again = {"graduate": str(sheet.graduate_id), "heading": "ПК-21"}
    page = browser_of("specialist").post(DESK + "create/", again)
    assert "уже есть" in " ".join(page.context["form"].errors["graduate"])
    services.close(recommendations=sheet, actor=people["specialist"])
    browser_of("specialist").post(DESK + "create/", again)
    assert Recommendations.objects.count() == 2


def test_a_withdrawn_consent_closes_the_sheet_and_nothing_is_written(filled, people):
    withdraw_health(filled.graduate)
    filled.refresh_from_db()
    assert filled.state == SheetState.CLOSED
    with pytest.raises(Refused):
        services.fill(part=part_of(filled, "social"), values={}, actor=people["social"])
    with pytest.raises(Refused):
        services.sign(part=part_of(filled, "social"), actor=people["social"])


def test_with_the_consent_goes_what_the_parts_say(signed, browser_of):
    withdraw_health(signed.graduate)
    assert {bytes(words) for words in Part.objects.values_list("content", flat=True)} == {b""}
    page = browser_of("specialist").get(f"{DESK}inspect/{signed.pk}/").content.decode()
    assert f"{DESK}paper/" not in page


def test_with_the_data_the_parts_are_destroyed(signed):
    (words,) = services.forget(signed.graduate)
    assert "(5)" in words
    assert not signed.parts.exists()
    signed.refresh_from_db()
    assert signed.state == SheetState.CLOSED


@pytest.mark.parametrize("who", ["psychologist", "educator", "deputy"])
def test_the_board_says_whose_part_is_awaited(browser_of, filled, people, who):
    board = browser_of(who).get("/cms/").content.decode()
    assert "ждут вашего раздела" in board
    assert "Лесная М. П." in board
    if who == "psychologist":
        services.sign(part=part_of(filled, who), actor=people[who])
        assert "Лесная М. П." not in browser_of(who).get("/cms/").content.decode()


@pytest.mark.parametrize("who", ["specialist", "psychologist"])
def test_the_list_is_flat_in_queries(browser_of, people, who):
    def begin(number: int) -> None:
        for _ in range(number):
            graduate = GraduateFactory()
            allow(graduate, HEALTH)
            data = Recommendations(graduate=graduate, heading="ПК-21")
            services.open_sheet(data=data, actor=people["specialist"])

    begin(1)
    few = page_queries(browser_of(who), DESK)
    begin(2)
    assert page_queries(browser_of(who), DESK) == few
