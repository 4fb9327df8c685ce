"""The desk of the employers' data bank: who opens what, entering, contacts, merging, lists."""

import datetime as dt
import re

import pytest

from core import clock
from core.models import HistoryRecord, ReadRecord
from placement.employers.models import ContactRecord, Employer, EmployerContact
from placement.employers.record import EMPLOYERS
from placement.requests import setting_up
from tests.factories import OrganisationFactory
from tests.placement.desk import EVERYBODY, READERS, WORKERS, opens_exactly
from tests.placement.employers.helpers import LIST, names_on, talk, text_of
from tests.placement.factories import (
    EmployerContactFactory,
    EmployerFactory,
    inn,
    ogrn,
)

pytestmark = pytest.mark.django_db
PAGES = {
    LIST: READERS,
    LIST + "export/?format=csv": READERS,
    LIST + "print/": READERS,
    LIST + "create/": WORKERS,
    LIST + "import/": WORKERS,
    LIST + "blank/": WORKERS,
    LIST + "inspect/{pk}/": READERS,
    LIST + "history/{pk}/": READERS,
    LIST + "edit/{pk}/": WORKERS,
    LIST + "confirm/{pk}/": WORKERS,
    LIST + "add-contact/{pk}/": WORKERS,
    LIST + "add-record/{pk}/": WORKERS,
    LIST + "pair/{pk}/": WORKERS,
    LIST + "edit-contact/{pk}/{person}/": WORKERS,
    LIST + "remove-contact/{pk}/{person}/": WORKERS,
    LIST + "complete-record/{pk}/{record}/": WORKERS,
    LIST + "correct-record/{pk}/{record}/": WORKERS,
    LIST + "remove-record/{pk}/{record}/": WORKERS,
    LIST + "merge/{pk}/{other}/": WORKERS,
    LIST + "mark-as-different/{pk}/{other}/": WORKERS,
}
NEW = {"kind": "potential", "full_name": "Общество с ограниченной ответственностью «Ромашка»"}


@pytest.fixture
def employer(db):
    return EmployerFactory(short_name="ООО «Пекарня»", full_name="ООО «Пекарня»")


@pytest.fixture
def record(people, employer):
    return talk(people["specialist"], employer, promised_on=clock.local_day(clock.now()))


# --- who may -------------------------------------------------------------------------------------


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", EVERYBODY)
def test_each_role_opens_exactly_its_pages(browser_of, employer, record, who):
    person = EmployerContactFactory(employer=employer)
    other = EmployerFactory()
    keys = {"pk": employer.pk, "person": person.pk, "record": record.pk, "other": other.pk}
    opens_exactly(browser_of, who, PAGES, **keys)


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["director", "secretary", "editor", "administrator"])
def test_a_post_without_the_right_changes_nothing(browser_of, employer, record, who):
    person = EmployerContactFactory(employer=employer)
    other = EmployerFactory()
    addresses = (
        f"edit/{employer.pk}/",
        f"confirm/{employer.pk}/",
        f"add-contact/{employer.pk}/",
        f"add-record/{employer.pk}/",
        f"remove-contact/{employer.pk}/{person.pk}/",
        f"complete-record/{employer.pk}/{record.pk}/",
        f"merge/{employer.pk}/{other.pk}/",
        "create/",
        "import/",
    )
    before = (Employer.objects.count(), HistoryRecord.objects.count())
    for address in addresses:
        assert browser_of(who).post(LIST + address, {**NEW, "why": "x"}).status_code == 404
    assert (Employer.objects.count(), HistoryRecord.objects.count()) == before
    assert EmployerContact.objects.filter(pk=person.pk).exists()


@pytest.mark.req("X-7")
def test_the_director_is_offered_nothing_to_change(browser_of, employer, record):
    EmployerFactory(full_name=employer.full_name)
    page = text_of(browser_of("director").get(f"{LIST}inspect/{employer.pk}/"))
    for action in (
        "edit",
        "confirm",
        "add-contact",
        "add-record",
        "merge",
        "complete-record",
        "pair",
    ):
        assert f"{LIST}{action}/" not in page
    listed = text_of(browser_of("director").get(LIST))
    assert "create/" not in listed
    assert "import/" not in listed


@pytest.mark.parametrize("key", ["0", "x", "999999999999999999999", "1/2"])
def test_strange_keys_are_not_there(visitor, employer, key):
    assert visitor.get(f"{LIST}inspect/{key}/").status_code == 404
    for action in ("complete-record", "edit-contact", "remove-contact", "merge"):
        assert visitor.get(f"{LIST}{action}/{employer.pk}/{key}/").status_code == 404


