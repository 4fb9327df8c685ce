"""The photograph in a resume: under a consent of its own, judged at the moment it is shown (P-F3, FACTS 2)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from core import clock
from core.errors import Refused
from core.files import read_file
from core.models import PrivateFile, ReadRecord
from core.photos import LONGEST_SIDE, kept_photo
from forms_app.models import Ground
from placement.consents import ASSISTANCE, RESUME_PHOTO, TO_EMPLOYERS
from placement.graduates.links import page_url
from placement.graduates.services import destroy_graduate
from placement.grants import services as grants
from placement.referrals import links
from placement.resumes import papers, services
from placement.resumes.lifecycle import ResumeState
from placement.resumes.services.guards import revision
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.placement.referrals import helpers
from tests.placement.resumes.factories import ResumeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-F3")]
DESK = "/cms/placement/resumes/"


def camera_file(kind="JPEG", size=(1600, 1000), name="IMG_1.jpg"):
    """What a telephone held upright writes: turned by EXIF, with the place and a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "TELEPHONE-MAKER"
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, exif=exif, comment=b"SECRET-COMMENT")
    return SimpleUploadedFile(name, out.getvalue())


def put(resume, actor=None):
    with kept_photo(camera_file(), key=resume.key) as photo:
        services.add_photo(resume=resume, photo=photo, actor=actor)
    resume.refresh_from_db()
    return resume


def pictures_in(paper):
    return sum(len(page.images) for page in PdfReader(io.BytesIO(paper.pdf)).pages)


@pytest.fixture
def resume():
    row = ResumeFactory(state=ResumeState.OFFERED)
    allow(row.graduate, TO_EMPLOYERS, RESUME_PHOTO)
    return row


def end(resume, purpose):
    grants.withdraw(grant=resume.graduate.grants.open().get(purpose=purpose), actor=None)
    resume.refresh_from_db()


def test_what_is_kept_is_a_small_upright_jpeg_without_what_the_camera_wrote(resume):
    content = read_file(put(resume).photo)
    with Image.open(io.BytesIO(content)) as kept:
        assert kept.format == "JPEG"
        assert kept.height == LONGEST_SIDE
        assert kept.width < kept.height
        assert not kept.getexif()
    for trace in (b"TELEPHONE-MAKER", b"SECRET-COMMENT", b"Exif"):
        assert trace not in content


@pytest.mark.parametrize("purposes", [(), (TO_EMPLOYERS,)])
def test_without_its_own_consent_there_is_no_photograph_and_no_file_stays(purposes):
    row = ResumeFactory()
    allow(row.graduate, *purposes)
    before = PrivateFile.objects.count()
    with pytest.raises(Refused, match="Фотография в резюме"):
        put(row)
    assert PrivateFile.objects.count() == before


def test_both_copies_carry_it_while_the_consent_is_in_force(resume):
    put(resume)
    for for_employer in (False, True):
        paper = papers.render(resume, for_employer=for_employer)
        assert pictures_in(paper) == 1
        assert 'alt="Фотография: ' in paper.html
        assert paper.pdf == papers.render(resume, for_employer=for_employer).pdf


def test_a_consent_that_waits_for_a_new_signature_hides_it_from_the_employer_alone(resume):
    put(resume)
    grant = resume.graduate.grants.get(purpose=RESUME_PHOTO)
    resume.graduate.grants.filter(pk=grant.pk).update(own_signature_from="2020-01-01")
    assert pictures_in(papers.render(resume, for_employer=True)) == 0
    assert pictures_in(papers.render(resume, for_employer=False)) == 1


@pytest.mark.parametrize("purpose", [RESUME_PHOTO, ASSISTANCE])
def test_the_withdrawal_deletes_the_photographs_of_all_versions(resume, purpose):
    other = ResumeFactory(graduate=resume.graduate)
    held = [put(row).photo_id for row in (resume, other)]
    end(resume, purpose)
    assert resume.photo_id is None
    assert not PrivateFile.objects.filter(pk__in=held).exists()
    assert pictures_in(papers.render(resume, for_employer=True)) == 0


def test_an_approved_version_takes_none_and_a_copy_of_it_has_a_file_of_its_own(resume, specialist):
    put(resume)
    services.approve(resume=resume, actor=None, revision=revision(resume))
    with pytest.raises(Refused, match="уже согласована"):
        put(resume)
    copy = services.copy_resume(resume=resume, actor=specialist)
    assert copy.photo_id not in (None, resume.photo_id)
    services.remove_photo(resume=copy, actor=specialist)
    resume.refresh_from_db()
    assert read_file(resume.photo)


def test_nobody_agrees_to_a_photograph_that_was_not_shown(resume):
    shown = revision(resume)
    put(resume)
    with pytest.raises(Refused):
        services.approve(resume=resume, actor=None, revision=shown)


def test_another_persons_file_is_not_taken(resume):
    stranger = GraduateFactory()
    with (
        pytest.raises(Refused, match="другого человека"),
        kept_photo(camera_file(), key=stranger.key) as photo,
    ):
        services.add_photo(resume=resume, photo=photo, actor=None)


