"""Every knob. Read from the environment, prefix `ICP_`, once, in `app.bootstrap`."""

from pathlib import Path
from typing import Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.local_time import DEFAULT_ZONE

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Settings(BaseSettings):
    """What an operator may set. Refuses combinations that would be unsafe."""

    model_config = SettingsConfigDict(env_prefix="ICP_", extra="ignore", frozen=True)

    data_dir: Path = Field(Path("data"), description="Folder of the SQLite database, the key and test mail.")
    database_url: str = Field(
        "", description="sqlite:///… or postgresql+psycopg://…; empty means icp.db in the data folder."
    )
    secret_key_file: Path | None = Field(
        None, description="File with at least 32 random bytes; empty means secret.key in the data folder."
    )
    base_url: str = Field(
        "http://127.0.0.1:8000", description="Address people use; links in mails start with it."
    )
    test_mode: bool = Field(
        False, description="OpenAPI served, mail to a folder, rate limits raised. Refused with https."
    )
    demo: bool = Field(False, description="Example company with one-click doors, on loopback only.")
    smtp_host: str = Field(
        "", description="Mail server; empty means mail goes to the folder outbox in the data folder."
    )
    smtp_port: int = Field(587, description="Port of the mail server.")
    smtp_user: str = Field("", description="Account at the mail server.")
    smtp_password_file: Path | None = Field(None, description="File with the password of that account.")
    smtp_starttls: bool = Field(
        True, description="Whether to demand STARTTLS; off with an account on loopback only."
    )
    mail_from: str = Field("noreply@localhost", description="Sender of mails.")
    contact: str = Field(
        "",
        description="How people reach the operator: shown on the contact page to people who are signed in.",
    )
    time_zone: str = Field(
        DEFAULT_ZONE, description="Time zone in which screens, papers and mails show moments, for everybody."
    )
    theme_file: Path | None = Field(
        None, description="A house style sheet that sets --icp-* properties; refused when contrast fails."
    )
    session_idle_minutes: int = Field(
        30, ge=1, le=720, description="A session ends after so many minutes without a request."
    )
    session_hours: int = Field(
        12, ge=1, le=24, description="A session ends after so many hours, whatever happens."
    )
    suggest_url: str = Field(
        "",
        description="OpenAI-compatible address (http://127.0.0.1:11434/v1) that proposes passages when "
        "somebody points to one; empty means off. Sections are sent there when somebody asks for it.",
    )
    suggest_model: str = Field("", description="Name of the model at that address.")
    suggest_key_file: Path | None = Field(None, description="File with the key for that address.")
    check_process: bool = Field(
        True,
        description="Checks run in a process of their own, so that they never hold up a save; off: in a "
        "thread of the server.",
    )
    organisation_quota_mb: int = Field(
        2000, ge=10, description="Room for files per organisation, in megabytes."
    )
    log_format: str = Field(
        "json", pattern="^(json|plain)$", description="json for machines, plain for people."
    )

    @property
    def database(self) -> str:
        """The database address that holds: the one set, or SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'icp.db'}"

    @property
    def key_file(self) -> Path:
        """Where the secret key lies."""
        return self.secret_key_file or self.data_dir / "secret.key"

    @property
    def secure(self) -> bool:
        """Whether people reach us over https: cookies get `Secure` and the `__Host-` prefix."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def host(self) -> str:
        """The host name in the base URL."""
        return urlsplit(self.base_url).hostname or ""

    @field_validator("time_zone")
    @classmethod
    def _refuse_an_unknown_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            raise ValueError(f"this machine knows no time zone {name!r} (Python package tzdata?)") from None
        return name

    @model_validator(mode="after")
    def _refuse_the_unsafe(self) -> Self:
        parts = urlsplit(self.base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("base_url must start with http:// or https://")
        if self.test_mode and self.secure:
            raise ValueError("test_mode is refused with an https base_url")
        self._refuse_open_sending()
        if self.smtp_user and not self.smtp_starttls and self.smtp_host not in LOOPBACK:
            # Whoever listens would have the password of the account.
            raise ValueError("smtp_user needs smtp_starttls, or a mail server on a loopback address")
        if self.demo and parts.hostname not in LOOPBACK:
            raise ValueError("demo is for loopback addresses only")
        return self

    def _refuse_open_sending(self) -> None:
        """Text leaves this machine encrypted or not at all."""
        if not self.suggest_url:
            return
        there = urlsplit(self.suggest_url)
        if there.scheme not in ("http", "https") or not there.hostname:
            raise ValueError("suggest_url must start with http:// or https://")
        if there.scheme == "http" and there.hostname not in LOOPBACK:
            raise ValueError("suggest_url must be https, or a loopback address")
        if not self.suggest_model:
            raise ValueError("suggest_url needs suggest_model")