@pytest.mark.req("X-7")
def test_a_person_or_record_of_another_employer_is_not_there(visitor, employer, record):
    person = EmployerContactFactory()
    stranger = EmployerFactory()
    assert visitor.get(f"{LIST}edit-contact/{employer.pk}/{person.pk}/").status_code == 404
    assert visitor.post(f"{LIST}complete-record/{stranger.pk}/{record.pk}/").status_code == 404


# --- entering ------------------------------------------------------------------------------------


@pytest.mark.req("P-2.2a")
def test_an_employer_is_entered_with_its_numbers_checked(visitor, people):
    right = inn(77)
    wrong = f"{right[:-1]}{(int(right[-1]) + 1) % 10}"
    typed = {**NEW, "inn": wrong, "ogrn": "123", "phone": "8 813 70", "email": "x"}
    page = text_of(visitor.post(LIST + "create/", typed))
    assert "контрольная цифра не сходится" in page
    assert "В ОГРН 13 цифр" in page
    assert page.count("desk-field__error") == 4
    assert not Employer.objects.exists()
    typed |= {"inn": f"{right[:4]} {right[4:]}", "ogrn": ogrn(7), "email": ""}
    typed["phone"] = "8 (813) 702-99-88"
    answer = visitor.post(LIST + "create/", {**typed, "website": "example.org"})
    made = Employer.objects.get()
    assert answer.url == f"{LIST}inspect/{made.pk}/"
    assert (made.inn, made.phone) == (right, "+78137029988")
    assert made.website == "https://example.org"
    record = HistoryRecord.objects.about(made).get()
    assert (record.action, record.actor) == ("create", people["specialist"])


@pytest.mark.req("P-2.2a")
def test_near_duplicates_are_shown_before_a_new_one_is_saved(visitor):
    there = EmployerFactory(full_name="Ромашка, ООО", short_name="", inn="")
    page = text_of(visitor.post(LIST + "create/", NEW))
    assert f"{LIST}inspect/{there.pk}/" in page
    assert "похожее название" in page
    assert Employer.objects.count() == 1
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    another = EmployerFactory(full_name="АО «Ромашка»")
    page = text_of(visitor.post(LIST + "create/", {**NEW, "seen": seen}))
    assert f"{LIST}inspect/{another.pk}/" in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    assert visitor.post(LIST + "create/", {**NEW, "seen": seen}).status_code == 302
    assert Employer.objects.count() == 3


@pytest.mark.req("P-2.2a")
def test_one_inn_is_not_entered_twice(visitor, employer):
    typed = {**NEW, "inn": employer.inn, "seen": str(employer.pk)}
    page = text_of(visitor.post(LIST + "create/", typed))
    assert f"Такая организация уже есть: {employer}, ИНН {employer.inn}" in page
    assert f"{LIST}inspect/{employer.pk}/" in page
    assert Employer.objects.count() == 1


@pytest.mark.req("P-2.2a", "X-6")
def test_data_are_changed_with_a_history_and_not_over_somebody_elses_change(visitor, employer):
    page = text_of(visitor.get(f"{LIST}edit/{employer.pk}/"))
    revision = re.search(r'name="revision" value="([^"]+)"', page)[1]
    data = {name: value or "" for name, value in EMPLOYERS.values(employer).items()}
    typed = {**data, "activity": "Пекут хлеб", "revision": revision}
    assert visitor.post(f"{LIST}edit/{employer.pk}/", typed).status_code == 302
    employer.refresh_from_db()
    assert employer.activity == "Пекут хлеб"
    late = {**data, "activity": "Торгуют", "revision": revision}
    assert "изменил кто-то ещё" in text_of(visitor.post(f"{LIST}edit/{employer.pk}/", late))
    assert "поля: вид деятельности" in text_of(visitor.get(f"{LIST}history/{employer.pk}/"))


@pytest.mark.req("P-2.2a")
def test_data_are_confirmed(visitor, employer):
    assert employer.confirmed_on is None
    visitor.post(f"{LIST}confirm/{employer.pk}/")
    employer.refresh_from_db()
    assert employer.confirmed_on is not None


# --- people and contacts -------------------------------------------------------------------------


@pytest.mark.req("X-5")
def test_looking_at_people_is_logged_without_their_names(visitor, people, employer):
    operator = OrganisationFactory()
    setting_up.take_requests(operator)
    visitor.get(f"{LIST}inspect/{employer.pk}/")
    assert not ReadRecord.objects.exists()
    EmployerContactFactory(employer=employer, name="Кадрова Анна")
    assert "Кадрова Анна" in text_of(visitor.get(f"{LIST}inspect/{employer.pk}/"))
    look = ReadRecord.objects.get()
    assert (look.about, look.actor) == (employer, people["specialist"])
    assert look.organisation == operator
    assert "Кадрова" not in look.what