def test_it_is_destroyed_with_the_card(resume, centre):
    held = put(resume).photo_id
    destroy_graduate(graduate=resume.graduate, reason="Срок", actor=None, ground=Ground.TERM)
    resume.refresh_from_db()
    assert resume.photo_id is None
    assert not PrivateFile.objects.filter(pk=held, destroyed_at=None).exists()


# --- the employer's link -------------------------------------------------------------------------


def test_the_employers_link_shows_it_only_while_both_consents_are_in_force(specialist, centre):
    referral = helpers.sent(specialist)
    allow(referral.graduate, RESUME_PHOTO)
    with kept_photo(camera_file(), key=referral.resume.key) as photo:
        referral.resume.photo = photo
        referral.resume.save()
    page = reverse("referral_answer", args=[links.token(referral)])
    picture = reverse("referral_photo", args=[links.token(referral)])
    assert picture in Client().get(page).content.decode()
    answer = Client().get(picture)
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert ReadRecord.objects.about(referral.graduate).exists()
    referral.graduate.grants.filter(purpose=RESUME_PHOTO).update(own_signature_from="2020-01-01")
    assert picture not in Client().get(page).content.decode()
    assert Client().get(picture).status_code == 404
    referral.graduate.grants.filter(purpose=RESUME_PHOTO).update(own_signature_from=None)
    assert Client().get(picture).status_code == 200
    grants.withdraw(grant=referral.graduate.grants.open().get(purpose=TO_EMPLOYERS), actor=None)
    assert Client().get(picture).status_code == 404


# --- the own page --------------------------------------------------------------------------------


@pytest.fixture
def url(resume, centre):
    return f"{page_url(resume.graduate)}resumes/{resume.pk}/"


@pytest.fixture
def owner(resume, centre):
    browser = Client()
    day = f"{resume.graduate.born_on:%d.%m.%Y}"
    browser.post(f"{page_url(resume.graduate)}confirm/", {"born_on": day})
    return browser


def test_the_person_adds_looks_and_takes_it_out_again(resume, url, owner):
    owner.post(url, {"answer": "photo", "photo": camera_file()})
    assert f"resumes/{resume.pk}/photo.jpg" in owner.get(url).content.decode()
    assert owner.get(f"{url}photo.jpg")["Content-Type"] == "image/jpeg"
    assert Client().get(f"{url}photo.jpg").status_code == 302
    owner.post(url, {"answer": "remove-photo"})
    assert owner.get(f"{url}photo.jpg").status_code == 404


def test_the_person_is_led_to_the_consent_first(resume, url, owner):
    end(resume, RESUME_PHOTO)
    page = owner.get(url).content.decode()
    assert 'type="file"' not in page
    answer = owner.post(url, {"answer": "ask-photo"})
    grant = resume.graduate.grants.open().get(purpose=RESUME_PHOTO)
    assert f"/consents/{grant.pk}/" in answer["Location"]


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (None, "Выберите файл с фотографией."),
        (SimpleUploadedFile("photo.jpg", b"no picture"), "по содержанию это не"),
        (SimpleUploadedFile("photo.jpg", b""), "пуст"),
    ],
)
def test_a_wrong_file_is_said_beside_the_field(resume, url, owner, upload, words):
    typed = {"answer": "photo"} | ({"photo": upload} if upload is not None else {})
    page = owner.post(url, typed).content.decode()
    assert words in page
    assert "<title>Ошибка:" in page
    assert 'href="#id_photo"' in page
    resume.refresh_from_db()
    assert resume.photo_id is None


def test_a_photograph_after_its_consent_has_ended_is_refused_in_the_persons_words(
    resume, url, owner
):
    end(resume, RESUME_PHOTO)
    page = owner.post(url, {"answer": "photo", "photo": camera_file()}).content.decode()
    assert "Сначала подпишите согласие на фотографию" in page
    assert "карточк" not in page


# --- the desk ------------------------------------------------------------------------------------


def test_staff_add_and_read_it_and_each_look_is_logged(resume, visitor, specialist):
    visitor.post(f"{DESK}photo/{resume.pk}/", {"photo": camera_file()})
    assert f"{DESK}picture/{resume.pk}/" in visitor.get(f"{DESK}read/{resume.pk}/").content.decode()
    before = ReadRecord.objects.about(resume).count()
    assert visitor.get(f"{DESK}picture/{resume.pk}/")["Content-Type"] == "image/jpeg"
    assert ReadRecord.objects.about(resume).count() == before + 1
    visitor.post(f"{DESK}remove-photo/{resume.pk}/")
    assert visitor.get(f"{DESK}picture/{resume.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("director", 404), ("editor", 404), ("secretary", 404), ("deputy", 200)]
)
def test_who_may_not_read_identity_data_sees_no_photograph(browser_of, resume, who, status):
    put(resume)
    assert browser_of(who).get(f"{DESK}picture/{resume.pk}/").status_code == status


@pytest.mark.parametrize("is_put", [True, False])
def test_who_has_agreed_is_asked_again_when_the_photograph_is_another(resume, is_put):
    put(resume)
    resume.person_agreed_at = clock.now()
    resume.save()
    if is_put:
        put(resume)
    else:
        services.remove_photo(resume=resume, actor=None)
        resume.refresh_from_db()
    assert resume.person_agreed_at is None
