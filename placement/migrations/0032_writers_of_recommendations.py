"""A sheet of recommendations names who writes its parts; only they see it, with who leads the person."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PLACES = {
    "psychologist": "психолог",
    "social_pedagogue": "социальный педагог",
    "educator": "воспитатель",
    "pedagogue": "педагог",
}


def fill_in(apps, schema_editor):
    """Whoever has written or signed a part goes on seeing it; the others are named by the specialist."""
    sheets = apps.get_model("placement", "Recommendations").objects
    parts = apps.get_model("placement", "Part").objects
    for part in parts.exclude(filled_by=None).iterator():
        sheet = sheets.filter(pk=part.sheet_id)
        if part.kind == "social":
            # The signature is the social pedagogue's; the words may be the educator's.
            sheet.update(social_pedagogue=part.signed_by_id)
            if part.filled_by_id != part.signed_by_id:
                sheet.update(educator=part.filled_by_id)
        elif part.kind in PLACES:
            sheet.update(**{part.kind: part.filled_by_id})


def _place(name: str) -> migrations.AddField:
    return migrations.AddField(
        model_name="recommendations",
        name=name,
        field=models.ForeignKey(
            blank=True,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="+",
            to=settings.AUTH_USER_MODEL,
            verbose_name=PLACES[name],
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("placement", "0031_term_of_publication"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(_place(name) for name in PLACES),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
