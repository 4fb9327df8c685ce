"""Files for printing: tagged, the same bytes each time, in the archive under Russian names (X-8)."""

import datetime as dt
import io
import zipfile

import pikepdf
import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TextBox

from contest.certificates import papers, services, tasks
from contest.certificates.models import CertificateIssue
from core import files, issued_papers
from core.errors import Refused
from core.models import PrivateFile
from tests.contest.certificates.conftest import DAY, NOW, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-8")]


def fresh(issue) -> CertificateIssue:
    return CertificateIssue.objects.select_related("whole", "archive", "contest").get(pk=issue.pk)


@pytest.fixture
def printed(issued):
    """Three certificates whose files are made."""

    def make() -> CertificateIssue:
        issue = issued("Белова", "Чернова", "Рыжова")
        services.print_certificates.call(issue.pk)
        return fresh(issue)

    return make


def test_all_are_one_tagged_file_with_a_page_for_each(printed):
    issue = printed()
    with pikepdf.open(io.BytesIO(files.read_file(issue.whole))) as pdf:
        assert len(pdf.pages) == 3
        assert pdf.Root.MarkInfo.Marked
        assert [float(side) for side in pdf.pages[0].mediabox[2:]] == pytest.approx(
            [842, 595], abs=1
        )
    assert (issue.printed, issue.ready_at) == (3, NOW)


@pytest.mark.req("C-15")
def test_a_certificate_says_the_words_of_the_regulation_number_and_digest(printed):
    issue = printed()
    paper = issue.certificates.first().paper
    text = text_of(files.read_file(paper.content))
    for words in (
        issue.contest.founder.full_name,
        "СЕРТИФИКАТ",
        "Беловой Анне Ивановне",
        "«Участник Всероссийского конкурса профессионального мастерства в сфере содействия",
        "занятости населения»",
        "№ 001/2026",
        "20 сентября 2026 года",
        issued_papers.shown_digest(paper.digest),
        "/papers/",
    ):
        assert words in text
    assert "Черновой" not in text


def test_each_is_a_tagged_file_of_its_own_with_its_number_for_title(printed):
    paper = printed().certificates.first().paper
    with pikepdf.open(io.BytesIO(files.read_file(paper.content))) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.docinfo.Title == "Сертификат № 001/2026"
        assert pdf.Root.Lang == "ru"
        assert pdf.Root.MarkInfo.Marked
        (document,) = pdf.Root.StructTreeRoot.K
        (section,) = document.K
        kinds = [str(child.S) for child in section.K]
        assert kinds[:3] == ["/P", "/H1", "/P"]
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Сертификат № 001/2026"
            assert metadata["pdfuaid:part"] == "1"


def test_the_archive_holds_each_under_number_and_name(printed):
    issue = printed()
    with zipfile.ZipFile(io.BytesIO(files.read_file(issue.archive))) as packed:
        assert packed.namelist()[0] == "001-2026 Беловой Анне Ивановне.pdf"
        assert len(packed.namelist()) == 3
        # The flag of UTF-8: without it old programs show hieroglyphs.
        assert all(info.flag_bits & 0x800 for info in packed.infolist())
        first = issue.certificates.first().paper
        assert packed.read(packed.namelist()[0]) == files.read_file(first.content)


def test_printing_again_gives_the_same_bytes(printed, secretary, at):
    issue = printed()
    before = [issue.whole.sha256, issue.archive.sha256]
    singles = [row.paper.content.sha256 for row in issue.certificates.all()]
    assert services.remove_old(NOW + services.printing.KEPT) == 1
    assert fresh(issue).whole is None
    at(NOW + dt.timedelta(days=30))
    services.order_files(issue=issue, actor=secretary)
    services.print_certificates.call(issue.pk)
    again = fresh(issue)
    assert [again.whole.sha256, again.archive.sha256] == before
    assert [row.paper.content.sha256 for row in again.certificates.all()] == singles


