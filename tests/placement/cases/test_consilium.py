"""The consilium: called, its protocol kept with the case, its recommendations told (P-3.3)."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from core import clock
from core.errors import Refused
from core.models import PrivateFile, ReadRecord
from placement.cases import papers, services
from placement.cases.consilia import Consilium
from placement.cases.models import Case
from placement.consents import HEALTH
from placement.graduates.services import destroy_graduate
from placement.grants.models import Representative
from placement.grants.services import withdraw
from tests.placement.graduates.factories import GraduateFactory, allow

DESK = "/cms/placement/cases/"
WORDS = "Работа без ночных смен"


def today() -> dt.date:
    return clock.local_day(clock.now())


def shown(day: dt.date) -> str:
    return f"{day:%d.%m.%Y}"


@pytest.fixture
def case(specialist) -> Case:
    graduate = GraduateFactory(last_name="Ведомый")
    allow(graduate)
    return services.open_case(graduate=graduate, specialist=specialist, actor=specialist)


@pytest.fixture
def consilium(case, specialist) -> Consilium:
    return services.call_consilium(
        case=case, held_on=today(), place="кабинет 12, 14:00", actor=specialist
    )


def recorded(consilium, actor) -> Consilium:
    allow(consilium.case.graduate, HEALTH)
    return services.record_protocol(
        consilium=consilium, held_on=today(), recommendations=WORDS, actor=actor
    )


def test_a_called_consilium_is_a_step_of_the_case_and_called_once(case, consilium, specialist):
    step = case.steps.get()
    assert (step.kind.code, step.due_on, step.done_on) == ("consilium", today(), None)
    with pytest.raises(Refused, match="уже назначен"):
        services.call_consilium(case=case, held_on=today(), place="там же", actor=specialist)
    assert case.steps.count() == 1


@pytest.mark.req("P-3.3")
def test_recommendations_need_the_consent_to_health_data(case, consilium, specialist):
    with pytest.raises(Refused, match="Сведения о здоровье"):
        services.record_protocol(
            consilium=consilium, held_on=today(), recommendations=WORDS, actor=specialist
        )
    recorded(consilium, specialist)
    consilium.refresh_from_db()
    assert consilium.recommendations == WORDS
    assert case.steps.get().done_on == today()
    stored = Consilium.objects.values_list("recommendations", flat=True).get()
    assert WORDS not in str(bytes(stored))


@pytest.mark.req("P-3.3")
def test_who_was_told_is_recorded_with_day_and_way(consilium, specialist):
    told = {"told_on": today(), "how": Consilium.Way.SIGNED, "actor": specialist}
    with pytest.raises(Refused, match="Сначала запишите"):
        services.acknowledge(consilium=consilium, whom="person", **told)
    recorded(consilium, specialist)
    with pytest.raises(Refused) as refusal:
        services.acknowledge(consilium=consilium, whom="representative", **told)
    assert refusal.value.field == "whom"
    Representative.objects.create(
        graduate=consilium.case.graduate, kind="parent", full_name="Ведомая Вера Павловна"
    )
    for whom in ("person", "representative"):
        services.acknowledge(consilium=consilium, whom=whom, **told)
    consilium.refresh_from_db()
    assert (consilium.person_told_on, consilium.person_told_how) == (today(), "signed")
    assert consilium.representative_told_on == today()
    early = {**told, "told_on": today() - dt.timedelta(days=1)}
    with pytest.raises(Refused) as refusal:
        services.acknowledge(consilium=consilium, whom="person", **early)
    assert refusal.value.field == "told_on"


def test_a_consilium_goes_through_the_desk_and_each_look_is_logged(case, visitor, browser_of):
    typed = {"held_on": shown(today()), "place": "кабинет 12, 14:00"}
    visitor.post(f"{DESK}call-consilium/{case.pk}/", typed)
    row = Consilium.objects.get()
    allow(case.graduate, HEALTH)
    scan = SimpleUploadedFile("protocol.pdf", papers.protocol(row).pdf)
    address = f"{DESK}record-protocol/{case.pk}/{row.pk}/"
    visitor.post(address, {"held_on": shown(today()), "recommendations": WORDS, "protocol": scan})
    row.refresh_from_db()
    assert row.protocol is not None
    page = visitor.get(f"{DESK}inspect/{case.pk}/").content.decode()
    assert "кабинет 12, 14:00" in page
    assert WORDS not in page
    assert not ReadRecord.objects.exists()
    assert WORDS in visitor.get(address).content.decode()
    seen = visitor.get(f"{DESK}protocol-scan/{case.pk}/{row.pk}/")
    assert b"".join(seen).startswith(b"%PDF")
    assert ReadRecord.objects.filter(object_id=str(case.graduate_id)).count() == 2
    director = browser_of("director")
    for closed in (address, f"{DESK}protocol-scan/{case.pk}/{row.pk}/"):
        assert director.get(closed).status_code == 404
    visitor.post(
        f"{DESK}acknowledge/{case.pk}/{row.pk}/",
        {"whom": "person", "told_on": shown(today()), "how": "phone"},
    )
    page = visitor.get(f"{DESK}inspect/{case.pk}/").content.decode()
    assert f"человек – {shown(today())}, по телефону" in page


def test_a_refused_protocol_leaves_no_file_and_keeps_what_was_typed(case, consilium, visitor):
    scan = SimpleUploadedFile("protocol.pdf", papers.protocol(consilium).pdf)
    page = visitor.post(
        f"{DESK}record-protocol/{case.pk}/{consilium.pk}/",
        {"held_on": shown(today()), "recommendations": WORDS, "protocol": scan},
    ).content.decode()
    assert "Нет действующего согласия" in page
    assert WORDS in page
    assert not PrivateFile.objects.exists()


def test_recommendations_are_not_overwritten_by_an_older_form(case, consilium, visitor, specialist):
    allow(case.graduate, HEALTH)
    address = f"{DESK}record-protocol/{case.pk}/{consilium.pk}/"
    stale = visitor.get(address).context["form"]["revision"].value()
    recorded(consilium, specialist)
    typed = {"held_on": shown(today()), "recommendations": "Другие слова", "revision": stale}
    page = visitor.post(address, typed).content.decode()
    assert "изменил кто-то ещё" in page
    assert "Другие слова" in page
    consilium.refresh_from_db()
    assert str(consilium.recommendations) == WORDS


@pytest.mark.parametrize("name", ["invitation", "blank-protocol"])
def test_papers_name_the_person_the_day_and_the_place(case, consilium, visitor, name):
    answer = visitor.get(f"{DESK}{name}/{case.pk}/{consilium.pk}/")
    pages = PdfReader(BytesIO(answer.content)).pages
    text = " ".join("".join(page.extract_text() for page in pages).split())
    for words in ("Проект формы", "Ведомый", "кабинет 12, 14:00"):
        assert words in text


def test_destroyed_data_leave_the_day_of_the_consilium_alone(case, consilium, specialist):
    recorded(consilium, specialist)
    destroy_graduate(graduate=case.graduate, reason="истёк срок", actor=None)
    consilium.refresh_from_db()
    assert consilium.recommendations == ""
    assert consilium.held_on == today()
    assert bytes(Consilium.objects.values_list("recommendations", flat=True).get()) == b""


def test_with_the_consent_to_health_data_goes_what_was_recommended(case, consilium, visitor):
    allow(case.graduate, HEALTH)
    scan = SimpleUploadedFile("protocol.pdf", papers.protocol(consilium).pdf)
    typed = {"held_on": shown(today()), "recommendations": WORDS, "protocol": scan}
    visitor.post(f"{DESK}record-protocol/{case.pk}/{consilium.pk}/", typed)
    assert "Скан протокола" in visitor.get(f"{DESK}inspect/{case.pk}/").content.decode()
    withdraw(grant=case.graduate.grants.get(purpose=HEALTH), actor=None)
    consilium.refresh_from_db()
    assert consilium.recommendations == ""
    assert consilium.protocol.destroyed_at is not None
    assert "Скан протокола" not in visitor.get(f"{DESK}inspect/{case.pk}/").content.decode()


@pytest.mark.req("P-3.3")
def test_protocols_stay_with_a_case_that_has_come_to_its_end(case, consilium, visitor, specialist):
    allow(case.graduate, HEALTH)
    scan = SimpleUploadedFile("protocol.pdf", papers.protocol(consilium).pdf)
    typed = {"held_on": shown(today()), "recommendations": WORDS, "protocol": scan}
    visitor.post(f"{DESK}record-protocol/{case.pk}/{consilium.pk}/", typed)
    services.stop(case=case, outcome="other", why="уехал", actor=specialist)
    assert case.graduate.grants.get(purpose=HEALTH).is_over
    consilium.refresh_from_db()
    assert (consilium.recommendations, consilium.protocol.destroyed_at) == (WORDS, None)
