"""Addresses. The fixed ones are listed in docs/architecture.md."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core.staff import closed

handler500 = "core.full_disk.server_error"

urlpatterns = [
    path("", include("core.urls")),
    path("", include("forms_app.urls")),
    *[path("", include(f"{domain}.urls")) for domain in settings.DOMAINS],
    path("accounts/", include("core.account_urls")),
    # Wagtail's own logins know no second factor and no limit of attempts.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("cms/bulk/core/user/<str:action>/", closed),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
]
