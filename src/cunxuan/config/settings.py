"""Every setting of an installation, in one file. Each is read from the environment; docs/settings.md lists them.

`CUNXUAN_DIR` is the folder that holds the embedded database, uploads and keys. Nothing else on the machine is written.
"""

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from cunxuan.demo.folder import demonstration_in


def default_dir() -> Path:
    """The platform's folder for a program's own files."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "cunxuan"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "cunxuan"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "cunxuan"


def key_file(name: str, length: int) -> str:
    """A key of this installation: made once, readable by its owner only, kept and backed up beside the database."""
    path = DIR / "keys" / name
    if not path.exists():
        DIR.mkdir(parents=True, exist_ok=True, mode=0o700)  # a roll is nobody else's on this machine
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f"{name}.{os.getpid()}")
        with open(fresh, "x", opener=lambda p, flags: os.open(p, flags, 0o600)) as file:
            file.write(secrets.token_hex(length))
        with suppress(FileExistsError):  # another process made it between the look and the making
            os.link(fresh, path)  # the whole key or none: nobody reads half of one
        fresh.unlink()
    return path.read_text().strip()


def database(url: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name`, or the embedded SQLite file of this installation."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DIR / "cunxuan.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: "saved" is only shown after the disk has it.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": True},
    }


PACKAGE = Path(__file__).resolve().parent.parent
DIR = Path(os.environ.get("CUNXUAN_DIR") or default_dir()).expanduser().absolute()
DEBUG = os.environ.get("CUNXUAN_DEBUG") == "1"
SECURE = os.environ.get("CUNXUAN_HTTPS") == "1"

SECRET_KEY = key_file("session.key", 32)
#: Encrypts ID numbers at rest (AES-SIV, 64 bytes) and finds them again (HMAC, 32 bytes). Lost, the ID numbers are lost.
ID_CIPHER_KEY = bytes.fromhex(key_file("id-cipher.key", 64))
ID_LOOKUP_KEY = bytes.fromhex(key_file("id-lookup.key", 32))
#: What complaints and violations say is encrypted under a key of its own, which the ID numbers do not share: 64 bytes
#: for AES-SIV, 32 for the keyed marks by which a person or a unit is recognised. Lost, the cases are lost.
COMPLAINTS_KEY = bytes.fromhex(key_file("complaints.key", 96))

ALLOWED_HOSTS = os.environ.get("CUNXUAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "csp",
    "cunxuan.web",
    "cunxuan.records",
    "cunxuan.offices",
    "cunxuan.preparation",
    "cunxuan.elections",
    "cunxuan.roll",
    "cunxuan.outreach",
    "cunxuan.candidates",
    "cunxuan.polling",
    "cunxuan.counting",
    "cunxuan.oversight",
    "cunxuan.reporting",
    "cunxuan.config",
]

MIDDLEWARE = [
    # What every answer carries, also a file of ours and a page of what went wrong, comes first.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cunxuan.web.middleware.NotSharedMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "cunxuan.web.middleware.ReadableMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cunxuan.web.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cunxuan.config.urls"
WSGI_APPLICATION = "cunxuan.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cunxuan.web.context.page",
                "cunxuan.offices.context.office",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "cunxuan.web.templatetags.cx"],
        },
    }
]

AUTH_USER_MODEL = "offices.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": int(os.environ.get("CUNXUAN_PASSWORD_LENGTH", "10"))},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
AXES_FAILURE_LIMIT = int(os.environ.get("CUNXUAN_LOGIN_TRIES", "5"))
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]  # a whole office shares one address
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # it wants the address too; the name locks out whoever changes theirs
AXES_LOCKOUT_CALLABLE = "cunxuan.offices.views.locked"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
SESSION_COOKIE_AGE = int(os.environ.get("CUNXUAN_SESSION_HOURS", "10")) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
#: Who ends HTTPS in front of this server says so; without it every answer would be a redirection to itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "cunxuan.web.views.stale_form"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],  # check boxes and arrows of the design system are data: images
        "style-src": [SELF],
        "script-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("英文"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Straight from the package: an installation has no step that collects files.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = DIR / "uploads"
#: Packs of rules that the county wrote itself, read at the start.
PACKS_ROOT = DIR / "packs"
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
#: The largest request, with all the photographs in it.
LARGEST_REQUEST = 64 * 1024 * 1024

#: Days before a deadline at which 将到期 is shown.
DUE_SOON_DAYS = int(os.environ.get("CUNXUAN_DUE_SOON_DAYS", "3"))
#: After this hour a township's daily report is late.
REPORT_HOUR = os.environ.get("CUNXUAN_REPORT_HOUR", "18:00")
#: A coordination meeting every so many days, a report of the inspectors every so many (the county's own rule).
MEETING_EVERY = int(os.environ.get("CUNXUAN_MEETING_EVERY", "7"))
INSPECTION_EVERY = int(os.environ.get("CUNXUAN_INSPECTION_EVERY", "10"))
#: After how many days overdue a task is laid before the leader, and after how many before the leader's leader.
TASKS_CLIMB = tuple(int(days) for days in os.environ.get("CUNXUAN_TASKS_CLIMB", "1,3").split(","))
#: From which score of a hundred on the test after a training is passed.
TRAINING_PASS_LINE = int(os.environ.get("CUNXUAN_TRAINING_PASS_LINE", "80"))
#: For how many villages one person answers at most by the county's rule, and how many instructors a village has.
VILLAGES_A_PERSON = int(os.environ.get("CUNXUAN_VILLAGES_A_PERSON", "3"))
INSTRUCTORS_A_VILLAGE = tuple(int(number) for number in os.environ.get("CUNXUAN_INSTRUCTORS", "2,3").split(","))
#: What `cunxuan demo` has built in this folder, if it has.
DEMONSTRATION = demonstration_in(DIR)
#: The day the program takes for today; empty means the clock. A demonstration stands still on its own day.
TODAY = os.environ.get("CUNXUAN_TODAY") or (DEMONSTRATION.on.isoformat() if DEMONSTRATION else "")
#: A rehearsal (演练) or demonstration: every page and every paper says so.
REHEARSAL = os.environ.get("CUNXUAN_REHEARSAL") == "1" or DEMONSTRATION is not None
#: The authority to which a complaint goes (组织法: 基层群众自治指导监督部门), as papers print it.
GUIDANCE_AUTHORITY = os.environ.get("CUNXUAN_GUIDANCE_AUTHORITY", "民政局")

#: What carries messages to people away: an address (http…), aliyun, tencent; empty: a file for the telecom office.
SMS_GATEWAY = os.environ.get("CUNXUAN_SMS_GATEWAY", "")
#: Shared with the gateway: it signs its receipts and replies, and is told it with every message.
SMS_SECRET = os.environ.get("CUNXUAN_SMS_SECRET", "")
SMS_KEY_ID = os.environ.get("CUNXUAN_SMS_KEY_ID", "")
SMS_KEY_SECRET = os.environ.get("CUNXUAN_SMS_KEY_SECRET", "")
SMS_SIGN = os.environ.get("CUNXUAN_SMS_SIGN", "")
SMS_APP_ID = os.environ.get("CUNXUAN_SMS_APP_ID", "")
#: The vendor's approved template of each kind: registration=SMS_1,candidates=SMS_2,voting=SMS_3
SMS_TEMPLATES = dict(
    one.strip().split("=", 1) for one in os.environ.get("CUNXUAN_SMS_TEMPLATES", "").split(",") if "=" in one
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"once": {"()": "cunxuan.web.faults.Once"}},
    "formatters": {
        "line": {"()": "cunxuan.web.faults.Line", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["once"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
