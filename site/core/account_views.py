"""Pages of the staff account that allauth does not have."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse_lazy

from core import history
from core.account_forms import FirstPasswordForm


class PasswordLinkPage(PasswordResetConfirmView):
    """«/accounts/password/link/…»: one's own password, by the mailed link; then one logs in.

    The second factor is asked for at that login: the link goes past nothing.
    """

    form_class = FirstPasswordForm
    template_name = "account/password_link.html"
    success_url = reverse_lazy("account_login")
    post_reset_login = False

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Save, note it in the account's history, lead to the login."""
        answer = super().form_valid(form)
        history.log_change(self.user, actor=self.user, action="password-set")
        messages.success(self.request, "Пароль сохранён. Теперь войдите с ним.")
        return answer
