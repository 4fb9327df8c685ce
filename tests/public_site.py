"""The least of a public site: the page tree with its home page."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage


def make_root() -> Page:
    """The empty page tree, whether or not migrations made one."""
    Locale.objects.get_or_create(language_code="ru")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    root = Page.get_first_root_node()
    if root is None:
        kind = ContentType.objects.get_for_model(Page)
        root = Page.add_root(instance=Page(title="Root", slug="root", content_type=kind))
    for welcome in root.get_children():
        welcome.delete()
    root.refresh_from_db()
    Site.objects.all().delete()
    return root


def make_home_page() -> HomePage:
    """The root of the default site, at http://testserver/."""
    page = make_root().add_child(instance=HomePage(title="Главная", slug="home"))
    Site.objects.create(hostname="testserver", root_page=page, is_default_site=True)
    return page
