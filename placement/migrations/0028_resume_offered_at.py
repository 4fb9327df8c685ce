"""When a version of a resume was handed over to be agreed with: by the history, or when it was written."""

from django.db import migrations, models
from django.db.models import F


def fill_in(apps, schema_editor):
    """The versions that wait have the day of their last offer."""
    kinds = apps.get_model("contenttypes", "ContentType").objects
    records = apps.get_model("core", "HistoryRecord").objects
    resumes = apps.get_model("placement", "Resume").objects
    kind = kinds.filter(app_label="placement", model="resume").first()
    offers = records.filter(content_type=kind, action="offer").order_by("at", "pk")
    for number, at in offers.values_list("object_id", "at").iterator():
        resumes.filter(pk=number).update(offered_at=at)
    resumes.filter(state="offered", offered_at=None).update(offered_at=F("created_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0008_long_file_digest"),
        ("placement", "0027_doubles_by_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="resume",
            name="offered_at",
            field=models.DateTimeField(
                editable=False, null=True, verbose_name="отдана на согласование"
            ),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="resume",
            constraint=models.CheckConstraint(
                condition=~models.Q(state="offered") | models.Q(offered_at__isnull=False),
                name="resume_offered_at",
                violation_error_message="Известно, когда версию отдали на согласование.",
            ),
        ),
    ]
