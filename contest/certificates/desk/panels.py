"""What the page of a contest's certificates shows: names, places, issues with files, what was given."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from contest.certificates.models import Certificate, CertificateIssue
from contest.certificates.places import places_of
from contest.certificates.services import proposals
from contest.certificates.words import title_of
from contest.finalists.models import Finalist
from contest.setup.models import Contest
from core import clock, issued_papers
from core.back_office import DeskAdmin, Line, Panel, part_acts
from core.templatetags.desk_tags import state_tag


def recipients(contest: Contest) -> Panel:
    """How many are due, how many names are confirmed, who has a place."""
    rows = proposals(contest)
    confirmed = sum(row.is_confirmed for row in rows)
    appeared = Finalist.objects.appeared().filter(contest=contest).count()
    facts = [
        ("Участников II этапа", str(len(rows))),
        ("Явились", str(appeared)),
        ("Имя подтверждено", f"{confirmed} из {len(rows)}"),
    ]
    facts += [(title_of(one.place, contest), one.entry.full_name) for one in places_of(contest)]
    return Panel(
        code="recipients",
        title="Кому выдаются сертификаты",
        facts=facts,
        note="Победителю и призёрам выдаются два сертификата: участника II этапа (пункт 15) и за место"
        " (пункт 17). Без подтверждённого имени сертификат не выдаётся.",
        is_first=True,
    )


def issues(contest: Contest, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """What was given out at once, with its files; those on their way say how far they are."""
    rows = contest.certificate_issues.prefetch_related("certificates")
    return Panel(
        code="issues",
        title="Выдачи и файлы для печати",
        note="Файлы готовятся в очереди, хранятся зашифрованными и через 7 дней удаляются. Сертификаты"
        " остаются: файлы можно подготовить снова, они будут теми же.",
        lines=[_issue_line(row, request, desk) for row in rows],
        empty="Сертификаты ещё не выдавались.",
        is_aside=False,
    )


def _issue_line(issue: CertificateIssue, request: HttpRequest, desk: DeskAdmin) -> Line:
    contest = issue.contest
    acts = part_acts(desk, request, contest, issue, "issue")
    links = [("Ведомость выдачи (PDF)", desk.url("hand-out", contest, issue.pk))]
    if issue.ready_at is not None:
        links = [
            ("Все сертификаты одним файлом (PDF)", desk.url("whole", contest, issue.pk)),
            ("Архив по одному (ZIP)", desk.url("archive", contest, issue.pk)),
            *links,
        ]
    elif issue.is_being_printed:
        links.insert(0, ("Обновить страницу", desk.url("inspect", contest)))
    total = len(issue.certificates.all())
    return Line(
        text=f"{issue} – {total}",
        tag=_files_tag(issue, total),
        note=f"Оформил(а): {clock.format_short(issue.issued_at, contest.tz)}",
        links=links,
        buttons=acts["buttons"],
    )


def _files_tag(issue: CertificateIssue, total: int) -> SafeString:
    if issue.ready_at is not None:
        return state_tag("ok", "файлы готовы")
    if issue.is_being_printed:
        return state_tag("waiting", f"файлы готовятся: {issue.printed} из {total}")
    return state_tag("withdrawn", "файлы удалены")


def certificates(contest: Contest, request: HttpRequest, desk: DeskAdmin) -> Panel:
    """Every certificate that was ever given out, the newest first."""
    rows = Certificate.objects.filter(issue__contest=contest).select_related(
        "paper__entry", "paper__key", "paper__content", "paper__replaced_by__entry"
    )
    return Panel(
        code="certificates",
        title="Выданные сертификаты",
        lines=[
            _certificate_line(row, contest, request, desk)
            for row in rows.order_by("-paper__entry__number")
        ],
        empty="Их пока нет.",
        links=[("Проверить сертификат по номеру и контрольной сумме", reverse("home:papers"))],
        is_aside=False,
    )


def _certificate_line(
    row: Certificate, contest: Contest, request: HttpRequest, desk: DeskAdmin
) -> Line:
    paper = row.paper
    name = issued_papers.facts_of(paper).get("name", "")
    notes = [
        f"{paper.title}, {paper.issued_on:%d.%m.%Y}",
        f"Контрольная сумма: {issued_papers.shown_digest(paper.digest)}",
    ]
    tag: SafeString | str = ""
    if paper.replaced_by is not None:
        tag = state_tag("withdrawn", f"заменён на № {paper.replaced_by.number}")
    elif not paper.is_in_force:
        tag = state_tag("rejected", "отменён")
    if paper.ended_why:
        notes.append(f"Причина: {paper.ended_why}")
    links = [("PDF", desk.url("paper", contest, row.pk))] if paper.content_id else []
    links += part_acts(desk, request, contest, row, "certificate")["links"]
    return Line(text=f"№ {paper.number} – {name}", tag=tag, note="\n".join(notes), links=links)
