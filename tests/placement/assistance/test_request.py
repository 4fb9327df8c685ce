"""A graduate asks for assistance: the public form, what it becomes, its paper (P-F1, P-F5, X-2)."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client

from core import clock, roles
from core.models import HistoryRecord, Letter
from forms_app import reading, services
from forms_app.answers import digest
from forms_app.engine import registry
from forms_app.engine.journey import PaperInput
from forms_app.services.locking import progress_of
from placement.assistance.models import AssistanceRequest
from placement.assistance.papers import request as paper
from placement.assistance.services import filing
from placement.consents import ASSISTANCE, PHOTO, TO_EMPLOYERS
from placement.graduates.links import page_url
from placement.grants import services as grants
from placement.grants.links import representative_url
from placement.grants.models import Representative
from placement.grants.record import REPRESENTATIVES
from placement.grants.rules.capacity import Signer
from placement.grants.services import missing, sign
from placement.resumes.content import Content
from tests.factories import as_typed
from tests.forms_app.helpers import begin, draft_of, said
from tests.forms_app.laying import lay_steps
from tests.placement.assistance import requests as req
from tests.placement.factories import EmployerFactory
from tests.placement.graduates.factories import evidence
from tests.words import plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]


def form_of(step: str, typed: dict, **steps):
    """The form of a step, judged after the steps before it."""
    draft = req.start()
    for code, fields in {**req.typed_steps(**steps), step: typed}.items():
        services.save_step(draft=draft, revision=draft.revision, step=code, data=as_typed(fields))
        draft.refresh_from_db()
        if code == step:
            break
    state = progress_of(draft, at=clock.now()).get(step)
    assert state is not None
    return state.form


@pytest.mark.req("P-F1", "X-2")
def test_a_person_without_email_and_scripts_sends_a_request():
    browser = Client()
    begin(browser, email="", journey=req.JOURNEY)
    for step, fields in req.typed_steps(contacts={"email": ""}).items():
        draft = draft_of(browser, req.JOURNEY)
        data = {"draft": str(draft.pk), "revision": draft.revision, **fields}
        page = browser.post(f"/forms/{req.JOURNEY}/{step}/", data)
        assert page.status_code == 302, (step, said(page))
    draft = draft_of(browser, req.JOURNEY)
    browser.post(
        f"/forms/{req.JOURNEY}/send/", {"draft": str(draft.pk), "revision": draft.revision}
    )
    draft.refresh_from_db()
    assert draft.submission.assistance_request.graduate.last_name == "Пробнова"


def sent_page(**changes) -> str:
    """The last page of whoever fills in the form with these answers."""
    browser = Client()
    begin(browser, journey=req.JOURNEY)
    for step, fields in [*req.typed_steps(**changes).items(), ("send", {})]:
        draft = draft_of(browser, req.JOURNEY)
        data = {"draft": str(draft.pk), "revision": draft.revision, **fields}
        page = browser.post(f"/forms/{req.JOURNEY}/{step}/", data, follow=True)
    assert "Отправлено" in page.content.decode(), said(page)
    return page.content.decode()


@pytest.mark.req("P-F4")
def test_who_signs_goes_from_the_last_page_straight_to_the_own_page():
    page = sent_page()
    card = AssistanceRequest.objects.get().graduate
    assert f'href="{page_url(card)}">Подписать согласия' in page


def test_a_parent_who_fills_in_is_not_led_to_the_childs_page():
    minor = {"person": {"birth_date": req.seventeen()}, "representative": req.MOTHER}
    page = sent_page(who={"who": "representative"}, **minor)
    assert "Подписать согласия<" not in page
    assert "личная ссылка придёт на почту законного представителя" in plain(page)
    alone = sent_page(who={"who": "representative"}, contacts={"email": ""}, **minor)
    assert "тоже подписывает сам: на бумаге в центре" in plain(alone)


@pytest.mark.req("P-F5")
def test_a_parent_who_fills_in_gets_the_own_link_by_mail_and_not_the_childs():
    mother = {**req.MOTHER, "email": "Mother@example.org"}
    young = {"person": {"birth_date": req.seventeen()}, "representative": mother}
    submission = req.sent(
        email="mother@example.org",
        who={"who": "representative"},
        contacts={"email": ""},
        **young,
    )
    theirs = submission.assistance_request.graduate.representatives.get()
    page = registry.get(req.JOURNEY).letter_values(submission)["page"]
    assert page == representative_url(theirs)


@pytest.mark.req("P-F5")
def test_a_parent_who_fills_in_is_offered_the_address_that_the_form_was_begun_with():
    steps = {"person": {"birth_date": req.seventeen()}, "representative": {}}
    for who, address in (("representative", "maria@example.org"), ("myself", None)):
        form = form_of("representative", {}, who={"who": who}, **steps)
        assert form.fields["email"].initial == address, who


def test_what_was_typed_on_a_step_that_is_not_asked_now_is_shown_back():
    browser = Client()
    begin(browser, journey=req.JOURNEY)
    draft = draft_of(browser, req.JOURNEY)
    data = {"draft": str(draft.pk), "revision": draft.revision, **req.MOTHER}
    page = browser.post(f"/forms/{req.JOURNEY}/representative/", data)
    assert page.status_code == 409
    shown = plain(page.content.decode())
    for words in (req.MOTHER["full_name"], "Законный представитель Родитель"):
        assert words in shown


def test_each_part_of_the_resume_is_corrected_under_a_name_of_its_own():
    browser = Client()
    begin(browser, journey=req.JOURNEY)
    resume = {
        "resume-when": {"resume_when": "now"},
        "resume-about": {"position": "Швея"},
        "resume-skills": {"pay": "30 000"},
    }
    for step, fields in {**req.typed_steps(), **resume}.items():
        draft = draft_of(browser, req.JOURNEY)
        data = {"draft": str(draft.pk), "revision": draft.revision, **fields}
        page = browser.post(f"/forms/{req.JOURNEY}/{step}/", data, follow=True)
    links = re.findall(r"Изменить<span[^>]*>: ([^<]+)<", page.content.decode())
    assert len(links) > 9
    assert len(links) == len(set(links))


def test_words_about_health_are_pointed_out_beside_the_field_that_holds_them():
    when = {"resume-when": {"resume_when": "now"}}
    about = {"position": "Швея"}
    ill = {"qualities": "Хороший, есть инвалидность", "pay": "30 000"}
    draft = req.start()
    for code, fields in {**req.typed_steps(), **when, "resume-about": about}.items():
        services.save_step(draft=draft, revision=draft.revision, step=code, data=as_typed(fields))
        draft.refresh_from_db()
    services.save_step(
        draft=draft, revision=draft.revision, step="resume-skills", data=as_typed(ill)
    )
    draft.refresh_from_db()
    form = progress_of(draft, at=clock.now()).get("resume-skills").form
    assert [warning.field for warning in form.warnings()] == ["qualities"]


@pytest.mark.req("P-F1")
def test_nothing_that_is_typed_is_lost():
    submission = req.sent()
    card = submission.assistance_request.graduate
    assert card.state == "claimed"
    assert card.source == "request"
    assert card.full_name == "Пробнова Мария Петровна"
    assert f"{card.born_on:%d.%m.%Y}" == req.ADULT
    assert (card.email, card.phone) == ("maria@example.org", "+79217654321")
    assert card.certificate == "СВ-117"
    assert f"{card.certificate_on:%d.%m.%Y}" == "30.06.2025"
    shown = {(a.step, a.code): a.text for a in reading.answers_of(submission.current)}
    typed = req.typed_steps()
    for step in ("person", "passport", "contacts", "study"):
        for code, value in typed[step].items():
            if code != "phone" and value:
                assert shown[step, code] == value, (step, code)


@pytest.mark.req("X-5")
def test_a_tick_is_a_wish_that_waits_for_a_signature():
    card = req.sent().assistance_request.graduate
    grants = list(card.grants.all())
    assert {(g.purpose, g.place) for g in grants} == {
        (ASSISTANCE, ""),
        (TO_EMPLOYERS, ""),
        (PHOTO, "страница учреждения «ВКонтакте»"),
    }
    assert all(g.complete_at is None and missing(g) == {Signer.PERSON} for g in grants)


@pytest.mark.req("P-F5")
def test_the_mother_of_a_minor_gets_a_link_of_her_own():
    card = req.minor().assistance_request.graduate
    mother = card.representatives.get()
    assert (mother.kind, mother.full_name) == ("parent", "Пробнова Анна Ивановна")
    assert missing(card.grants.get(purpose=ASSISTANCE)) == {
        Signer.PERSON,
        Signer.REPRESENTATIVE,
    }
    letters = Letter.objects.values_list("code", flat=True)
    assert "grant-asked-representative" in letters
    assert "assistance-received" in letters


@pytest.mark.req("P-F5")
def test_a_parent_who_fills_in_is_reminded_whose_passport_is_meant():
    named = "о нём: Пробнова Мария Петровна"
    for who, is_named in (("representative", True), ("myself", False), ("helper", False)):
        steps = {"who": {"who": who}, "person": {"birth_date": req.seventeen()}}
        for step in ("passport", "contacts", "study", "further", "resume-when"):
            typed = req.typed_steps()[step]
            form = form_of(step, typed, representative=req.MOTHER, **steps)
            assert (named in form.help) == is_named, (who, step)


@pytest.mark.req("P-F5")
@pytest.mark.parametrize(
    ("step", "typed", "words"),
    [
        ("person", {**req.PERSON, "birth_date": "01.01.2999"}, "не наступила"),
        ("person", {**req.PERSON, "birth_date": "01.01.1901"}, "Проверьте год"),
        ("representative", {**req.MOTHER, "kind": "guardian"}, "Подходят"),
        ("representative", {**req.MOTHER, "kind": "institution"}, "Назовите организацию"),
        ("contacts", {**req.CONTACTS, "email": "anna@example.org"}, "почта законного"),
        ("contacts", {**req.CONTACTS, "email": "Staff@factory.example"}, "адрес работодателя"),
        ("contacts", {**req.CONTACTS, "actual_address": ""}, "отметьте, что он совпадает"),
        ("study", {"profession_other": ""}, "Выберите профессию"),
        ("study", {**req.STUDY, "certificate_on": "30.06.2015"}, "слишком мало лет"),
        ("undertaking", {}, "без этого обещания"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(step, typed, words):
    EmployerFactory(email="staff@factory.example")
    form = form_of(step, typed, person={"birth_date": req.seventeen()}, representative={})
    assert words in " ".join(text for _, text in form.error_list())


def test_no_further_consent_is_chosen_beforehand_or_a_condition():
    form = form_of("further", {})
    assert set(form.errors) == set(req.FURTHER)
    assert all(form[name].initial is None for name in req.FURTHER)
    submission = req.sent(further=dict.fromkeys(req.FURTHER, "no"))
    assert submission.assistance_request.graduate.grants.count() == 1


@pytest.mark.req("P-F1", "X-8")
def test_the_paper_has_the_approved_rows_and_the_same_bytes():
    submission = req.sent()
    given = _input(submission)
    page = paper.render(given)
    assert page.pdf == paper.render(given).pdf
    text = plain(page.html)
    for words in (
        "о содействии в трудоустройстве",
        "освоением АООП ПО по профессии Швея-мотористка",
        "паспорт серия 41 08 № 123456",
        "Выдан: ТП № 15, 01.02.2022",
        "+7 921 765-43-21",
        "Адрес регистрации: Всеволожск, Лесная, 3",
        "Адрес фактического проживания: Кириши, Мира, 5",
        "обязуюсь предоставлять специалисту",
    ):
        assert words in text, words


def _input(submission) -> PaperInput:
    version = submission.current
    answers = list(reading.answers_of(version))
    ctx = reading.context_of(version)
    assert ctx.journey is registry.get(req.JOURNEY)
    return PaperInput(
        answers=answers,
        reference=submission.reference,
        digest=digest(answers),
        data=ctx.data,
        ctx=ctx,
    )


@pytest.mark.req("X-3")
def test_a_corrected_address_of_the_mother_brings_her_a_new_letter_and_ends_the_old_link():
    submission = req.minor()
    request = AssistanceRequest.objects.get(submission=submission)
    mother = request.graduate.representatives.get()
    old = urlsplit(representative_url(mother)).path
    corrected = Representative(
        kind="parent",
        full_name=mother.full_name,
        phone="+79211112233",
        email="right@example.org",
    )
    filing.file_request(
        submission=submission,
        person=request.graduate,
        representative=corrected,
        wishes=[filing.Wish(ASSISTANCE)],
        awaits_certificate=False,
        composed_on=request.composed_on,
    )
    mother = request.graduate.representatives.get()
    assert mother.email == "right@example.org"
    letters = Letter.objects.filter(code="grant-asked-representative").order_by("created_at")
    assert [letter.to for letter in letters] == ["anna@example.org", "right@example.org"]
    assert Client().get(old).status_code == 410


def send_again(submission, representative):
    request = AssistanceRequest.objects.get(submission=submission)
    filing.file_request(
        submission=submission,
        person=request.graduate,
        representative=representative,
        wishes=[filing.Wish(ASSISTANCE)],
        awaits_certificate=False,
        composed_on=request.composed_on,
    )
    return request.graduate


@pytest.mark.req("P-F5")
def test_a_correction_drops_nobody_whom_staff_have_entered(make_user):
    specialist = make_user(roles.PLACEMENT_SPECIALIST)
    submission = req.minor()
    graduate = AssistanceRequest.objects.get(submission=submission).graduate
    theirs = Representative(kind="parent", full_name="Пробнов Олег Ильич", email="dad@example.org")
    grants.add_representative(graduate=graduate, data=theirs, actor=specialist)
    send_again(submission, None)
    assert [row.full_name for row in graduate.representatives.all()] == ["Пробнов Олег Ильич"]
    assert HistoryRecord.objects.about(graduate).filter(action="representative-dropped").exists()
    # Named anew by the person, staff's entry stands as it is.
    again = Representative(kind="parent", full_name="Пробнов Олег Ильич", email="x@example.org")
    send_again(submission, again)
    assert [str(row.email) for row in graduate.representatives.all()] == ["dad@example.org"]
    other = Representative(kind="parent", full_name="Пробнова Анна", phone="+79211112233")
    send_again(submission, other)
    assert graduate.representatives.count() == 2


@pytest.mark.req("P-F5")
def test_who_was_named_in_a_request_and_changed_by_staff_stays(make_user):
    submission = req.minor()
    mother = AssistanceRequest.objects.get(submission=submission).graduate.representatives.get()
    data = REPRESENTATIVES.copy(mother, phone="+79211112244")
    grants.update_representative(
        representative=mother,
        data=data,
        actor=make_user(roles.PLACEMENT_SPECIALIST),
        revision=REPRESENTATIVES.revision(mother),
    )
    graduate = send_again(submission, None)
    assert graduate.representatives.get().phone == "+79211112244"


@pytest.mark.req("P-F5")
def test_the_mailbox_of_who_fills_in_is_no_representatives():
    own = {**req.MOTHER, "email": "Maria@example.org"}
    young = {"birth_date": req.seventeen()}
    form = form_of("representative", own, person=young, representative={})
    assert "С этого адреса начато заявление" in str(form.errors["email"])


RESUME = {
    "resume-when": {"resume_when": "now"},
    "resume-about": {
        "position": "швея",
        "jobs-count": "1",
        "jobs-1-since": "03.2024",
        "jobs-1-organisation": "ООО «Нить»",
        "studies-count": "1",
        "studies-1-institution": "Мультицентр",
    },
    "resume-skills": {"computer": "печатаю", "family": "не замужем"},
}


@pytest.mark.req("P-F3")
def test_a_resume_of_the_same_sitting_is_a_draft_as_soon_as_the_consent_is_signed():
    draft = lay_steps(
        req.start(),
        {step: as_typed(fields) for step, fields in {**req.typed_steps(), **RESUME}.items()},
    )
    submission = services.send_draft(draft=draft, revision=draft.revision)
    graduate = AssistanceRequest.objects.get(submission=submission).graduate
    assert not graduate.resumes.exists()
    grant = graduate.grants.get(purpose=ASSISTANCE)
    sign(grant=grant, evidence=evidence(ASSISTANCE), actor=None)
    resume = graduate.resumes.get()
    content = Content.from_json(str(resume.content))
    assert (resume.position, resume.state) == ("швея", "draft")
    assert (content.jobs[0].organisation, content.computer) == ("ООО «Нить»", "печатаю")
    assert (content.address, content.email) == (req.CONTACTS["address"], req.CONTACTS["email"])
    assert "ООО «Нить»" not in plain(paper.render(_input(submission)).html)


@pytest.mark.req("P-F3")
def test_who_writes_it_later_is_asked_nothing_more_of_it():
    submission = req.sent()
    graduate = AssistanceRequest.objects.get(submission=submission).graduate
    grant = graduate.grants.get(purpose=ASSISTANCE)
    sign(grant=grant, evidence=evidence(ASSISTANCE), actor=None)
    assert not graduate.resumes.exists()
    steps = {answer.step for answer in reading.answers_of(submission.current)}
    assert not {"resume-about", "resume-skills"} & steps
