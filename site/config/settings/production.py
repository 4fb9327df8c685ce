"""Production: every secret is named by the environment; a missing one stops the start."""

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import STORAGES, env

DEBUG = False
if env("CLOCK_FILE", default=""):
    raise ImproperlyConfigured("CLOCK_FILE is for tests: the clock of production is the machine's.")
SECRET_KEY = env("SECRET_KEY")
# "id:64 hex digits", comma separated; the first one wraps new keys, the others only open old ones.
PRIVATE_KEYS = env.list("PRIVATE_KEYS")
# Keys the digests that tell two people apart; never rotated, kept beside PRIVATE_KEYS.
DIGEST_KEY = env("DIGEST_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
# Without these three, letters would lead to localhost or end in a folder, and nobody would notice.
SITE_URL = env("SITE_URL").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")
vars().update(env.email_url("EMAIL_URL"))

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "core.static_files.storage.SiteStaticStorage"},
}

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

MFA_REQUIRED = True
# The header in which the reverse proxy names the client; it must overwrite what the client sends.
CLIENT_IP_HEADER = env("CLIENT_IP_HEADER", default="X-Real-IP")
# The header in which the proxy says when a request came. Only where it overwrites what the client
# sends: otherwise applicants date their applications back.
REQUEST_START_HEADER = env("REQUEST_START_HEADER", default="")
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = CLIENT_IP_HEADER
