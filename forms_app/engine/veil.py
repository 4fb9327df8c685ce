"""What a link hides of a form: its secrets, how they survive a saving, how the page asks for them."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from django.forms.utils import ErrorDict

from forms_app.answers import DOT

from .forms import StepForm
from .proof import VEIL
from .rows import BoundRows, RowForm
from .typed import Raw

ENTER_ANEW = "Введите заново: прежний ответ не подходит."
HIDDEN_HELP = "Введено раньше и скрыто. Оставьте пустым, чтобы не менять."


def secrets(form: StepForm, raw: Raw) -> dict[str, str]:
    """The filled entries of sensitive fields, in rows too, each with the field it belongs to."""
    secret = _secret(form)
    in_rows = [
        rf"{re.escape(spec.prefix)}\d+-{re.escape(name)}"
        for spec in form.rows
        for name in _secret(spec.form_class())
    ]
    names = "|".join([*(re.escape(form.add_prefix(name)) for name in secret), *in_rows])
    # A field of several parts adds «_» and the part's name.
    pattern = re.compile(rf"({names})(?:_\w+)?" if names else r"(?!)")
    matches = ((key, pattern.fullmatch(key)) for key, values in raw.items() if any(values))
    return {key: match[1] for key, match in matches if match is not None}


def keeping(
    form: StepForm, raw: Raw, former: Raw, hidden: Collection[str]
) -> tuple[Raw, frozenset[str]]:
    """What was typed, with ``hidden`` entries of ``former`` where their field was left empty.

    Also the names of the entries that were kept. A row that is gone stays gone.
    """
    of_former = secrets(form, former)
    # What stands for a hidden answer on a page is none.
    shown = {key for key in secrets(form, raw) if key in hidden and _is_mask(raw.get(key, []))}
    raw = {key: values for key, values in raw.items() if key not in shown}
    typed = set(secrets(form, raw).values())
    kept = {
        key: former[key]
        for key in hidden
        if key in of_former and of_former[key] not in typed and _has_place(form, raw, key)
    }
    return {**raw, **kept}, frozenset(kept)


def _is_mask(values: Sequence[str]) -> bool:
    return any(DOT in value or value.strip().casefold() == VEIL for value in values)


def _has_place(form: StepForm, raw: Raw, key: str) -> bool:
    """Whether the page still has the field: an entry of a removed row has none."""
    for spec in form.rows:
        if key.startswith(spec.prefix):
            row = key.removeprefix(spec.prefix).partition("-")[0]
            return any(other.startswith(f"{spec.prefix}{row}-") for other in raw)
    return True


def veil(form: StepForm, judged: StepForm, hidden: Collection[str]) -> None:
    """Show the errors of ``judged``, which holds the ``hidden`` entries that this form lacks.

    An error of a hidden answer would quote it: such an answer is asked for anew.
    """
    fields = set(secrets(form, {key: ["-"] for key in hidden}).values())
    _veil(form, judged, fields)
    for spec in form.rows:
        if any(field.startswith(spec.prefix) for field in fields):
            rows = BoundRows(spec, form.typed, form.ctx, quiet=True)
            for row, its_judged in zip(rows.forms, judged.bound_rows[spec.name].forms, strict=True):
                _veil(row, its_judged, fields)
            form.bound_rows[spec.name] = rows


def open_data(form: StepForm) -> dict[str, Any]:
    """What is typed rightly, without secrets and without rows, which may hold some."""
    closed = {*_secret(form), *(spec.name for spec in form.rows)}
    return {name: value for name, value in form.cleaned_data.items() if name not in closed}


def _secret(form: StepForm | RowForm) -> list[str]:
    """The names of the fields that a link does not show."""
    hidden = {*form.sensitive, *form.veiled}
    return [
        name
        for name, field in form.fields.items()
        if name in hidden or getattr(field, "sensitive", False)
    ]


def _veil(form: StepForm | RowForm, judged: StepForm | RowForm, hidden: Collection[str]) -> None:
    """Give ``form`` the errors of ``judged``, and say of each hidden field that it is hidden."""
    names = [name for name in form.fields if form.add_prefix(name) in hidden]
    is_judged = isinstance(judged, StepForm) or judged.has_changed()
    errors = judged.errors if is_judged else {}
    lines: dict[str, list[Any]] = {
        name: [ENTER_ANEW] if name in names else list(errors[name]) for name in errors
    }
    form._errors = ErrorDict(  # noqa: SLF001 - a form that is not judged itself has no other way
        {name: form.error_class(texts, renderer=form.renderer) for name, texts in lines.items()}
    )
    form.cleaned_data = getattr(judged, "cleaned_data", {})
    form.plain = {**form.plain, **{n: f"{HIDDEN_HELP} {form.plain.get(n, '')}" for n in names}}
