"""The pages of one contest's desk, who opens them, and the parts of one application."""

from core.models import Letter
from forms_app.models import Submission

LIST = "/cms/contest/applications/"
PASSPORT = "540-001"
ADDRESS = "Горького"
READERS = {"secretary", "staff", "member", "chair"}
WORKERS = {"secretary", "staff"}
EVERYBODY = [
    "secretary",
    "staff",
    "member",
    "chair",
    "other-secretary",
    "other-member",
    "administrator",
    "editor",
    "anonymous",
]


def parts_of(application: Submission) -> dict[str, object]:
    files = application.current.files
    return {
        "pk": application.pk,
        "file": files.get(slot="application").pk,
        "secret": files.get(slot="consent").pk,
        "consent": application.consents.get(text__purpose="contest-participation").pk,
        "letter": Letter.objects.about(application).first().pk,
    }


def form_of(browser, address: str) -> dict[str, object]:
    """What a browser would send back of the form as it stands."""
    response = browser.get(address)
    form = response.context_data["form"]
    fields = {}
    for field in [*form, *(f for fs in form.formsets.values() for f in fs.management_form)]:
        value = field.value()
        if isinstance(value, bool):
            value = "on" if value else None
        if isinstance(value, list):
            value = [getattr(item, "pk", item) for item in value]
        if value is not None:
            fields[field.html_name] = value
    for formset in form.formsets.values():
        for inner in formset.forms:
            for field in inner:
                value = "on" if field.value() is True else field.value()
                if value is not None and value is not False and value != "":
                    fields[field.html_name] = value
    return fields
