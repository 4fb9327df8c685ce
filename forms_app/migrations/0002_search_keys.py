"""Search takes letters that look alike for one (core.text.search_key): keys that are stored too."""

from django.db import migrations

from core.text import search_key


def fold(apps, schema_editor):
    submissions = apps.get_model("forms_app", "Submission").objects
    for pk, key in submissions.values_list("pk", "search_key").iterator():
        # A key's own key is the key as it is made today.
        if (folded := search_key(key)) != key:
            submissions.filter(pk=pk).update(search_key=folded)


class Migration(migrations.Migration):
    dependencies = [("forms_app", "0001_initial")]
    operations = [migrations.RunPython(fold, migrations.RunPython.noop)]
