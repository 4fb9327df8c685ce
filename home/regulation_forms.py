"""The editor's form of an act: what is refused and what is only pointed out."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel

from home.rules.regulation_text import parse, warnings

# More would hide the field itself.
_SHOWN = 12


class RegulationForm(WagtailAdminPageForm):
    """Two editions from one date would share one address; one that was in force stays readable."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        seen = set()
        editions = self.formsets["editions"]
        # Its rows are cleaned only when asked for.
        editions.is_valid()
        for form in editions.forms:
            values = getattr(form, "cleaned_data", {})
            if values.get("DELETE"):
                self._keep(form.instance)
            if not values or values.get("DELETE"):
                continue
            since = values.get("effective_from")
            if since in seen:
                again = (
                    "Редакция с этой даты уже есть." if since else "Проект может быть только один."
                )
                form.add_error("effective_from", again)
            seen.add(since)
        return cleaned

    def _keep(self, edition: Any) -> None:
        """Refuse to delete what was in force on a page that was published."""
        if self.instance.first_published_at is None or edition.pk is None:
            return
        rows = type(edition).objects.filter(pk=edition.pk)
        if rows.filter(effective_from__lte=self.instance.today()).exists():
            self.add_error(
                None, f"«{edition}» уже действовала: удалить её нельзя, по ней принимали решения."
            )


class EditionTextPanel(FieldPanel):
    """The text field; what is odd in its numbering stands under it and does not block saving."""

    class BoundPanel(FieldPanel.BoundPanel):
        """The field of one edition."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.bound_field is not None:
                text = self.bound_field.value() or ""
                self.help_text = format_html("{}{}", self.help_text, numbering_help(str(text)))


def numbering_help(text: str) -> SafeString:
    """The warnings of the numbering as a list; empty when there is nothing to say."""
    found = warnings(parse(text)) if text.strip() else []
    if not found:
        return SafeString("")
    items = format_html_join("", "<li>{}</li>", ((line,) for line in found[:_SHOWN]))
    more = f" И ещё: {len(found) - _SHOWN}." if len(found) > _SHOWN else ""
    return format_html(
        '<div class="help-block help-warning" role="note"><p>Проверьте нумерацию. Если так '
        "в самом документе, оставьте как есть.{}</p><ul>{}</ul></div>",
        more,
        items,
    )
