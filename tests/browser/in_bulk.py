"""What a played contest has done by services, where pages have shown it once."""

# In the process of `manage.py shell`: what one person does by a page, the others do by its service.
IN_BULK = {
    "begin": """
import datetime as dt, json
from contest.applications.demo.applications import accept, register, send
from contest.applications.demo.people import Fate, Person
from contest.commission.services import invite
from contest.setup.models import Contest
from core import roles
from core.demo_accounts import account_of
contest = Contest.objects.filter(is_demo=True).latest("pk")
secretary = account_of(roles.CONTEST_SECRETARY)
names = (
    "Первова Анна Примеровна", "Второв Иван Примерович",
    "Равнов Олег Примерович", "Равнова Инна Примеровна",
)
for number, name in enumerate(names):
    person = Person(
        name, dt.date(1990, 1, 2 + number), "career", "города Бердска",
        "инспектор", dt.date(2015, 3, 2), Fate.ACCEPTED, f"played{number}",
    )
    submission = send(contest, person, secretary)
    register(submission, secretary)
    accept(submission, secretary)
late = contest.entries.get(last_name="Рябинкина").submission
register(late, secretary)
accept(late, secretary)
contest.stage_two_starts_at = dt.datetime.combine(
    contest.stages.last().starts_on, dt.time(9), contest.tz
)
contest.stage_two_place = "г. Новосибирск, актовый зал"
contest.test_questions = 20
contest.role_play_opens_at = contest.stage_two_starts_at + dt.timedelta(hours=1)
contest.role_play_closes_at = contest.stage_two_starts_at + dt.timedelta(hours=10)
contest.save()
for number, member in enumerate(contest.commission.filter(user=None)):
    invite(commissionmember=member, email=f"invited{number}@example.org", actor=secretary)
print(json.dumps({
    "slug": contest.slug,
    "pk": contest.pk,
    "year": contest.year,
    "stages": [[str(row.starts_on), str(row.ends_on)] for row in contest.stages.all()],
    "scoring": [contest.scoring_opens_at.isoformat(), contest.scoring_closes_at.isoformat()],
    "meeting": contest.meetings.get().starts_at.isoformat(),
}))
""",
    "videos": """
from pathlib import Path
from django.core.files.base import ContentFile
from contest.setup.models import Contest
from contest.video import services
from core import clock
contest = Contest.objects.filter(is_demo=True).latest("pk")
rows = contest.entries.filter(submission__state="accepted", videos=None)
for entry in rows.exclude(last_name__in=["Рябинкина", "Ёлкин"]):
    source = ContentFile(Path(%(video)r).read_bytes())
    services.send_file(entry=entry, source=source, name="Моё видео.mp4", at=clock.now())
""",
    "marks": """
from contest.scoring.entries import criteria_of, to_mark
from contest.scoring.models import Recusal, ScoreSheet
from contest.scoring.services import Given, save_sheet
from contest.scoring.services.marking import comment_revision
from contest.setup.models import Contest
contest = Contest.objects.filter(is_demo=True).latest("pk")
points = %(points)r
criteria = criteria_of(contest)
for member in contest.commission.select_related("user"):
    for entry in to_mark(contest):
        given = {"entry": entry, "member": member}
        if Recusal.objects.filter(**given).exists() or ScoreSheet.objects.filter(**given).exists():
            continue
        each, over = divmod(points[entry.last_name], len(criteria))
        marks = {row: Given(each + (number < over)) for number, row in enumerate(criteria)}
        save_sheet(
            **given, part="video", marks=marks, comment="",
            seen_comment=comment_revision(""), actor=member.user,
        )
""",
    "stage-two": """
from contest.finalists import services as finalists
from contest.finalists.models import Finalist
from contest.scoring.entries import criteria_of
from contest.scoring.models import Recusal
from contest.scoring.services import Given, save_sheet
from contest.scoring.services.marking import comment_revision
from contest.setup.models import Contest
from contest.stage_two.services import check_test, enter_test
from core import roles
from core.demo_accounts import account_of
contest = Contest.objects.filter(is_demo=True).latest("pk")
secretary, chair = account_of(roles.CONTEST_SECRETARY), account_of(roles.CHAIR)
rows = Finalist.objects.filter(contest=contest)
finalists.save_attendance(contest=contest, came={row.pk: True for row in rows}, actor=secretary)
finalists.draw_lots(contest=contest, actor=secretary)
for row in rows:
    result = enter_test(finalist=row, right=15, actor=secretary)
    check_test(result=result, right=15, actor=chair)
criteria = criteria_of(contest, "role-play")
for member in contest.commission.select_related("user"):
    for row in rows:
        if not Recusal.objects.filter(entry=row.entry, member=member).exists():
            save_sheet(
                member=member, entry=row.entry, part="role-play", comment="",
                marks={criterion: Given(8) for criterion in criteria},
                seen_comment=comment_revision(""), actor=member.user,
            )
""",
    "results": """
import datetime as dt
from contest.demo.ended import meetings
from contest.meetings import services
from contest.meetings.models import Meeting
from contest.setup.models import Contest
from contest.stage_two.overall import overall
from core import clock, files, roles
from core.demo_accounts import account_of
from tests.core.file_samples import pdf
contest = Contest.objects.filter(is_demo=True).latest("pk")
secretary, chair = account_of(roles.CONTEST_SECRETARY), account_of(roles.CHAIR)
staff = meetings.Staff(secretary, chair)
starts_at = clock.now() + dt.timedelta(minutes=5)
data = Meeting(contest=contest, starts_at=starts_at, place="г. Новосибирск")
meeting = services.plan(data=data, actor=secretary)
for kind, subject in (("results", "Об итогах"), ("nominee", "О кандидате")):
    services.add_item(meeting=meeting, kind=kind, subject=subject, actor=secretary)
services.approve(meeting=meeting, actor=chair)
services.convene(meeting=meeting, actor=secretary)
present = meetings.attend(meeting, staff)
best = [line.finalist.entry for line in overall(contest).lines if line.prize]
assert len(best) == 3
for item, chosen in zip(meeting.items.all(), (best, best[:1])):
    meetings.decide(item, present, services.Proposal("Решено.", chosen=chosen), staff)
services.close(meeting=meeting, actor=secretary)
scan = files.store_file(
    key=meeting.key, name="scan.pdf", source=pdf(), allowed=files.DOCUMENT_TYPES, max_size=10**6
)
services.file_protocol(meeting=meeting, signed_on=meeting.day, scan=scan, actor=secretary)
services.confirm(meeting=meeting, actor=chair)
""",
}
