"""The page of display settings and the cookie that keeps them."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home.rules import display

COOKIE = "display"
YEAR = 365 * 24 * 60 * 60


class DisplayForm(forms.Form):
    """One choice each of size, spacing, colours and pictures."""

    size = forms.ChoiceField(
        label="Размер букв", choices=list(display.SIZES.items()), widget=forms.RadioSelect
    )
    spacing = forms.ChoiceField(
        label="Расстояния между буквами и строками",
        choices=list(display.SPACINGS.items()),
        widget=forms.RadioSelect,
    )
    colours = forms.ChoiceField(
        label="Цвета", choices=list(display.COLOURS.items()), widget=forms.RadioSelect
    )
    images = forms.ChoiceField(
        label="Изображения", choices=list(display.IMAGES.items()), widget=forms.RadioSelect
    )


def of_request(request: HttpRequest) -> display.Display:
    """The reader's settings."""
    cookie = request.COOKIES.get(COOKIE)
    return display.parse(cookie) if cookie else display.DEFAULT


# No CSRF check: it would set a cookie for every reader, and another site that changed
# the size of letters would gain nothing.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Show the settings; a POST keeps them for a year and leads back."""
    back = _back(request)
    if request.method == "POST":
        response: HttpResponse = HttpResponseRedirect(back)
        _keep(response, _chosen(request), secure=request.is_secure())
    else:
        current = of_request(request)
        form = DisplayForm(initial={name: getattr(current, name) for name in display.CHOICES})
        response = render(request, "home/display.html", {"form": form, "next": back})
    patch_cache_control(response, private=True, no_store=True)
    return response


def _chosen(request: HttpRequest) -> display.Display:
    preset = request.POST.get("preset")
    if preset == "low-vision":
        return display.LOW_VISION
    if preset == "usual":
        return display.DEFAULT
    return display.make({name: request.POST.get(name, "") for name in display.CHOICES})


def _keep(response: HttpResponse, chosen: display.Display, *, secure: bool) -> None:
    if chosen.is_default:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(
        COOKIE, str(chosen), max_age=YEAR, samesite="Lax", httponly=True, secure=secure
    )


def _back(request: HttpRequest) -> str:
    address = request.POST.get("next") or request.GET.get("next") or "/"
    # An address of this site only, and no other host in disguise.
    safe = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if safe else "/"
