"""The contact person of a request: recognised, kept while a consent stands, let go (X-5)."""

from core.models import User
from forms_app.lifecycle import State
from forms_app.models import Submission
from forms_app.services.consents import withdrawn_at
from placement.consents import CONTACT_PERSON
from placement.employers import services as employers
from placement.employers.models import Employer, EmployerContact
from placement.requests.models import VacancyRequest


def contact_for(
    request: VacancyRequest, employer: Employer, data: EmployerContact, submission: Submission
) -> EmployerContact:
    """The contact person: one whom the bank has is recognised, and not changed in silence.

    A corrected version changes the person whom this request alone brought in.
    """
    person = request.contact
    if person is not None and _is_own(person, request):
        if person.employer_id == employer.pk:
            return employers.update_contact(contact=person, data=data, actor=None)
        employers.remove_contact(contact=person, actor=None, reason=employers.Removal.MOVED)
    same = employers.find_contact(employer=employer, data=data)
    return same or employers.add_contact(
        employer=employer, data=data, submission=submission, actor=None
    )


def release_person(request: VacancyRequest, actor: User | None, why: str) -> None:
    """Let the contact person of a request go.

    Who takes the consent back stands nowhere any more. Otherwise a person whom another request in
    force names, or staff entered, stays; this request names them no longer.
    """
    person, submission = request.contact, request.submission
    if person is not None and _consent_taken_back(submission):
        employers.forget_contact(contact=person, actor=actor, why=why)
    elif person is not None:
        keeper = _other_in_force(person, request)
        if person.submission_id == submission.pk and keeper is not None:
            employers.hand_over_contact(contact=person, submission=keeper.submission)
        VacancyRequest.objects.filter(pk=request.pk).update(contact=None)
    employers.remove_contacts_of(submission=submission, actor=actor, why=why)


def person_goes(submission: Submission) -> str:
    """Why the contact person may be kept no longer; empty while the consent is in force."""
    if submission.state == State.DESTROYED:
        return "данные заявки уничтожены"
    if submission.state == State.WITHDRAWN:
        return "заявка отозвана"
    return "согласие отозвано" if withdrawn_at(submission) else ""


def _consent_taken_back(submission: Submission) -> bool:
    """Whether the person took the consent back, which a withdrawn request does not say yet."""
    consents = submission.consents.filter(text__purpose=CONTACT_PERSON)
    return consents.exists() and not consents.filter(withdrawn_at=None).exists()


def _other_in_force(person: EmployerContact, request: VacancyRequest) -> VacancyRequest | None:
    """Another request that names the person and whose consent holds; the newest."""
    others = person.requests.exclude(pk=request.pk).select_related("submission")
    in_force = (one for one in others if not person_goes(one.submission))
    return next(in_force, None)


def _is_own(person: EmployerContact, request: VacancyRequest) -> bool:
    """Whether the person came with this request and no other names them."""
    others = person.requests.exclude(pk=request.pk)
    return person.submission_id == request.submission_id and not others.exists()
