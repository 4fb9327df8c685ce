"""The site's addresses and, behind the same middleware, the views it is compared with."""

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from formtools.wizard.views import NamedUrlSessionWizardView, SessionWizardView

from core.models import Organisation

BODY = b"x" * 20_000


def constant(request: HttpRequest) -> HttpResponse:
    """20 KB that cost nothing to make."""
    return HttpResponse(BODY)


def five_queries(request: HttpRequest) -> HttpResponse:
    """A template of some 17 KB that shows what five queries found."""
    found = [list(ContentType.objects.order_by("pk")[start : start + 12]) for start in range(4)]
    context = {"groups": found, "organisations": list(Organisation.objects.all()[:12])}
    return render(request, "bench/five_queries.html", context)


class TenFields(forms.Form):
    """Ten ordinary fields."""

    name = forms.CharField(max_length=100)
    post = forms.CharField(max_length=100)
    place = forms.CharField(max_length=200)
    about = forms.CharField(widget=forms.Textarea)
    email = forms.EmailField()
    born_on = forms.DateField()
    years = forms.IntegerField(min_value=0)
    share = forms.DecimalField(min_value=0, max_value=100)
    kind = forms.ChoiceField(choices=[("a", "А"), ("b", "Б")])
    agree = forms.BooleanField()


class StockWizard(SessionWizardView):
    """formtools as it comes: five steps in the session, nothing kept."""

    form_list = [TenFields] * 5
    template_name = "bench/wizard.html"


class StockNamedWizard(NamedUrlSessionWizardView):
    """The same with an address per step: a press leads on to the next step's address."""

    form_list = [(str(number), TenFields) for number in range(5)]
    template_name = "bench/wizard.html"


_named = StockNamedWizard.as_view(url_name="bench_step")
urlpatterns = [
    path("bench/constant/", constant),
    path("bench/five-queries/", five_queries),
    path("bench/wizard/", StockWizard.as_view()),
    path("bench/named-wizard/<str:step>/", _named, name="bench_step"),
    path("", include("config.urls")),
]
