"""What a graduate or a representative sees of the case and tells by the link (P-2.2b)."""

import datetime as dt
import re
from urllib.parse import urlsplit

import pytest
import time_machine

from core import clock
from core.models import HistoryRecord
from placement.cases import services, step_kinds
from placement.cases.models import Case, Step, StepKind
from placement.graduates.links import page_url
from placement.grants.links import representative_url
from placement.grants.models import Representative
from tests.placement.graduates.factories import GraduateFactory, allow, grow_young
from tests.words import plain

FOUND = {"matter": "found", "details": "Кафе, с понедельника"}


@pytest.fixture
def case(specialist) -> Case:
    graduate = GraduateFactory()
    allow(graduate)
    return services.open_case(graduate=graduate, specialist=specialist, actor=specialist)


def own_url(case: Case) -> str:
    return urlsplit(page_url(case.graduate)).path


def prove(client, url, case):
    client.post(f"{url}confirm/", {"born_on": f"{case.graduate.born_on:%d.%m.%Y}"})


def told() -> list[str]:
    steps = Step.objects.filter(kind__code=step_kinds.MESSAGE)
    return [str(step.note) for step in steps.select_related("case__graduate__key")]


def test_what_is_next_is_shown_only_to_who_has_proved_to_be_the_owner(client, case, specialist):
    kind = StepKind.objects.create(name="Пробный звонок")
    today = clock.local_day(clock.now())
    services.add_step(case=case, kind=kind, due_on=today, actor=specialist)
    url = own_url(case)
    page = client.get(url).content.decode()
    assert f"{url}tell/" in page
    assert "Пробный звонок" not in page
    assert client.get(f"{url}tell/").url.startswith(f"{url}confirm/")
    assert client.post(f"{url}tell/", FOUND).url.startswith(f"{url}confirm/")
    assert told() == []
    prove(client, url, case)
    assert "Пробный звонок" in client.get(url).content.decode()


def test_a_step_whose_day_has_passed_is_not_called_the_next(client, case, specialist):
    kind = StepKind.objects.create(name="Пробный звонок")
    day = clock.local_day(clock.now())
    step = services.add_step(case=case, kind=kind, due_on=day, actor=specialist)
    url = own_url(case)
    prove(client, url, case)
    assert "Следующий шаг: Пробный звонок" in client.get(url).content.decode()
    late = day - dt.timedelta(days=1)
    Step.objects.filter(pk=step.pk).update(due_on=late)
    page = client.get(url).content.decode()
    assert "Следующий шаг" not in page
    assert f"На {late:%d.%m.%Y} был назначен шаг: Пробный звонок" in page


def test_a_message_pressed_twice_reaches_the_specialist_once(client, case, visitor):
    url = own_url(case)
    prove(client, url, case)
    for _ in range(2):
        assert client.post(f"{url}tell/", FOUND).url == url
    assert told() == ["Появилась работа. Кафе, с понедельника"]
    assert HistoryRecord.objects.about(case).get(action="tell").actor_label == "выпускник"
    board = visitor.get("/cms/").content.decode()
    assert "Сообщения выпускников" in board
    assert str(case.graduate) in board


def test_a_representative_tells_by_the_own_link(client, case):
    mother = Representative.objects.create(
        graduate=grow_young(case.graduate), kind="parent", full_name="Пробнова Вера Павловна"
    )
    url = urlsplit(representative_url(mother)).path
    prove(client, url, case)
    client.post(f"{url}tell/", {"matter": "lost"})
    assert told() == ["Работы больше нет"]
    label = HistoryRecord.objects.about(case).get(action="tell").actor_label
    assert label == "законный представитель"


def test_of_health_nothing_but_the_change_is_kept(client, case):
    url = own_url(case)
    prove(client, url, case)
    limits = {"matter": "limits", "details": "Диагноз такой-то"}
    page = client.post(f"{url}tell/", limits, follow=True).content.decode()
    assert told() == ["Изменились ограничения по здоровью"]
    assert "Подробности о здоровье мы не записали" in plain(page)


def test_what_is_missing_is_said_and_what_was_typed_stays(client, case):
    url = own_url(case)
    prove(client, url, case)
    page = client.post(f"{url}tell/", {"details": "Набранное"}).content.decode()
    assert "Выберите, что случилось." in page
    assert "Набранное" in page
    page = client.post(f"{url}tell/", {"matter": "other"}).content.decode()
    assert "Напишите, что случилось." in page
    assert told() == []


@pytest.mark.parametrize("is_late", [False, True])
def test_what_took_longer_to_type_than_the_proof_lasts_waits_for_the_next_proof(
    client, case, is_late
):
    url = own_url(case)
    if is_late:
        with time_machine.travel(clock.now() - dt.timedelta(minutes=31)):
            prove(client, url, case)
    asked = client.post(f"{url}tell/", FOUND, follow=True)
    assert "То, что вы ввели, не пропадёт." in asked.content.decode()
    assert FOUND["details"] not in asked.content.decode()
    assert FOUND["details"] not in str(dict(client.session))
    asked_at = asked.redirect_chain[-1][0]
    day = f"{case.graduate.born_on:%d.%m.%Y}"
    page = client.post(asked_at, {"born_on": day}, follow=True).content.decode()
    assert "Здесь то, что вы ввели. Проверьте и отправьте." in page
    assert FOUND["details"] in page
    assert re.search(r'value="found"[^>]*checked', page)
    assert told() == []
    # It stands there once: nobody finds it later.
    assert FOUND["details"] not in client.get(f"{url}tell/").content.decode()


def test_too_many_messages_of_a_day_are_refused_in_words(client, case):
    url = own_url(case)
    prove(client, url, case)
    for n in range(5):
        client.post(f"{url}tell/", {"matter": "other", "details": f"Слово {n}"})
    page = client.post(f"{url}tell/", {"matter": "other", "details": "Шестое"}).content.decode()
    assert "уже написали несколько раз" in page
    assert "Шестое" in page
    assert len(told()) == 5


def test_after_the_end_of_the_case_there_is_nothing_to_tell(client, case, specialist):
    url = own_url(case)
    prove(client, url, case)
    services.stop(case=case, outcome=Case.Outcome.OWN_WAY, actor=specialist)
    assert f"{url}tell/" not in client.get(url).content.decode()
    page = client.post(f"{url}tell/", FOUND, follow=True).content.decode()
    assert "Сопровождение уже завершено" in page
    assert FOUND["details"] in page
    assert told() == []
