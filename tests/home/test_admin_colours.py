"""The back office wears the colours of the site's settings (X-1, X-4)."""

import pytest
from wagtail.models import Site

from home.models import SiteSettings
from home.rules.admin_colours import hsl, stylesheet

pytestmark = pytest.mark.req("X-1")


@pytest.mark.parametrize(
    ("colour", "parts"),
    [
        ("#ff0000", ("0.0", "100.0%", "50.0%")),
        ("#0b5566", ("191.2", "80.5%", "22.2%")),
        ("#808080", ("0.0", "0.0%", "50.2%")),
    ],
)
def test_a_colour_is_told_by_hue_saturation_and_lightness(colour, parts):
    assert hsl(colour) == parts


def test_the_light_colour_paints_menus_and_buttons_the_dark_one_links_on_dark():
    css = stylesheet(light="#0b5566", dark="#86cbd9")
    root, dark = css.split(".w-theme-dark", 1)
    assert "--w-color-primary-hue: 191.2;" in root
    assert "--w-color-secondary-lightness: 22.2%;" in root
    assert "--w-color-text-link-default: #86cbd9;" in dark
    assert "#86cbd9" not in root


@pytest.mark.django_db
def test_the_admin_links_a_stylesheet_that_follows_the_settings(home_page, client_of, superuser):
    client = client_of(superuser)
    assert 'href="/admin-theme.css"' in client.get("/cms/").content.decode()
    before = client.get("/admin-theme.css")
    assert before["Content-Type"].startswith("text/css")
    site = Site.objects.get(is_default_site=True)
    found, _ = SiteSettings.objects.get_or_create(site=site)
    found.brand_colour = "#7a1f1f"
    found.save()
    after = client.get("/admin-theme.css", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert f"--w-color-primary-hue: {hsl('#7a1f1f')[0]};" in after.content.decode()
