"""Give the contests that are there groups, criteria and the scoring window of their timetable."""

import datetime as dt
import zoneinfo

from django.db import migrations

SCORING = "Оценка видеообращений комиссией"
CRITERIA = [
    ("video", "содержательность и аргументированность", ""),
    ("video", "ораторское мастерство", ""),
    ("video", "артистичность", ""),
    ("video", "оригинальность", ""),
    (
        "role-play",
        "клиентоцентричность",
        "соблюдение делового этикета, стремление выяснить индивидуальные потребности собеседника и"
        " ориентироваться на них в процессе диалога",
    ),
    (
        "role-play",
        "правовая экспертность",
        "решения приняты верно, аргументы приведены в соответствии с законодательством Российской"
        " Федерации и административными регламентами предоставления государственных услуг в области"
        " занятости населения",
    ),
    (
        "role-play",
        "коммуникативная экспертность",
        "стратегия поведения участником конкурса эффективна, соответствует основным положениям"
        " психологии общения, в конфликтных ситуациях направлена на разрешение конфликта",
    ),
]


def give(apps, schema_editor):
    Contest, Criterion, Group, Service, Stage = (
        apps.get_model("contest", name)
        for name in ("Contest", "Criterion", "RankedGroup", "StateService", "Stage")
    )
    for contest in Contest.objects.all():
        for role in contest.roles.order_by("order"):
            if Service.objects.filter(role=role, group=None).exists():
                group = Group.objects.create(
                    contest=contest, title=role.title, sort_order=role.order
                )
                Service.objects.filter(role=role, group=None).update(group=group)
        for order, (part, title, meaning) in enumerate(CRITERIA):
            Criterion.objects.create(
                contest=contest, part=part, title=title, meaning=meaning, sort_order=order
            )
        stage = Stage.objects.filter(contest=contest, title=SCORING).first()
        if stage is not None:
            zone, midnight = zoneinfo.ZoneInfo(contest.time_zone), dt.time()
            after = stage.ends_on + dt.timedelta(days=1)
            contest.scoring_opens_at = dt.datetime.combine(stage.starts_on, midnight, zone)
            contest.scoring_closes_at = dt.datetime.combine(after, midnight, zone)
            contest.save(update_fields=["scoring_opens_at", "scoring_closes_at"])


class Migration(migrations.Migration):

    dependencies = [("contest", "0005_scoring_rules")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
