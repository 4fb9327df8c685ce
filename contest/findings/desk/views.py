"""Recording a finding, making a proposal, reading one with all that it said before (C-K5)."""

from typing import Any, cast

from django.http import Http404

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.findings import services
from contest.findings.documents import READ, is_open
from contest.findings.models import Finding
from contest.scoring.desk.scope import recused_from
from contest.setup.models import Contest
from core import clock
from core.back_office import (
    ActView,
    DeskListFormView,
    DeskObjectView,
    ListActView,
    Panel,
    uncached,
)
from core.back_office.history import history_of
from core.back_office.pressing import way_back
from core.errors import Refused
from core.text import whole_number
from forms_app.models import SubmissionFile

from . import forms, scope


def _own_seat(view: Any, contest: Contest | int) -> CommissionMember | None:
    return scope.seats(view.request).filter(contest=contest).first()


class RecordView(DeskListFormView):
    """The form of a finding on the document that the address names by ``document``."""

    right = "own"
    title = "Заключение о достоверности"
    submit_label = "Сохранить"
    success = "Заключение записано."
    help = (
        "Пункт 5 положения о комиссии: член комиссии оценивает достоверность сведений в части своей"
        " компетенции. Заключение увидят секретарь, председатель и его заместитель; на заседание и в"
        " протокол оно попадёт, если его внесут в повестку."
    )
    form_class = forms.FindingForm

    def look_up(self) -> None:
        """Find the document among those that the person's seat lets them judge, else Http404."""
        pk = whole_number(self.request.GET.get("document", ""))
        rows = SubmissionFile.objects.select_related("file", "version__submission__entry__contest")
        document = rows.filter(pk=pk or 0).first()
        entry = getattr(document.version.submission, "entry", None) if document else None
        member = _own_seat(self, entry.contest) if entry else None
        if document is None or entry is None or member is None or not is_open(document, entry):
            raise Http404
        self.document, self.entry, self.member = document, entry, member
        self.finding = Finding.objects.filter(member=member, file=document.file_id).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"finding": self.finding}

    def get_panels(self, form: Any) -> list[Panel]:
        facts = [("Участник", self.entry.full_name), ("Документ", self.document.label)]
        return [Panel(code="document", title="О чём заключение", facts=facts)]

    def get_success_url(self) -> str:
        """The page beside whose document it was recorded."""
        return way_back(self.request, super().get_success_url())

    def perform(self, form: Any) -> None:
        self.object = services.record(
            member=self.member, document=self.document, actor=self.actor, **form.cleaned_data
        )


class ProposeView(ListActView):
    """A proposal in a contest in whose commission the person has a seat."""

    def get_form_kwargs(self) -> dict[str, Any]:
        members = list(scope.seats(self.request))
        contests = Contest.objects.filter(pk__in=[member.contest_id for member in members])
        entries = Entry.objects.filter(contest__in=contests, submission__state__in=READ)
        entries = entries.exclude(pk__in=recused_from(self.request)).select_related("centre")
        asked = whole_number(self.request.GET.get("entry", ""))
        chosen = entries.filter(pk=asked).first() if asked else None
        first = members[0].contest if members else None
        return {
            "contests": contests.order_by("-year", "-pk"),
            "entries": entries.order_by("last_name", "first_name", "pk"),
            "initial": {"contest": chosen.contest if chosen else first, "entry": chosen},
        }

    def perform(self, form: Any) -> None:
        typed = form.cleaned_data
        member = _own_seat(self, typed["contest"])
        if member is None:
            raise Refused("Вас нет в составе комиссии этого конкурса.", field="contest")
        self.object = services.propose(
            member=member, entry=typed["entry"], text=typed["text"], actor=self.actor
        )


class ChangeView(ActView):
    """Other words of one's own finding or proposal."""

    object: Finding

    def get_form(self) -> Any:
        kind: Any = forms.ChangeProposalForm if self.object.is_proposal else forms.FindingForm
        self.form_class = kind
        return super().get_form()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"finding": self.object}


@uncached
class FindingView(DeskObjectView):
    """One finding or proposal: who, about what, what it says and said before."""

    template_name = "core/back_office/object.html"
    http_method_names = ["get"]
    object: Finding

    def get_title(self) -> str:
        return self.desk.object_label(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, desk = self.object, cast(Any, self.desk)
        return super().get_context_data(
            zone=row.contest.tz,
            status=[desk.state(row)],
            acts=desk.open_acts(self.request, row),
            brief=desk.brief(row),
            panels=[_words(row), *_earlier(row)],
            records=history_of(row, desk, self.request),
            back_url=desk.url("index"),
            **kwargs,
        )


def _words(row: Finding) -> Panel:
    title = "Предложение" if row.is_proposal else "Заключение"
    note = row.words or "Данные участника уничтожены."
    return Panel(code="words", title=title, note=note, is_aside=False)


def _earlier(row: Finding) -> list[Panel]:
    versions = list(row.versions.select_related("by", "finding__key"))
    if len(versions) < 2:
        return []
    rows = [(clock.format_short(one.at, row.contest.tz), one.words or "–") for one in versions[:-1]]
    headings = ("Когда", "Что было записано")
    return [
        Panel(
            code="earlier", title="Прежние редакции", headings=headings, rows=rows, is_aside=False
        )
    ]
