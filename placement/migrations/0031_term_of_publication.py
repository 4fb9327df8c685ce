"""A consent to publish photo and video ends on the day that its text says."""

import django.core.validators
from django.db import migrations, models

from core import clock
from placement.graduates.rules.ages import birthday


def fill_in(apps, schema_editor):
    """Those that were signed before hold three years from the signature, as their text says."""
    grants = apps.get_model("placement", "Grant").objects
    rows = grants.filter(
        purpose="photo-publication", withdrawn_at=None, complete_at__isnull=False
    )
    for grant in rows.iterator():
        ends_on = birthday(clock.local_day(grant.complete_at), 3)
        if grant.own_signature_from is None or ends_on < grant.own_signature_from:
            grants.filter(pk=grant.pk).update(own_signature_from=ends_on)


class Migration(migrations.Migration):
    dependencies = [("placement", "0030_centre_terms")]

    operations = [
        migrations.AddField(
            model_name="terms",
            name="photo_years",
            field=models.PositiveSmallIntegerField(
                default=3,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(75),
                ],
                verbose_name="согласие на публикацию фото и видео, лет",
            ),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
