"""«/papers/»: whether a paper was given out and is in force, by number and digest (invariant 8)."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from core import issued_papers
from core.errors import Refused
from core.forms import TidyForm
from forms_app import limits

TRIES_PER_ADDRESS = 300
TRIES_PER_ADDRESS_AND_NUMBER = 60
# Of everybody together: so high that a stranger's guesses keep no holder from checking (ADR 21).
TRIES_PER_NUMBER = 20_000
# One answer for a wrong number and a wrong digest: it tells nothing of other papers.
NO_SUCH = "Бумаги с таким номером и такой контрольной суммой нет. Проверьте и то, и другое."


class PaperForm(TidyForm):
    """What is copied off the paper."""

    number = forms.CharField(
        label="Номер",
        max_length=100,
        help_text="Как на бумаге, знак «№» не нужен. Например, 001/2026.",
        error_messages={"required": "Введите номер бумаги."},
    )
    digest = forms.CharField(
        label="Контрольная сумма",
        max_length=200,
        help_text="16 цифр и букв внизу бумаги. Пробелы и заглавные буквы не важны, русские «а»,"
        " «в», «с», «е» подойдут вместо латинских.",
        error_messages={"required": "Введите контрольную сумму."},
        widget=forms.TextInput(attrs={"autocapitalize": "off", "spellcheck": "false"}),
    )

    def clean_number(self) -> str:
        """Without the sign, which the page puts before it."""
        bare = issued_papers.bare_number(self.cleaned_data["number"])
        if not bare:
            raise forms.ValidationError("Введите номер бумаги.")
        return bare

    def clean_digest(self) -> str:
        """As many signs as a paper prints, or more."""
        typed: str = self.cleaned_data["digest"]
        if len(issued_papers.typed_digest(typed)) < issued_papers.SHOWN:
            raise forms.ValidationError(
                f"В контрольной сумме не меньше {issued_papers.SHOWN} знаков: цифры и буквы от a до f."
            )
        return typed


@require_safe
def papers(request: HttpRequest) -> HttpResponse:
    """The form; with a number and a digest in the address, what is known of that paper."""
    is_asked = bool({"number", "digest"} & set(request.GET))
    form = PaperForm(request.GET) if is_asked else PaperForm()
    checked = _checked(request, form) if is_asked and form.is_valid() else None
    context = {"form": form, "checked": checked}
    response = TemplateResponse(request, "home/papers.html", context)
    if is_asked:
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _checked(request: HttpRequest, form: PaperForm) -> issued_papers.Checked | None:
    number, digest = form.cleaned_data["number"], form.cleaned_data["digest"]
    address = limits.address(request)
    try:
        limits.count("paper-from", address, limit=TRIES_PER_ADDRESS)
        both = f"{address} {number.casefold()}"
        limits.count("paper-number-from", both, limit=TRIES_PER_ADDRESS_AND_NUMBER)
        limits.count("paper", number.casefold(), limit=TRIES_PER_NUMBER)
    except Refused as refused:
        form.add_error(None, refused.message)
        return None
    checked = issued_papers.check(number, digest)
    if checked is None:
        form.add_error(None, NO_SUCH)
    return checked
