"""The documents of a participant, each with the member's own finding beside it (C-K5)."""

from urllib.parse import urlencode

from django.http import HttpRequest

from contest.applications.desk.screens import ApplicationDesk
from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.findings.documents import READ, documents_of
from contest.findings.models import Finding
from contest.scoring.desk.scope import recused_from, seat_of
from core.back_office import DeskAdmin, Line, Panel
from core.back_office.pressing import BACK
from forms_app.models import SubmissionFile

from .screens import FindingDesk, verdict_tag


class DocumentsPanel:
    """Links to the answers and the signed papers, and to recording what a member finds in them.

    What identifies a person is left out (ADR 10).
    """

    def __init__(self, applications: ApplicationDesk, findings: FindingDesk) -> None:
        self.applications = applications
        self.findings = findings

    def __call__(self, entry: Entry, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
        """The panel; on the application's own page only for whoever may record something."""
        applications = self.applications
        if not applications.allows(request, "view", entry.submission):
            return None
        member = self._writer(entry, request)
        is_own_page = desk is applications
        if is_own_page and member is None:
            return None
        files = documents_of(entry)
        links = [("Внести предложение об участнике", self._propose(entry))] if member else []
        if not is_own_page:
            url = applications.url("inspect", entry.submission)
            links.insert(0, ("Ответы заявки", url))
        return Panel(
            code="documents",
            title="Ваши заключения о документах" if is_own_page else "Документы участника",
            lines=self._lines(entry, files, member, request),
            links=links,
            empty="Документов нет.",
            is_aside=not is_own_page,
        )

    def _writer(self, entry: Entry, request: HttpRequest) -> CommissionMember | None:
        """The person's seat, as far as they may record findings on this participant."""
        if entry.submission.state not in READ:
            return None
        return None if entry.pk in recused_from(request) else seat_of(request, entry.contest_id)

    def _lines(
        self,
        entry: Entry,
        files: list[SubmissionFile],
        member: CommissionMember | None,
        request: HttpRequest,
    ) -> list[Line]:
        own = Finding.objects.standing().filter(entry=entry, member=member) if member else []
        finding_on = {finding.file_id: finding for finding in own}
        back = urlencode({BACK: request.get_full_path()})
        return [
            self._line(entry, file, finding_on.get(file.file_id), back if member else "")
            for file in files
        ]

    def _line(
        self,
        entry: Entry,
        file: SubmissionFile,
        finding: Finding | None,
        back: str,
    ) -> Line:
        """A document; where the person may record something, ``back`` says where to go afterwards."""
        word = "Изменить заключение" if finding else "Записать заключение"
        record = f"{self.findings.url('record')}?document={file.pk}&{back}"
        note = str(finding.text) if finding else "Вашего заключения нет."
        return Line(
            text=file.label,
            url=self.applications.url("file", entry.submission, file.pk),
            tag=verdict_tag(finding) if finding else "",
            note=note if back else "",
            links=[(word, record)] if back else [],
        )

    def _propose(self, entry: Entry) -> str:
        return f"{self.findings.url('propose')}?entry={entry.pk}"
