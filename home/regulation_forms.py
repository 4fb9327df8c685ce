"""The editor's form of an act: what is refused and what is only pointed out."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.panels import FieldPanel

from home.page_forms import PageForm
from home.rules.regulation_text import Mark, marks

# More would hide the field itself.
_SHOWN = 12
_QUOTED = 40
_WHERE = "Остальное – в предпросмотре «Как понята каждая строка»."


class RegulationForm(PageForm):
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
    """The text field; what is odd in its lines stands under it and does not block saving."""

    class BoundPanel(FieldPanel.BoundPanel):
        """The field of one edition."""

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.bound_field is not None:
                text = self.bound_field.value() or ""
                self.help_text = format_html("{}{}", self.help_text, lines_help(str(text)))


def lines_help(text: str) -> SafeString:
    """What to look at, line by line; empty when there is nothing to say."""
    rows = [(mark, advice) for mark in marks(text) for advice in mark.advice]
    if not rows:
        return SafeString("")
    items = format_html_join("", "<li>{}</li>", ((_line(*row),) for row in rows[:_SHOWN]))
    more = f" Всего: {len(rows)}. {_WHERE}" if len(rows) > _SHOWN else ""
    return format_html(
        '<div class="help-block help-warning" role="note"><p>Проверьте строки. Если так '
        "в самом документе, оставьте как есть.{}</p><ul>{}</ul></div>",
        more,
        items,
    )


def _line(mark: Mark, advice: str) -> str:
    """«строка 12 «Статья 5 …» – похоже на заголовок …»."""
    words = mark.text if len(mark.text) <= _QUOTED else f"{mark.text[:_QUOTED]}…"
    return (
        f"строка {mark.number} («{words}») – {advice}"
        if words
        else f"строка {mark.number} – {advice}"
    )
