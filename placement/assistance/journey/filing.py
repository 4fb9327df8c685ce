"""What was answered, in the shape that the centre's services take (P-F1)."""

from forms_app.engine.context import JourneyContext
from placement.assistance.journey.common import facts
from placement.assistance.journey.forms_request import wished
from placement.assistance.services import Wish
from placement.consents import ASSISTANCE
from placement.graduates.models import Graduate
from placement.grants.models import Representative


def graduate_of(ctx: JourneyContext) -> Graduate:
    """The person, not saved."""
    person, contacts, study = ctx.data["person"], ctx.data["contacts"], ctx.data["study"]
    return Graduate(
        last_name=person["last_name"],
        first_name=person["first_name"],
        middle_name=person["middle_name"],
        born_on=person["birth_date"],
        capacity=facts(ctx)["capacity"],
        profession=study["profession"],
        certificate=study["certificate"],
        certificate_on=study["certificate_on"],
        email=contacts["email"],
        phone=contacts["phone"],
    )


def representative_of(ctx: JourneyContext) -> Representative | None:
    """Who represents the person, not saved; None for whoever signs alone."""
    typed = ctx.data.get("representative")
    return Representative(**typed) if typed else None


def wishes_of(ctx: JourneyContext) -> list[Wish]:
    """The consent that is the condition, and those that were answered with «даю»."""
    return [Wish(ASSISTANCE), *(Wish(*what) for what in wished(ctx.data["further"]))]
