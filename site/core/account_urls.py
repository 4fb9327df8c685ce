"""Staff login: only the screens that accounts made by an administrator need."""

from allauth.account import views
from django.urls import include, path
from django.views.generic import RedirectView

from core.account_views import PasswordLinkPage

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="mfa_index")),
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path(
        "password/link/<str:uidb64>/<str:token>/",
        PasswordLinkPage.as_view(),
        name="account_password_link",
    ),
    path("2fa/", include("allauth.mfa.urls")),
]