@pytest.mark.req("X-5", "P-2.2a")
def test_a_person_is_added_only_with_consent_changed_and_removed(visitor, employer):
    typed = {"name": "Кадрова Анна", "post": "кадры", "phone": "8 911 123-45-67", "email": ""}
    address = f"{LIST}add-contact/{employer.pk}/"
    assert "desk-field__error" in text_of(visitor.post(address, typed))
    assert visitor.post(address, {**typed, "agreed": "on"}).status_code == 302
    person = employer.contacts.get()
    assert person.phone == "+79111234567"
    visitor.post(f"{LIST}edit-contact/{employer.pk}/{person.pk}/", {**typed, "name": "Кадрова А."})
    assert employer.contacts.get().name == "Кадрова А."
    visitor.post(f"{LIST}remove-contact/{employer.pk}/{person.pk}/", {"reason": "withdrew"})
    assert not employer.contacts.exists()
    history = text_of(visitor.get(f"{LIST}history/{employer.pk}/"))
    assert "Удалено контактное лицо" in history
    assert "отозвал согласие или просит удалить" in history
    assert "Кадрова" not in history


@pytest.mark.req("P-5.3")
def test_a_contact_is_logged_promised_and_done(visitor, people, employer):
    now = clock.in_zone(clock.now(), "Europe/Moscow")
    typed = {
        "form": "interview",
        "day": f"{now:%d.%m.%Y}",
        "hour": f"{now:%H:%M}",
        "summary": "Собеседование с кандидатом",
        "promised_on": f"{now:%d.%m.%Y}",
    }
    late = {**typed, "day": "01.01.2070"}
    assert "ещё не состоялся" in text_of(visitor.post(f"{LIST}add-record/{employer.pk}/", late))
    assert visitor.post(f"{LIST}add-record/{employer.pk}/", typed).status_code == 302
    page = text_of(visitor.get(f"{LIST}inspect/{employer.pk}/"))
    assert "Личное собеседование" in page
    assert "очная форма" in page
    assert "сегодня" in page
    record = employer.records.get()
    assert visitor.post(f"{LIST}complete-record/{employer.pk}/{record.pk}/").status_code == 302
    record.refresh_from_db()
    assert record.done_by == people["specialist"]
    assert "Выполнено:" in text_of(visitor.get(f"{LIST}inspect/{employer.pk}/"))
    again = visitor.post(f"{LIST}complete-record/{employer.pk}/{record.pk}/")
    assert "Уже отмечено" in text_of(again)


@pytest.mark.req("P-5.3", "X-5")
def test_an_entry_of_the_log_is_corrected_and_its_old_text_is_gone(
    visitor, people, employer, record
):
    health = "у кандидата эпилепсия, инвалидность второй группы"
    ContactRecord.objects.update(summary=health)
    address = f"{LIST}correct-record/{employer.pk}/{record.pk}/"
    form = visitor.get(address).context["form"]
    typed = {name: form[name].value() for name in ("form", "revision")}
    typed |= {"promised_on": "", "day": "20.05.2024", "hour": "10:15", "summary": "Ждут двоих"}
    unsaid = visitor.post(address, {**typed, "why": " "})
    assert unsaid.context["form"].errors.keys() == {"why"}
    visitor.post(address, {**typed, "why": "лишние сведения"})
    record.refresh_from_db()
    assert (record.summary, record.by) == ("Ждут двоих", people["specialist"])
    last = HistoryRecord.objects.about(employer).last()
    assert (last.action, last.actor, last.why) == (
        "correct-record",
        people["specialist"],
        "лишние сведения",
    )
    for row in (*HistoryRecord.objects.values(), *ContactRecord.objects.values()):
        assert "эпилепсия" not in str(row)
    # A second window that still shows the old text does not bring it back.
    late = visitor.post(address, {**typed, "summary": health, "why": "ещё раз"})
    assert "изменил кто-то ещё" in text_of(late)


@pytest.mark.req("P-5.3", "X-5")
def test_an_entry_of_the_log_is_removed_for_good(visitor, employer, record):
    ContactRecord.objects.update(summary="диагноз кандидата")
    address = f"{LIST}remove-record/{employer.pk}/{record.pk}/"
    assert address in text_of(visitor.get(f"{LIST}inspect/{employer.pk}/"))
    visitor.post(address, {"why": ""})
    assert employer.records.exists()
    visitor.post(address, {"why": "внесено по ошибке"})
    assert not employer.records.exists()
    page = text_of(visitor.get(f"{LIST}history/{employer.pk}/"))
    assert "Удалена запись о контакте" in page
    assert "внесено по ошибке" in page
    assert not any("диагноз" in str(row) for row in HistoryRecord.objects.values())