def test_what_was_given_out_is_printed_as_it_was_frozen(issued, contest, at):
    issue = issued("Белова")
    contest.founder.full_name = "Другое министерство"
    contest.founder.save()
    services.print_certificates.call(issue.pk)
    text = text_of(files.read_file(fresh(issue).whole))
    assert "Другое министерство" not in text


def test_files_are_encrypted_and_removed_after_a_while_but_certificates_stay(printed):
    issue = printed()
    stored = files.storage().open(issue.whole.storage_name).read()
    assert b"%PDF" not in stored
    assert services.remove_old(NOW + services.printing.KEPT - dt.timedelta(seconds=1)) == 0
    assert tasks.remove_old_files(NOW + services.printing.KEPT) == 1
    assert not PrivateFile.objects.filter(pk__in=[issue.whole_id, issue.archive_id]).exists()
    assert files.read_file(issue.certificates.first().paper.content).startswith(b"%PDF")


def test_ready_files_are_not_made_again(printed, secretary):
    issue = printed()
    with pytest.raises(Refused, match="уже готовы"):
        services.order_files(issue=issue, actor=secretary)
    assert services.print_certificates.call(issue.pk) == 0
    assert fresh(issue).whole_id == issue.whole_id


def test_a_job_that_was_killed_is_started_again(issued, at):
    issue = issued("Белова")
    assert tasks.print_left(NOW + dt.timedelta(minutes=14)) == 0
    assert tasks.print_left(NOW + dt.timedelta(minutes=15)) == 1
    services.print_certificates.call(issue.pk)
    assert tasks.print_left(NOW + dt.timedelta(minutes=15)) == 0


def test_files_that_do_not_get_ready_may_be_asked_for_again_after_an_hour(issued, secretary, at):
    issue = issued("Белова")
    at(NOW + dt.timedelta(minutes=59))
    with pytest.raises(Refused, match="готовятся"):
        services.order_files(issue=issue, actor=secretary)
    at(NOW + dt.timedelta(hours=1))
    assert services.order_files(issue=issue, actor=secretary).asked_at == NOW + dt.timedelta(
        hours=1
    )


@pytest.mark.parametrize("length", [20, 60, 150])
def test_the_longest_name_stays_on_its_page(length):
    word = "Константинопольской-Преображенской "
    facts = {
        "number": "001/2026",
        "issued_on": DAY.isoformat(),
        "issuer": "Министерство труда и социального развития Новосибирской области",
        "name": (word * 10)[:length],
        "words": services.issuing.words.wording()["prize"].format(nomination="Н" * 90, place="III"),
        "contest": "Конкурс профессионального мастерства " * 6,
        "year": 2026,
    }
    made = papers.certificates([facts, facts], made_at=NOW)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize(
    "name", ["Щ" * 40 + " Анне", "Ж" * 26 + " Анне", ("Щербаково-Жуковской " * 8)[:150]]
)
def test_the_letters_of_a_long_name_stay_inside_the_frame(name):
    facts = {
        "number": "001/2026",
        "issued_on": DAY.isoformat(),
        "issuer": "Министерство",
        "name": name,
        "words": "«Участник»",
        "contest": "Конкурс",
        "year": 2026,
    }
    html = papers.certificates([facts], made_at=NOW).html
    (page,) = HTML(string=html).render().pages
    lines = [box for box in page._page_box.descendants() if isinstance(box, TextBox)]
    frame = 12 * 96 / 25.4
    assert min(box.position_x for box in lines) > frame
    assert max(box.position_x + box.width for box in lines) < page.width - frame


def test_the_list_to_sign_on_names_who_gets_which_certificate(printed, secretary):
    issue = printed()
    services.revoke(certificate=issue.certificates.last(), why="Ошибка", actor=secretary)
    text = text_of(papers.hand_out_list(issue).pdf)
    for words in (
        "ВЕДОМОСТЬ ВЫДАЧИ СЕРТИФИКАТОВ",
        "Подпись",
        "001/2026",
        "Беловой Анне",
        "Всего сертификатов: 2",
    ):
        assert words in text
    assert "Черновой" not in text
