"""Run once as a program: a placement centre with a person in each state that the tests begin from.

Says on its last line, as JSON, where they are.
"""

import json
import sys

import django

from tests.crash import ground


def main() -> dict[str, object]:
    """Make everything that the tests start from."""
    ground.begin()
    from core import roles
    from core.models import Organisation
    from placement.referrals.models import Referral
    from placement.requests.setting_up import take_requests
    from tests.placement.assistance import requests
    from tests.placement.referrals import helpers
    from tests.placement.requests.helpers import CODE

    centre, _ = Organisation.objects.get_or_create(
        code=CODE,
        defaults={"full_name": "Мультицентр", "short_name": "МЦ", "email": "centre@example.org"},
    )
    take_requests(centre)
    specialist = ground.staff(roles.PLACEMENT_SPECIALIST, organisation=centre)
    draft = requests.typed(requests.start("sends@example.org"))
    referrals = [helpers.prepared(specialist) for _ in range(2)]
    return {
        "specialist": ground.logged_in(specialist),
        "draft": ground.opened(draft),
        "registered": _registered(specialist),
        "referrals": [_where(Referral.objects.get(pk=row.pk)) for row in referrals],
        "destroyed": _to_be_destroyed(),
    }


def _registered(specialist) -> str:
    """A request that only has to be accepted, with the consent signed."""
    from forms_app import services as forms
    from placement.grants import services as grants
    from tests.placement.assistance import requests
    from tests.placement.graduates.factories import evidence

    submission = requests.sent(email="accepted@example.org")
    forms.register(submission=submission, actor=specialist)
    grant = submission.grants.get(purpose="assistance")
    grants.sign(grant=grant, evidence=evidence("assistance"), actor=None)
    return str(submission.pk)


def _where(referral) -> dict[str, object]:
    """A referral that only has to be sent, by an employer of its own."""
    from placement.consents import TO_EMPLOYERS

    grant = referral.graduate.grants.get(purpose=TO_EMPLOYERS)
    return {"key": referral.pk, "employer": referral.employer.email, "grant": grant.pk}


def _to_be_destroyed() -> dict[str, object]:
    """A person who took back the consent to accompaniment; the day is to come."""
    from django.core.files.base import ContentFile

    from core import files, keyring
    from placement.grants import services as grants
    from tests.core.file_samples import pdf
    from tests.placement.graduates.factories import GraduateFactory, allow
    from tests.placement.resumes.factories import ResumeFactory

    graduate = GraduateFactory(last_name="Уничтожаемый")
    (grant,) = allow(graduate)
    photo = files.store_file(
        key=graduate.key,
        name="photo.pdf",
        source=ContentFile(pdf()),
        allowed=files.DOCUMENT_TYPES,
        max_size=10**6,
    )
    ResumeFactory(graduate=graduate, photo=photo)
    grants.withdraw(grant=grant, actor=None)
    return {
        "graduate": graduate.pk,
        "grant": grant.pk,
        "key": keyring.path_of(graduate.key),
        "file": photo.storage_name,
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(main()))
