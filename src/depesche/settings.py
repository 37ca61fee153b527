"""The one Django settings module: everything that differs between houses comes from `kit.config`."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from depesche.kit import config as configuration
from depesche.kit import secret_key

CONFIG = configuration.load()
HOME = CONFIG.home.resolve()

SECRET_KEY = CONFIG.secret_key or secret_key.obtain(HOME / "secret_key")
DEBUG = False
ALLOWED_HOSTS = ["*"]  # The listener binds to one address; the Host header picks no content here.
ROOT_URLCONF = "depesche.urls"
ASGI_APPLICATION = "depesche.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "depesche.intake",
    "depesche.desk",
    "depesche.outgoing",
    "depesche.stories",
    "depesche.media",
    "depesche.accounts",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",  # The admin asks for its address; the desk itself offers no documents.
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

# No LocaleMiddleware: the desk speaks LANGUAGE_CODE until a user chooses otherwise, whatever a browser prefers.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "depesche.desk.refusals.RefusalMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ]
        },
    }
]


def _sqlite() -> dict[str, Any]:
    """WAL with full sync: an acknowledged commit survives a power cut; writers queue instead of failing.

    Opening never makes the file (`mode=rw`): a database that was moved away is missed, not replaced by an empty one.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{(HOME / 'db.sqlite3').as_uri()}?mode=rw",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000;",
        },
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _postgres(CONFIG.database_url) if CONFIG.database_url else _sqlite()}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

TASKS = {"default": {"BACKEND": "depesche.stories.errands.Later"}}


def _cdn(url: str) -> dict[str, Any]:
    """Wagtail's backends, by the scheme of one address."""
    parts = urlsplit(url)
    backends = "wagtail.contrib.frontend_cache.backends"
    match parts.scheme:
        case "":
            return {}
        case "cloudflare":
            token = unquote(parts.password or "")
            backend = f"{backends}.CloudflareBackend"
            return {"cdn": {"BACKEND": backend, "ZONEID": parts.hostname, "BEARER_TOKEN": token}}
        case "cloudfront":
            # As it was written: an identifier, which a host name's small letters would spoil.
            return {"cdn": {"BACKEND": f"{backends}.CloudfrontBackend", "DISTRIBUTION_ID": parts.netloc}}
        case _:
            return {"cdn": {"BACKEND": f"{backends}.HTTPBackend", "LOCATION": url}}


WAGTAILFRONTENDCACHE = _cdn(CONFIG.cdn_url)

LANGUAGE_CODE = CONFIG.language
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
TIME_ZONE = CONFIG.time_zone
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
MEDIA_ROOT = str(HOME / "media")  # Originals: never served to readers.
MEDIA_URL = "/bilder/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "renditions": {"BACKEND": "depesche.media.renditions.Renditions"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Of allauth only the second factor is used: none of its addresses exists.
MFA_ADAPTER = "depesche.accounts.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Depesche"
MFA_TOTP_TOLERANCE = 1  # The clocks of telephones and servers differ.

_SECURE = CONFIG.origin.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # Set by our own front process only.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [CONFIG.origin]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

WAGTAIL_SITE_NAME = "Depesche"
WAGTAILADMIN_BASE_URL = CONFIG.origin
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_MODERATION_ENABLED = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_I18N_ENABLED = False
WAGTAILEMBEDS_RESPONSIVE_HTML = False

LOGGING_CONFIG = None  # `kit.logs` sends every record to standard error.
