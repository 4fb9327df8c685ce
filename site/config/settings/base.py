"""Settings that every installation shares. Secrets and addresses come from the environment."""

from pathlib import Path

import environ

from core import queues
from core.clock import ZONE_WORDS

BASE_DIR = Path(__file__).resolve().parents[3]
env = environ.FileAwareEnv()

# Everything that the running site writes: database, media, private files, keys, mail.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
# Nobody else on the machine looks into it.
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
# Which domains this installation runs: either or both.
DOMAINS = env.list("DOMAINS", default=["contest", "placement"])
# The file with the seconds by which a test moves the clock of web, worker and tick; see ``dev``.
CLOCK_FILE = ""
# The address that links in letters begin with.
SITE_URL = env("SITE_URL", default="http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    *DOMAINS,
    "home",
    "forms_app",
    "core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "core.apps.StaffConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "formtools",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    # First, so that a stored page skips all the rest; it keeps the headers that the rest added.
    "home.middleware.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.PolicyMiddleware",
    "core.malformed_requests.MalformedRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.middleware.DeskGateMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "home.middleware.LargeLettersMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.face",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
    # Opening costs more than a page's queries, and closing the last one folds the WAL in.
    DATABASES["default"]["CONN_MAX_AGE"] = 60
else:
    # More than a web worker works on at once (core.arrival).
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 20, "timeout": 20}}

CACHES = {"default": env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}")}
if "filebased" in CACHES["default"]["BACKEND"]:
    CACHES["default"]["BACKEND"] = "core.caches.FileCache"
    # Beyond this it drops entries at random, and with them the counters of attempts.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 20_000)
# The header in which a reverse proxy names the client; empty where there is no proxy.
CLIENT_IP_HEADER = ""
# The header in which a reverse proxy says when a request came; empty where its word is not trusted.
REQUEST_START_HEADER = ""

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Encrypted files of applicants; never under MEDIA, never served but through a checked view.
    "private": {
        "BACKEND": "core.storage.DurableFileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private"},
    },
    # One wrapped key per person. Backed up as a mirror, without history: see docs/operations.md.
    "keys": {
        "BACKEND": "core.storage.DurableFileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "keys"},
    },
}
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]

LANGUAGE_CODE = "ru"
# The site and its admin speak one language: no choice of others is offered.
LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский")]
TIME_ZONE = "Europe/Moscow"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]
# Our words for what Django and Wagtail say to people.
LOCALE_PATHS = [BASE_DIR / "site" / "config" / "locale"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "core.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator makes the accounts
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
# Offices share computers: a session ends with the browser, and at the latest after a working day.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "core.unsent.csrf_failure"
SESSION_COOKIE_AGE = 12 * 60 * 60
ACCOUNT_FORMS = {"change_password": "core.account_forms.NewPasswordForm"}
MFA_FORMS = {"add_webauthn": "core.account_forms.AddKeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Whether staff must have a second factor before they may enter /cms/.
MFA_REQUIRED = False
# Whether accounts of invented staff with a known password may exist.
DEMO_ACCOUNTS = False

DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# Big uploads wait here, still readable, until they are encrypted; core makes the folder at start.
FILE_UPLOAD_TEMP_DIR = str(VAR_DIR / "uploads")

# The largest video of a participant that is taken, in bytes.
VIDEO_MAX_SIZE = env.int("VIDEO_MAX_SIZE", default=1024**3)

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": [queues.DEFAULT, queues.HEAVY],
    }
}

EMAIL_CONFIG = env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="no-reply@example.org")

# Public pages carry nothing inline.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "frame-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
    },
}
# Wagtail's admin writes scripts into its pages, beside the fields that they serve, and its editor of
# texts styles; it shows a picture before it is uploaded. Desks do without: see core.back_office.admin.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
}

# What follows these (regular expressions) in an address opens somebody's form, page or account: it
# never stands in the log. A longer one stands before its own beginning.
TOKEN_PATHS = [
    "/track/vacancies/",
    "/track/graduates/",
    "/track/representatives/",
    "/track/referrals/",
    "/track/",
    "/forms/resume/",
    "/forms/repeat/",
    r"/accounts/password/link/[^/\s]+/",
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "core.logs.MaskingFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own handlers would mail the administrators, with the request's data.
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}

# How the placement centre is called wherever pages, letters and screens name it.
CENTRE_NAME = env("CENTRE_NAME", default="Центр трудоустройства и занятости")
# How many graduates one specialist leads before the board warns.
CASES_PER_SPECIALIST = env.int("CASES_PER_SPECIALIST", default=25)
WAGTAIL_SITE_NAME = "Конкурс и центр трудоустройства"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Nobody sets somebody else's password: its owner does, by a mailed link.
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_ENABLE_UPDATE_CHECK = False
# Addresses stand in letters and on paper: Latin letters survive both.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Those of Russia: the script of the account's page stumbles on names such as «localtime».
WAGTAIL_USER_TIME_ZONES = list(ZONE_WORDS)
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.documents.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "home.admin_search"}}
TAGGIT_CASE_INSENSITIVE = True
