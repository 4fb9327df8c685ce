"""Whose centre this is (X-9)."""

from core.models import Organisation
from forms_app.models import ConsentText
from placement import consents


def operators() -> list[Organisation]:
    """Who takes employers' requests here: the organisations with a consent text for it."""
    texts = ConsentText.objects.filter(purpose=consents.CONTACT_PERSON)
    rows = Organisation.objects.filter(pk__in=texts.values("operator"))
    return list(rows.order_by("pk"))


def operator() -> Organisation | None:
    """Whose centre this is, for letters and pages: the first that takes requests."""
    return next(iter(operators()), None)


def deputy_post() -> str:
    """The post of the deputy who signs for the centre, as papers print it."""
    organisation = operator()
    return (organisation.deputy_post if organisation else "") or "Заместитель руководителя"


def operator_name() -> str:
    """Its full name, as papers are headed; «» where nobody takes requests."""
    organisation = operator()
    return organisation.full_name if organisation else ""
