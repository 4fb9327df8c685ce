"""Digests of telephones and addresses: by them a submission is found, and nothing is read back."""

import pytest

from forms_app import contacts, services, tasks
from forms_app.models import ContactDigest, Submission
from tests.forms_app.helpers import marks_of, save, sent, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def by_phone(typed: str) -> set[str]:
    rows = Submission.objects.filter(contact_digests__digest=contacts.phone_digest(typed))
    return {row.reference for row in rows}


@pytest.mark.parametrize(
    "typed",
    ["8 (383) 222-33-44", "+73832223344", "383 222 33 44", "тел.: 8-383-222-33-44 доб. 12"],
)
def test_one_number_has_one_digest_however_it_is_written(typed):
    assert contacts.phone_digest(typed) == contacts.phone_digest("+7 383 222-33-44")


def test_digests_tell_numbers_and_addresses_apart():
    digests = [
        contacts.phone_digest("+7 383 222-33-44"),
        contacts.phone_digest("+7 383 222-33-45"),
        contacts.email_digest("anna@example.org"),
    ]
    assert len(set(digests)) == 3
    assert contacts.email_digest("ANNA@Example.ORG ") == digests[2]
    assert contacts.phone_digest("ул. Ленина, 5") == contacts.email_digest("Анна") == ""


def test_what_is_sent_is_found_by_its_number_and_address():
    submission = sent()
    assert by_phone("8 383 222-33-44") == {submission.reference}
    address = contacts.email_digest("anna@example.org")
    assert submission.contact_digests.filter(digest=address).exists()


def test_a_corrected_number_replaces_the_earlier_one(superuser):
    submission = sent()
    services.return_for_correction(
        submission=submission,
        actor=superuser,
        remarks=[services.RemarkText("номер", step="person")],
        slots=["signed", "agreement"],
    )
    draft = services.start_correction(submission=submission)
    save(draft, "person", phone="8 383 222-33-55")
    draft.refresh_from_db()
    for scan in draft.uploads.all():
        services.drop_upload(draft=draft, upload_id=scan.pk)
    upload(draft, "signed")
    upload(draft, "agreement")
    draft.refresh_from_db()
    services.send_draft(draft=draft, revision=draft.revision, left=marks_of(draft))
    assert by_phone("8 383 222-33-55") == {submission.reference}
    assert by_phone("8 383 222-33-44") == set()


def test_what_was_filed_before_is_digested_by_regular_work_once(django_assert_num_queries):
    submission = sent()
    ContactDigest.objects.all().delete()
    assert tasks.digest_contacts(submission.received_at) == 2
    assert by_phone("8 383 222-33-44") == {submission.reference}
    assert tasks.digest_contacts(submission.received_at) == 0
    with django_assert_num_queries(1):
        tasks.digest_contacts(submission.received_at)


@pytest.mark.req("X-5")
def test_destruction_takes_the_digests_along(superuser):
    submission = sent()
    services.withdraw(submission=submission, actor=superuser, reason="просьба")
    services.destroy_submission(submission=submission, reason="срок хранения")
    assert not ContactDigest.objects.exists()
    assert tasks.digest_contacts(submission.received_at) == 0
    assert not ContactDigest.objects.exists()
