"""What the forms of the centre share: they are filed to the organisation whose centre it is."""

import datetime as dt

from django.conf import settings

from core.models import Organisation
from forms_app.engine.journey import Journey, Scope
from placement.centre import letters
from placement.centre.operators import operators


class CentreJourney(Journey):
    """Scope: the code of the organisation whose centre takes the form."""

    def scopes_open(self, at: dt.datetime) -> list[Scope]:
        """Every organisation whose centre takes forms here; usually one."""
        return [_scope(operator) for operator in operators()]

    def describe(self, scope: str) -> Scope:
        """The organisation with this code, if it takes forms; else LookupError."""
        for operator in operators():
            if operator.code == scope:
                return _scope(operator)
        raise LookupError(scope)

    def contact(self, about: Scope) -> str:
        """The centre itself, not only the institution that it belongs to."""
        return letters.contact()


def _scope(operator: Organisation) -> Scope:
    return Scope(
        code=operator.code,
        title=f"{settings.CENTRE_NAME}, {operator.short_name}",
        operator=operator,
        tz=operator.tz,
    )
