"""Deployment in environment variables ``STELLENMARKT_*``; read here and nowhere else. Documented in docs/betrieb.md."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

BERLIN = ZoneInfo("Europe/Berlin")


class UsageError(Exception):
    """Wrong usage or configuration: exit code 2. The message says what, where and what to do."""

    def __init__(self, code: str, message: str, where: str | None = None) -> None:
        super().__init__(message)
        self.code, self.where = code, where


class Settings(BaseSettings):
    """All settings of one installation. Paths are relative to the working directory."""

    model_config = SettingsConfigDict(env_prefix="STELLENMARKT_", extra="ignore")

    data: Path = Path("data")
    database_url: str | None = None
    public_url: str | None = None
    contact: str | None = None
    users: str = ""
    alert_urls: str = ""
    ping_url: str | None = None
    impressum_url: str | None = None
    datenschutz_url: str | None = None
    editor_mail: str | None = None
    editor_urls: str = ""
    theme: Path | None = None
    pay_tables: Path | None = None
    host: str = Field("127.0.0.1", validation_alias=AliasChoices("STELLENMARKT_HOST", "HOST"))
    port: int = Field(8000, ge=1, le=65535, validation_alias=AliasChoices("STELLENMARKT_PORT", "PORT"))
    queue: Literal["local", "procrastinate"] = "local"
    delay: float = Field(2.0, ge=0)
    allow_private: bool = False
    now: datetime | None = None
    demo_port: int = Field(8100, ge=1024, le=65535)
    members: Path | None = None
    log: Literal["text", "json"] = "text"

    @field_validator("contact")
    @classmethod
    def _reachable(cls, value: str | None) -> str | None:
        """A mail or web address: portals must be able to write to somebody."""
        if value and not re.fullmatch(r"[^@\s]+@[^@\s]+|https?://\S+\.\S+", value.strip()):
            raise ValueError(f"{value!r} is no mail and no web address")
        return value.strip() if value and value.strip() else None

    @field_validator("now", mode="before")
    @classmethod
    def _moment(cls, value: object) -> object:
        """A date alone means noon in Berlin, an instant without offset is Berlin time."""
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        if len(value.strip()) == len("2026-03-16"):
            return datetime.combine(date.fromisoformat(value.strip()), time(12), BERLIN)
        moment = datetime.fromisoformat(value.strip())
        return moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)

    @field_validator("public_url", "contact", "members", "database_url", "impressum_url", "datenschutz_url", "ping_url",
                     "editor_mail", "theme", "pay_tables", mode="before")
    @classmethod
    def _blank_is_unset(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    def clock(self) -> datetime:
        """The time by which everything is decided, in UTC; ``STELLENMARKT_NOW`` overrides it."""
        return (self.now or datetime.now(UTC)).astimezone(UTC)

    @property
    def demo_data(self) -> Path:
        """The demo's folder; another time than now has one of its own, so that neither disturbs the other."""
        return self.data / (f"demo-{self.now.astimezone(BERLIN):%Y-%m-%d}" if self.now else "demo")

    @property
    def sample_port(self) -> int:
        """The port of the sample portals; lasting, so that addresses of jobs stay the same from one start to the next."""
        return self.demo_port + (1 if self.now else 0)

    @property
    def site_url(self) -> str:
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")


def load_settings() -> Settings:
    """Read the environment; a value that makes no sense is a UsageError that names its variable."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "?"
        name = name if name.startswith("STELLENMARKT_") else f"STELLENMARKT_{name}"
        raise UsageError(
            "configuration", f"{name}: {first['msg'].removeprefix('Value error, ')} (was {first['input']!r}); correct or unset it", name
        ) from error
