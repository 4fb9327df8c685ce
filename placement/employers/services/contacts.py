"""People to speak with at an employer (P-5.3)."""

from django.core.exceptions import ValidationError
from django.db import models, transaction

from core.errors import Refused
from core.history import log_change
from core.models import User
from core.records import refuse_overtaken
from core.repeats import refuse_repeat
from forms_app.engine.fields import EmailField, PhoneField
from forms_app.models import Submission
from placement.common.guards import require, signature
from placement.consents import CONTACT_PERSON
from placement.employers.models import Employer, EmployerContact
from placement.employers.record import CONTACTS
from placement.employers.rules.people import Person, is_same
from placement.employers.signals import person_removed

from .guards import WORK, current


class Removal(models.TextChoices):
    """Why a person is removed; the person is not named."""

    LEFT = "left", "больше не работает у этого работодателя"
    WITHDREW = "withdrew", "отозвал согласие или просит удалить"
    MISTAKE = "mistake", "внесён по ошибке"
    MOVED = "moved", "в заявке другой работодатель"


# What staff choose from; the last one a corrected request says itself.
BY_STAFF = (Removal.LEFT, Removal.WITHDREW, Removal.MISTAKE)


def find_contact(*, employer: Employer, data: EmployerContact) -> EmployerContact | None:
    """The person of this employer whom ``data`` means: same name, same phone or e-mail.

    Refused where the data are wrong.
    """
    person = _person(checked_contact(data))
    return next((row for row in employer.contacts.all() if is_same(_person(row), person)), None)


@transaction.atomic
def add_contact(
    *,
    employer: Employer,
    data: EmployerContact,
    submission: Submission | None = None,
    actor: User | None,
    agreed: bool = False,
) -> EmployerContact:
    """A person who agreed to be the employer's contact; goes to the kept one of merged employers.

    ``submission`` is the request that holds the consent, and whose destruction takes the person
    along. Staff confirm the consent by ``agreed``, and the history keeps that they did.
    """
    require(actor, WORK)
    if actor is not None and not agreed:
        raise Refused("Внести человека можно, только если он согласен.", field="agreed")
    contact = checked_contact(data)
    row = current(employer)
    if actor is not None:
        refuse_repeat(row.contacts.filter(**CONTACTS.values(contact)))
        if (same := find_contact(employer=row, data=contact)) is not None:
            raise Refused(
                f"Этот человек здесь уже записан: {same}. Измените его запись на карточке.",
                field="name",
            )
    contact.employer, contact.submission = row, submission
    contact.save()
    log_change(
        row,
        action="add-contact",
        why="согласие человека подтверждено" if agreed else "",
        details={"contact": contact.pk},
        **signature(actor),
    )
    return contact


@transaction.atomic
def update_contact(
    *, contact: EmployerContact, data: EmployerContact, actor: User | None, revision: str = ""
) -> EmployerContact:
    """Change a person's data; the history does not hold them.

    With the ``revision`` that a form showed, Refused when somebody changed them since.
    """
    require(actor, WORK)
    row = _locked_contact(contact)
    refuse_overtaken(revision, CONTACTS.revision(row))
    CONTACTS.assign(row, checked_contact(data))
    row.save(update_fields=CONTACTS.names)
    log_change(row.employer, action="edit-contact", details={"contact": row.pk}, **signature(actor))
    return row


@transaction.atomic
def remove_contact(*, contact: EmployerContact, actor: User | None, reason: str) -> None:
    """Delete a person who withdrew the consent or is no contact any more; nothing of them stays.

    ``reason`` is a Removal. Refused for WITHDREW while the consent that came with a request is in
    force: it is ended there, and takes the person along.
    """
    require(actor, WORK)
    row = _locked_contact(contact)
    if reason == Removal.WITHDREW:
        _refuse_while_consented(row)
    _remove(row, actor, str(Removal(reason).label))


@transaction.atomic
def hand_over_contact(*, contact: EmployerContact, submission: Submission) -> EmployerContact:
    """Keep a person by the consent of another request in force. Asks for no right."""
    row = _locked_contact(contact)
    row.submission = submission
    row.save(update_fields=["submission"])
    return row


@transaction.atomic
def forget_contact(*, contact: EmployerContact, actor: User | None, why: str) -> None:
    """Delete a person whose consent has ended in a request that named them. Asks for no right."""
    _remove(_locked_contact(contact), actor, why)


@transaction.atomic
def remove_contacts_of(*, submission: Submission, actor: User | None, why: str = "") -> int:
    """Delete whom a request brought in, when it is withdrawn or destroyed; returns how many.

    Asks for no right: the withdrawal or destruction was allowed by whoever does it.
    """
    rows = EmployerContact.objects.select_for_update(of=("self",)).filter(submission=submission)
    people = list(rows.select_related("employer").order_by("pk"))
    for person in people:
        _remove(person, actor, why)
    return len(people)


def _person(contact: EmployerContact) -> Person:
    return Person(contact.name, contact.phone, contact.email)


def _locked_contact(contact: EmployerContact) -> EmployerContact:
    rows = EmployerContact.objects.select_for_update(of=("self",)).select_related("employer")
    row = rows.filter(pk=contact.pk).first()
    if row is None:
        raise Refused("Этого контактного лица больше нет. Обновите страницу.")
    return row


def _refuse_while_consented(contact: EmployerContact) -> None:
    submission = contact.submission
    if submission is None:
        return
    consents = submission.consents.filter(text__purpose=CONTACT_PERSON, withdrawn_at=None)
    if submission.destroyed_at is None and consents.exists():
        raise Refused(
            f"Согласие этого человека дано в заявке {submission.reference} и действует. Откройте "
            "заявку и в разделе «Согласия» нажмите «Отозвать по заявлению»: сайт отзовёт согласие "
            "и заявку и сам удалит человека."
        )


def _remove(contact: EmployerContact, actor: User | None, why: str) -> None:
    employer, pk = contact.employer, contact.pk
    person_removed.send(sender=EmployerContact, contact=contact)
    contact.delete()
    log_change(
        employer, action="remove-contact", why=why, details={"contact": pk}, **signature(actor)
    )


def checked_contact(data: EmployerContact) -> EmployerContact:
    """The data as they are kept, not saved; Refused at the field with something wrong."""
    person = CONTACTS.copy(data, name=" ".join(data.name.split()), post=" ".join(data.post.split()))
    if not person.name:
        raise Refused("Напишите, как зовут контактное лицо.", field="name")
    for name, kind in (("phone", PhoneField), ("email", EmailField)):
        try:
            setattr(person, name, kind(required=False).clean(getattr(data, name)))
        except ValidationError as error:
            raise Refused(str(error.messages[0]), field=name) from None
    try:
        person.clean_fields(exclude=CONTACTS.kept_by_services)
    except ValidationError as error:
        name, texts = next(iter(error.message_dict.items()))
        raise Refused(str(texts[0]), field=name) from None
    return person
