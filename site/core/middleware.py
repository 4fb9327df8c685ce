"""The gate of the back office, and what its pages may load."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from core.accounts import has_second_factor
from core.permissions import ENTER_DESK
from core.unsent import session_over

Handler = Callable[[HttpRequest], HttpResponse]


class PolicyMiddleware(CSPMiddleware):
    """The Content-Security-Policy of public pages, and another one for Wagtail's admin."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """The policy for this address."""
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class DeskGateMiddleware:
    """Lets into /cms/ only staff, and where MFA_REQUIRED only staff with a second factor (X-7).

    Who is logged in without the right gets 404, as for any address that does not exist.
    Who still lacks a second factor is led to the page that sets one up; that holds for the forms
    too, because staff enter there what came on paper.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.desk = reverse("wagtailadmin_home")
        self.guarded = (self.desk, "/forms/")
        # They lead to our own login and logout.
        self.doors = (reverse("wagtailadmin_login"), reverse("wagtailadmin_logout"))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Decide before the view runs; anonymous people go on to the login."""
        if not request.path.startswith(self.guarded):
            return None
        if not request.user.is_authenticated:
            return self._too_late(request)
        if request.path.startswith(self.desk) and not request.user.has_perm(ENTER_DESK):
            raise Http404
        if settings.MFA_REQUIRED and not has_second_factor(request.user):
            messages.warning(
                request,
                "Для входа в рабочий кабинет подключите второй фактор: "
                "приложение с кодами или ключ доступа.",
            )
            return redirect("mfa_index")
        return None

    def _too_late(self, request: HttpRequest) -> HttpResponse | None:
        """A form of the desk that nobody sends any more: what was typed is not lost."""
        is_form = request.method == "POST" and request.path.startswith(self.desk)
        if not is_form or request.path in self.doors:
            return None
        return session_over(request, reverse("account_login"))
