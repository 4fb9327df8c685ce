import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("contest", "0006_default_rules")]

    operations = [
        migrations.AlterField(
            model_name="stateservice",
            name="group",
            field=models.ForeignKey(blank=True, help_text="С кем сравнивают участников этой услуги. Пусто – со всеми участниками роли.", on_delete=django.db.models.deletion.PROTECT, related_name="services", to="contest.rankedgroup", verbose_name="группа рейтинга"),
        ),
    ]
