"""How far a milestone is from the first day of work is the centre's own to say."""

from django.db import migrations, models

DAYS = {"days-30": 30, "days-60": 60, "days-90": 90}
MONTHS = {"months-3": 3, "months-6": 6, "months-12": 12}


def fill_in(apps, schema_editor):
    """The kinds that the code knew get their terms."""
    kinds = apps.get_model("placement", "StepKind").objects
    for code, number in DAYS.items():
        kinds.filter(code=code).update(after_days=number)
    for code, number in MONTHS.items():
        kinds.filter(code=code).update(after_months=number)


class Migration(migrations.Migration):
    dependencies = [("placement", "0028_resume_offered_at")]

    operations = [
        migrations.AddField(
            model_name="stepkind",
            name="after_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                verbose_name="через столько дней работы",
            ),
        ),
        migrations.AddField(
            model_name="stepkind",
            name="after_months",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                verbose_name="через столько месяцев работы",
            ),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="stepkind",
            constraint=models.CheckConstraint(
                condition=models.Q(after_days=None, after_months=None)
                | models.Q(after_days__range=(1, 365), after_months=None)
                | models.Q(after_days=None, after_months__range=(1, 60)),
                name="step_kind_term",
                violation_error_message="Срок – в днях (от 1 до 365) или в месяцах (от 1 до 60), не то и другое.",
            ),
        ),
    ]
