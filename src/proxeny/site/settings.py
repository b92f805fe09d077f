"""Settings of the site, all from the environment, with defaults that work on one machine without any server.

``PROXENY_DATA``     folder of the record (database, originals, secret key); default: the user's data folder
``DATABASE_URL``     ``postgresql://user:password@host:port/name`` for an office; left out, SQLite in the data folder
``PROXENY_HOME``     the city that keeps the record, by its English name; default Hanoi
``PROXENY_HOME_NAMES`` and ``PROXENY_HOME_PLACE``  its other names (``vi=Hà Nội``) and its place (``21.03,105.85``)
``PROXENY_RULES``    the rule pack that the office goes by; default vn-hanoi
``PROXENY_CLOCKS``   the office's clocks for answers to investors; default: those on board
``PROXENY_ADDRESS``, ``PROXENY_MAIL``, ``PROXENY_MAIL_FROM``  where people open the site; the server for letters
``PROXENY_HOSTS``    host names to answer to, separated by commas; default localhost
``PROXENY_PRIVATE_HOSTS``, ``PROXENY_WATCHED``  own hosts that feeds may be fetched from; where watched folders stand
``PROXENY_DEBUG``    1 for developers
"""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from proxeny.site.home import names_of_home, place_of_home
from proxeny.site.mail import mail_server, sender, site_address
from proxeny.site.storage import data_folder, database, secret_key

PACKAGE = Path(__file__).resolve().parent.parent

DATA = data_folder()
SECRET_KEY = secret_key(DATA)
DEBUG = os.environ.get("PROXENY_DEBUG") == "1"
ALLOWED_HOSTS = [host for host in os.environ.get("PROXENY_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if not host.startswith(("localhost", "127.", "["))]

# The house, lowest storey last; import-linter holds the order (pyproject.toml).
INSTALLED_APPS = [
    "proxeny.site",
    "proxeny.overview",
    "proxeny.public",
    "proxeny.reports",
    "proxeny.briefs",
    "proxeny.exchange",
    "proxeny.calendar",
    "proxeny.charts",
    "proxeny.search",
    "proxeny.watching",
    "proxeny.review",
    "proxeny.checks",
    "proxeny.plans",
    "proxeny.programmes",
    "proxeny.delegations",
    "proxeny.events",
    "proxeny.investments",
    "proxeny.aid",
    "proxeny.missions",
    "proxeny.agreements",
    "proxeny.indicators",
    "proxeny.partners",
    "proxeny.procedures",
    "proxeny.registers",
    "proxeny.documents",
    "proxeny.audit",
    "proxeny.accounts",
    "proxeny.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tables2",
    "django_filters",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "proxeny.core.middleware.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "proxeny.public.middleware.open_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "proxeny.accounts.middleware.language_of_person",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "proxeny.partners.middleware.lead_on",
]

ROOT_URLCONF = "proxeny.site.urls"
WSGI_APPLICATION = "proxeny.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "proxeny.core.context.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "proxeny.core.templatetags.proxeny"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "overview:home"
LOGOUT_REDIRECT_URL = "accounts:login"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_VERBOSE = False

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("vi", _("Vietnamese"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("PROXENY_TIME_ZONE", "Asia/Ho_Chi_Minh")

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("PROXENY_HTTPS") == "1":
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
PROXENY_UPLOAD_LIMIT = 200 * 1024 * 1024

# The city that keeps the record.
PROXENY_HOME = os.environ.get("PROXENY_HOME", "Hanoi")
PROXENY_HOME_COUNTRY = os.environ.get("PROXENY_HOME_COUNTRY", "VN")
PROXENY_HOME_NAMES = names_of_home(PROXENY_HOME)
PROXENY_HOME_PLACE = place_of_home(PROXENY_HOME)
# The rules that the office goes by: a pack on board, or the folder of one.
PROXENY_RULES = os.environ.get("PROXENY_RULES", "vn-hanoi")
# Within how many working days investors are answered: a file of clocks, else the one on board.
PROXENY_CLOCKS = os.environ.get("PROXENY_CLOCKS", "")

# Where people open the site, for links in letters and feeds, and the server that takes the letters.
PROXENY_ADDRESS = site_address()
_MAIL = mail_server()
PROXENY_HAS_MAIL = _MAIL is not None
EMAIL_HOST = _MAIL.host if _MAIL else ""
EMAIL_PORT = _MAIL.port if _MAIL else 25
EMAIL_HOST_USER = _MAIL.user if _MAIL else ""
EMAIL_HOST_PASSWORD = _MAIL.password if _MAIL else ""
EMAIL_USE_TLS = bool(_MAIL and _MAIL.uses_starttls)
EMAIL_USE_SSL = bool(_MAIL and _MAIL.uses_tls)
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = sender(_MAIL)

# Hosts in the office's own network that feeds may be fetched from, and the folder in which watched folders stand.
PROXENY_PRIVATE_HOSTS = [host for host in os.environ.get("PROXENY_PRIVATE_HOSTS", "").split(",") if host]
PROXENY_WATCHED = Path(os.environ.get("PROXENY_WATCHED", "") or DATA / "watched")

DJANGO_TABLES2_TEMPLATE = "core/table.html"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Somebody asking for another host is answered 400; a traceback for each would drown what matters.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
