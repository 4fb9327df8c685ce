"""Figures of years that cannot be: off the site with a word why; unpublished ones go."""

from django.db import migrations
from django.db.models import F, Q
from django.utils import timezone

REASON = "Указан невозможный год выпуска: сведения сняты при обновлении сайта."


def take_impossible_years_off(apps, schema_editor):
    """Nobody could withdraw what was published for a year that has not come."""
    snapshots = apps.get_model("placement", "Snapshot").objects
    wrong = snapshots.filter(Q(year__lt=2000) | Q(year__gt=F("as_of__year")))
    wrong.filter(state="published").update(
        state="withdrawn", withdrawn_at=timezone.now(), withdrawal=REASON
    )
    wrong.filter(state__in=["draft", "approved"]).delete()


class Migration(migrations.Migration):
    dependencies = [("placement", "0002_withdrawn_figures")]

    operations = [migrations.RunPython(take_impossible_years_off, migrations.RunPython.noop)]
