"""Every setting, typed and checked before anything starts. `.env.example` documents each of them."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from medconnect.adapters.security.master_key import master_key_from_setting
from medconnect.application.shared.startup import CannotStart
from medconnect.domain.identity.password import PasswordPolicy

_LOCAL_HOSTS = {"", "localhost", "127.0.0.1", "::1"}
# Where a checkout has its pages; an installed package is told by MEDCONNECT_SITE_DIR.
_CHECKOUT = Path(__file__).resolve().parents[3]
_PREFIX = "MEDCONNECT_"


class Settings(BaseSettings):
    """What an operator can choose. Names in the environment carry the prefix MEDCONNECT_."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_file=".env", extra="ignore", frozen=True)

    profile: Literal["demo", "production"] = "demo"
    data_dir: Path = Path(".medconnect")
    database_url: str = ""
    database_connections: int = Field(10, ge=2, le=200)
    database_tls: Literal["verify-full", "the-network-is-private"] = "verify-full"
    master_key: SecretStr = SecretStr("")
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    workers: int = Field(1, ge=1, le=64)
    public_url: str = "http://localhost:8000"
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = ()
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    site_dir: Path = _CHECKOUT / "frontend" / "out"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    debug: bool = False
    metrics_token: SecretStr = SecretStr("")
    body_limit_bytes: int = Field(1_048_576, ge=1024)
    body_timeout_seconds: float = Field(20, gt=0)
    upload_limit_bytes: int = Field(2_097_152, ge=1024)
    email_verification: Literal["by-profile", "off", "required"] = "by-profile"
    password_policy: PasswordPolicy = PasswordPolicy.DEFAULT
    staff_second_factor: Literal["offered", "required"] = "offered"
    mobile_country: str = Field("US", pattern="^[A-Z]{2}$")
    login_account_limit: int = Field(9, ge=1)
    login_address_limit: int = Field(30, ge=1)
    otp_limit: int = Field(5, ge=1)
    registration_limit: int = Field(120, ge=1)
    mail_account_limit: int = Field(3, ge=1)
    mail_address_limit: int = Field(30, ge=1)
    mailed_key_limit: int = Field(30, ge=1)
    profile_change_limit: int = Field(60, ge=1)
    hold_seconds: int = Field(300, ge=1, le=86_400)
    hold_renewal_limit: int = Field(12, ge=0)
    anonymous_hold_quota: int = Field(10, ge=0)
    symptom_person_quota: int = Field(60, ge=1)
    symptom_address_quota: int = Field(300, ge=1)
    llm_base_url: str = ""
    llm_api_key: SecretStr = SecretStr("")
    llm_model: str = ""
    llm_daily_quota: int = Field(2000, ge=0)
    emergency_number: str = Field("911", min_length=1, max_length=40)
    crisis_line: str = Field("988", min_length=1, max_length=40)
    poison_centre: str = Field("1-800-222-1222", min_length=1, max_length=40)

    @field_validator("allowed_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("public_url")
    @classmethod
    def _is_origin(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
            raise ValueError("must be an address such as https://clinic.example, without a path")
        return value.rstrip("/")

    @property
    def database(self) -> URL:
        """Where the data is: by default one SQLite file in the data folder."""
        if not self.database_url:
            return URL.create("sqlite", database=str(self.data_dir / "medconnect.db"))
        try:
            url = make_url(self.database_url)
        except ArgumentError as error:
            raise _wrong("database_url", "is not a database address") from error
        match url.get_backend_name():
            case "sqlite" if url.database and url.database != ":memory:":
                return url.set(drivername="sqlite")
            case "postgresql" | "postgres":
                return url.set(drivername="postgresql+asyncpg")
        raise _wrong("database_url", "must begin with sqlite:/// (and name a file) or postgresql://")

    @property
    def verifies_email(self) -> bool:
        """Whether an address must be proven before its account can be used: in production always."""
        return self.email_verification == "required" or (
            self.email_verification == "by-profile" and self.profile == "production"
        )

    @property
    def origins(self) -> frozenset[str]:
        """The web origins that may send a browser's cookie: our own address and what the operator adds."""
        return frozenset({self.public_url, *self.allowed_origins})


def load_settings(**overrides: object) -> Settings:
    """Read and check the settings, or say in one sentence which one is wrong."""
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        settings = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        raise _wrong(str(first["loc"][0]), first["msg"].removeprefix("Value error, ")) from error
    database = settings.database
    if key := settings.master_key.get_secret_value():
        master_key_from_setting(key)
    if settings.profile == "production":
        _require_production(settings, database)
    return settings


def _require_production(settings: Settings, database: URL) -> None:
    """What a demo may and a clinic may not."""
    if not settings.master_key.get_secret_value():
        raise _wrong("master_key", "is missing, and production never makes keys by itself")
    if settings.debug:
        raise _wrong("debug", "must be off in production")
    if not settings.verifies_email:
        raise _wrong("email_verification", "must not be off in production")
    if "*" in settings.allowed_origins:
        raise _wrong("allowed_origins", "must list origins, not *")
    if "*" in settings.trusted_proxies:
        raise _wrong("trusted_proxies", "must list addresses, not *")
    if urlsplit(settings.public_url).scheme != "https" and urlsplit(settings.public_url).hostname not in _LOCAL_HOSTS:
        raise _wrong("public_url", "must begin with https://")
    if not database.drivername.startswith("postgresql"):
        return
    if database.password in {"medconnect", "postgres", "password", database.username}:
        raise _wrong("database_url", "carries a default password")
    needs_tls = (database.host or "") not in _LOCAL_HOSTS and settings.database_tls == "verify-full"
    if needs_tls and database.query.get("ssl") != "verify-full":
        raise _wrong(
            "database_url",
            "must end with ?ssl=verify-full for a server on the network "
            "(or set MEDCONNECT_DATABASE_TLS=the-network-is-private)",
        )


def _wrong(name: str, problem: str) -> CannotStart:
    variable = f"{_PREFIX}{name.upper()}"
    return CannotStart(f"{variable}: {problem[0].lower() + problem[1:]}.", f"Correct {variable}; see .env.example.")
