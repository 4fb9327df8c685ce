from django.core.management.base import BaseCommand

from home import setting_up


class Command(BaseCommand):
    help = "Make the site's pages that are missing; what editors have changed stays."

    def handle(self, **options: object) -> None:
        made = setting_up.make_site()
        self.stdout.write(f"pages made: {', '.join(made) if made else 'none'}")
        if made:
            self.stdout.write(
                "Now fill in name and contacts at /cms/settings/home/sitesettings/ and read the pages "
                "through: /privacy/ must say what this institution does with personal data."
            )
