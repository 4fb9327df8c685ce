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
