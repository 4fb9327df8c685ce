"""What people type, and the page of the demonstration that must come first."""

import datetime as dt
import io

import pytest
from django.conf import settings as site

from core import demo as core_demo
from core.rights import setup_roles
from home import demo as home_demo
from home import searching

pytestmark = pytest.mark.sqlite
YEAR = dt.datetime.now(tz=dt.UTC).year
RULES, THE_COMMISSION = "/regulations/polozhenie-o-konkurse/", "/regulations/polozhenie-o-komissii/"
CENTRE = "/regulations/polozhenie-o-centre-trudoustrojstva/"
CONTEST = f"/contests/spec-{YEAR}/"
# Query, the address that must come first or, after «|», one as good.
COMMON = {
    "версия для слабовидящих": "/accessibility/",
    "доступность сайта": "/accessibility/",
    "как сделать буквы крупнее": "/accessibility/",
    "подать на бумаге": "/accessibility/ | /about/",
    "нет электронной почты": f"/about/ | {CONTEST}",
    "о сайте": "/about/",
    "персональные данные": "/privacy/",
    "сколько хранятся данные": "/privacy/",
    "отозвать согласие": f"/privacy/ | {CENTRE}#form-4",
    "cookie": "/privacy/",
    "новости": "/news/",
    "документы": "/regulations/",
}
OF_CONTEST = {
    "конкурсы": "/contests/",
    "как подать заявку на конкурс": CONTEST,
    "сроки конкурса": f"{CONTEST} | /contests/",
    "кто может участвовать": f"{CONTEST} | {RULES} | /news/contest-announced/",
    "какой нужен стаж": f"/news/contest-announced/ | {RULES}#p-8 | {CONTEST}",
    "как считается стаж работы в нескольких центрах": CONTEST,
    "заявку вернули на доработку": CONTEST,
    "можно ли отозвать заявку": f"/privacy/ | {CONTEST}",
    "продолжить черновик заявки": CONTEST,
    "результаты конкурса": f"{CONTEST}#results",
    "Тропинина": CONTEST,
    "рощин петр николаевич": CONTEST,
    "конкурс 2024": "/contests/spec-2024/",
    "какие документы нужны для заявки": "/news/questions/",
    "приём заявок": "/news/contest-announced/",
    "положение о конкурсе": RULES,
    "пункт 8 положения о конкурсе": f"{RULES}#p-8",
    "приложение 2": f"{RULES}#appendix-2",
    "анкета участника": f"{RULES}#appendix-2 | {RULES}#appendix-3 | {RULES}#appendix-4",
    "анкета карьерный консультант": f"{RULES}#appendix-2 | {RULES}#appendix-3 | {RULES}#appendix-4",
    "согласие на обработку персональных данных": f"{RULES}#appendix-5 | {CENTRE}#form-4",
    "бланк заявки на участие": f"{RULES}#appendix-1",
    "приказ о проведении конкурса": "/regulations/prikaz-o-konkurse/",
    "состав комиссии": "/regulations/sostav-komissii/",
    "положение о комиссии": THE_COMMISSION,
}
OF_PLACEMENT = {
    "вакансии": "/vacancies/",
    "вакансии повара": "/vacancies/1/ | /vacancies/3/",
    "работа поваром": "/vacancies/1/ | /vacancies/2/ | /vacancies/3/",
    "помощник повара": "/vacancies/2/",
    "швея на дому": "/vacancies/5/",
    "надомная работа швеей": "/vacancies/5/",
    "садовник": "/vacancies/8/",
    "работа с животными": "/vacancies/9/",
    "оператор пк": "/vacancies/12/",
    "ваканси кондитер": "/vacancies/13/ | /vacancies/14/",
    "курьер": "/vacancies/20/",
    "вакансии для инвалидов": "/vacancies/",
    "как откликнуться на вакансию": "/vacancies/",
    "сурдопереводчик": "/centre/",
    "часы работы центра трудоустройства": "/centre/",
    "контакты центра трудоустройства": "/centre/",
    "Садовникова Юлия": "/centre/",
    "положение о центре трудоустройства": CENTRE,
    "трудоустройство выпускников": "/sveden/education/",
    "сколько выпускников работает": "/sveden/education/",
    "помощь в поиске работы": "/news/placement-help/ | /centre/",
    "работодателям": "/employers/",
    "господдержка": "/employers/",
    "субсидия за наставника": "/employers/",
    "квота на инвалидов": "/employers/",
    "оборудовать рабочее место": "/employers/",
    "отпуск инвалида 2 группы": "/employers/",
    "подать заявку работодателю": "/employers/",
    "как разместить вакансию работодателю": "/forms/vacancy-request/",
    "разместить вакансию": "/forms/vacancy-request/",
}
QUERIES = {
    **COMMON,
    **(OF_CONTEST if "contest" in site.DOMAINS else {}),
    **(OF_PLACEMENT if "placement" in site.DOMAINS else {}),
}


@pytest.fixture
def demonstration(home_page, settings, tmp_path):
    """The public pages of the demonstration."""
    settings.DEMO_ACCOUNTS = True
    settings.VAR_DIR = tmp_path
    setup_roles()
    quiet = io.StringIO()
    core_demo.load(quiet)
    home_demo.load(quiet)
    if "contest" in settings.DOMAINS:
        _load_contest(quiet)
    if "placement" in settings.DOMAINS:
        _load_placement(quiet)


def _load_contest(quiet: io.StringIO) -> None:
    from contest import demo

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "load_applications", lambda *_: None)
        demo.load(quiet)


def _load_placement(quiet: io.StringIO) -> None:
    from placement import demo

    demo.regulations.load(quiet)
    demo.load_pages(quiet)
    demo.statistics.load(quiet)
    demo.bank.load(quiet)
    demo.register.load(quiet)


def first(query: str) -> str:
    entries = searching.matching(query)
    return entries[0].address if entries else ""


@pytest.mark.req("X-1")
def test_the_page_that_people_mean_comes_first(demonstration):
    wrong = {
        query: (address, expected)
        for query, expected in QUERIES.items()
        if (address := first(query)) not in expected.split(" | ")
    }
    assert wrong == {}
