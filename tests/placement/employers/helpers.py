"""What the tests of the employers' data bank share."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from core import clock
from core.models import HistoryRecord, User
from placement.employers import services
from placement.employers.models import ContactRecord, Employer
from tests.placement.factories import inn, ogrn

LIST = "/cms/placement/employers/"
DATA = Employer(full_name="ООО «Ромашка»", inn=inn(1), ogrn=ogrn(1))


def talk(actor: User, employer: Employer, **fields: Any) -> ContactRecord:
    """A call that was written down just now."""
    values = {
        "form": ContactRecord.Form.CALL,
        "at": clock.now(),
        "summary": "Пришлют заявку",
        "promised_on": None,
    }
    return services.add_contact_record(employer=employer, actor=actor, **{**values, **fields})


def history(obj: Any) -> list[str]:
    """What was done with the object, in order."""
    return list(HistoryRecord.objects.about(obj).values_list("action", flat=True))


def text_of(answer: HttpResponse) -> str:
    """The page, which must have opened."""
    assert answer.status_code == 200
    return answer.content.decode()


def names_on(visitor: Client, query: str = "") -> list[str]:
    """The employers of the list, in its order."""
    page = text_of(visitor.get(LIST + query))
    return re.findall(r'class="desk-table__link"[^>]*>([^<]+)<', page)