@pytest.mark.req("X-7")
def test_an_entry_is_its_authors_or_the_deputys_to_change(browser_of, people, employer):
    own, foreign = (talk(people[name], employer) for name in ("specialist", "deputy"))
    page = text_of(browser_of("specialist").get(f"{LIST}inspect/{employer.pk}/"))
    for code in ("correct-record", "remove-record"):
        assert f"{LIST}{code}/{employer.pk}/{own.pk}/" in page
        assert f"{LIST}{code}/{employer.pk}/{foreign.pk}/" not in page
    address = LIST + "remove-record/{}/{}/"
    refused = browser_of("specialist").post(
        address.format(employer.pk, foreign.pk), {"why": "не моё"}
    )
    assert "её автор или заместитель" in text_of(refused)
    browser_of("deputy").post(address.format(employer.pk, own.pk), {"why": "лишнее"})
    assert list(employer.records.all()) == [foreign]


# --- merging -------------------------------------------------------------------------------------


@pytest.mark.req("P-2.2a")
def test_two_cards_are_compared_and_merged(visitor, employer):
    other = EmployerFactory(full_name="Пекарня", short_name="", inn="", activity="хлеб")
    page = text_of(visitor.get(f"{LIST}inspect/{employer.pk}/"))
    address = f"{LIST}merge/{employer.pk}/{other.pk}/"
    assert address in page
    assert "Объединить с другой карточкой" in page
    preview = text_of(visitor.get(address))
    assert "отличается" in preview
    assert f"{LIST}merge/{other.pk}/{employer.pk}/" in preview
    assert other.merged_into is None
    assert visitor.post(address).url == f"{LIST}inspect/{employer.pk}/"
    other.refresh_from_db()
    assert other.merged_into == employer
    assert names_on(visitor) == ["ООО «Пекарня»"]
    assert names_on(visitor, "?attention=merged") == ["Пекарня"]
    gone = text_of(visitor.get(f"{LIST}inspect/{other.pk}/"))
    assert "объединена с другой" in gone
    assert f"{LIST}edit/" not in gone
    assert visitor.post(address).status_code == 404
    history = text_of(visitor.get(f"{LIST}history/{employer.pk}/"))
    assert f"карточка № {other.pk}" in history


@pytest.mark.req("P-2.2a")
def test_a_suspect_is_marked_as_different_with_one_press_and_comes_back_nowhere(visitor, employer):
    other = EmployerFactory(full_name="Пекарня", short_name="", inn="")
    card, address = (f"{LIST}{name}/{employer.pk}/" for name in ("inspect", "mark-as-different"))
    address += f"{other.pk}/"
    assert f'action="{address}"' in text_of(visitor.get(card))
    assert "Пекарня" in text_of(visitor.get(address))
    assert set(names_on(visitor, "?attention=duplicates")) == {"ООО «Пекарня»", "Пекарня"}
    page = text_of(visitor.post(address, follow=True))
    assert "Отмечено: это разные работодатели" in page
    assert f"карточка № {other.pk}" in page
    assert "один и тот же работодатель" not in page
    assert "один и тот же работодатель" not in text_of(visitor.get(f"{LIST}inspect/{other.pk}/"))
    assert names_on(visitor, "?attention=duplicates") == []
    visitor.post(f"{LIST}merge/{employer.pk}/{other.pk}/")
    assert visitor.post(address).status_code == 404


@pytest.mark.req("P-5.3", "X-6")
def test_a_button_pressed_twice_enters_one_person_and_one_contact(visitor, employer):
    person = {"name": "Кадрова Анна", "phone": "89215554433", "agreed": "on"}
    day = f"{clock.now() - dt.timedelta(days=2):%d.%m.%Y}"
    record = {"form": "call", "day": day, "hour": "10:15", "summary": "Ждут двоих"}
    for page, typed in (("add-contact", person), ("add-record", record)):
        address = f"{LIST}{page}/{employer.pk}/"
        assert visitor.post(address, typed).status_code == 302
        assert "Это уже записано" in text_of(visitor.post(address, typed))
    assert (employer.contacts.count(), employer.records.count()) == (1, 1)
    # What differs is another conversation.
    visitor.post(f"{LIST}add-record/{employer.pk}/", {**record, "hour": "10:20"})
    assert employer.records.count() == 2


@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize("by", ["inn", "pk"])
def test_a_card_that_is_not_alike_is_named_by_inn_or_number(visitor, employer, by):
    other = EmployerFactory()
    answer = visitor.post(f"{LIST}pair/{employer.pk}/", {"which": f"{getattr(other, by)}"})
    assert answer.url == f"{LIST}merge/{employer.pk}/{other.pk}/"
    for wrong in ("нет", "99999", str(employer.pk), employer.inn):
        page = text_of(visitor.post(f"{LIST}pair/{employer.pk}/", {"which": wrong}))
        assert "desk-field__error" in page
