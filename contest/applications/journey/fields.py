"""Fields that the participant's form needs beside the engine's."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from contest.setup.models import Contest, StateService
from forms_app.engine.fields import PersonNameField
from home import cache


class FullNameField(PersonNameField):
    """Surname and given name at least, in one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 300, **kwargs})

    def validate(self, value: str) -> None:
        """Refuse a lone surname."""
        super().validate(value)
        if value and " " not in value:
            raise ValidationError("Укажите фамилию и имя полностью, отчество – при наличии.")


@cache.per_version
def _services(contest: int) -> list[StateService]:
    """The services of a contest with their roles and rows 9.x: each page of the form asks for them."""
    services = StateService.objects.filter(role__contest=contest).select_related("role")
    return list(services.prefetch_related("role__indicators").order_by("role__order", "order"))


class ServiceField(forms.TypedChoiceField):
    """A state service of one contest; it brings its role, so the two cannot disagree (C-2)."""

    widget = forms.RadioSelect

    def __init__(self, contest: Contest, **kwargs: Any) -> None:
        self._services = {str(service.pk): service for service in _services(contest.pk)}
        choices = [(key, f"{s.role.title}: {s.title}") for key, s in self._services.items()]
        super().__init__(choices=choices, coerce=self._services.get, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The key of a service that is shown again."""
        return str(value.pk) if isinstance(value, StateService) else value

    def shown(self, value: StateService) -> str:
        """The service's title."""
        return value.title
