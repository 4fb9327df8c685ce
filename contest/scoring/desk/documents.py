"""The participant's documents on the page of an entry, as far as the commission may see them."""

from django.http import HttpRequest

from contest.applications.desk.screens import ApplicationDesk
from contest.applications.models import Entry
from core.back_office import Line, Panel
from core.back_office.admin import DeskAdmin


class DocumentsPanel:
    """Links to the answers and the signed papers; what identifies a person is left out (ADR 10)."""

    def __init__(self, applications: ApplicationDesk) -> None:
        self.applications = applications

    def __call__(self, entry: Entry, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
        """The panel; None on the page of the application itself."""
        applications = self.applications
        if desk is applications:
            return None
        submission = entry.submission
        if not applications.allows(request, "view", submission):
            return None
        files = submission.current.files.select_related("file")
        lines = [
            Line(text=file.label, url=applications.url("file", submission, file.pk))
            for file in files
            if not applications.is_identity(file, submission)
        ]
        return Panel(
            code="documents",
            title="Документы участника",
            lines=lines,
            links=[("Ответы заявки", applications.url("inspect", submission))],
            empty="Документов нет.",
        )
