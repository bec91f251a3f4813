"""Settings, read once from the environment (prefix ``CLAIMLINE_``) and the files under ``var/secrets``."""

from __future__ import annotations

import os
import secrets
from functools import cache
from ipaddress import ip_network
from pathlib import Path

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every knob of the running system. A wrong value stops the start with a plain message."""

    model_config = SettingsConfigDict(env_prefix="CLAIMLINE_", extra="forbid")

    database_url: SecretStr | None = None
    """``postgresql+psycopg://…``; none: the embedded PostgreSQL under ``var/``."""
    var: Path = PROJECT / "var"
    """Everything that is not in PostgreSQL: secrets, models, logs, files waiting to be sent."""
    host: str = "127.0.0.1"
    port: int = 8000
    rasa_url: str = "http://127.0.0.1:5005"
    action_url: str = "http://127.0.0.1:5055"
    rasa_seconds: float = 8.0
    """How long the backend waits for Rasa; Twilio gives up after 15 seconds, so this stays well below."""
    sql_seconds: float = 2.0
    public_base_url: str = "http://127.0.0.1:8000"
    """The address Twilio signs; never taken from a request."""
    trusted_proxies: str = "127.0.0.1"
    """Addresses or networks of the balancers or tunnels before us, with commas between: only their word on where a
    request comes from (``X-Forwarded-For``) is taken."""
    twilio_account: str = ""
    """The account text messages are sent from; empty: they are written to ``var/outbox``."""
    twilio_number: str = ""
    home_time_zone: str = "America/New_York"
    """Whose clock counts for somebody whose address and number tell no zone (IANA name)."""
    voice_relay: bool = False
    """Calls as streamed speech (ConversationRelay) instead of question and answer (Gather)."""
    clearinghouse: str = ""
    """Where X12 files go: ``sftp://user@host:port/folder``; empty: folders under ``var/clearinghouse``."""
    clearinghouse_password: SecretStr | None = None
    """For SFTP; none: the key under ``clearinghouse_key``."""
    clearinghouse_key: Path | None = None
    """A private key for SFTP."""
    clearinghouse_host_key: str = ""
    """The server's public key as ``known_hosts`` writes it (``ssh-ed25519 AAAA…``); another one is refused."""
    submitter_name: str = "Claimline Billing"
    """Loop 1000A: who sends; with ``submitter_id`` (NM109, ISA06, GS02), as agreed with the clearinghouse."""
    submitter_id: str = "CLAIMLINE"
    submitter_phone: str = "4405550142"
    receiver_name: str = "Clearinghouse"
    """Loop 1000B: who carries it on; with ``receiver_id`` (NM109, ISA08, GS03)."""
    receiver_id: str = "CLEARINGHOUSE"
    voice_transcription: bool = False
    """Whether what caller and agent say to each other is written down; only where the carrier's contract covers it."""
    twilio_tokens: list[SecretStr] = []
    """Auth tokens that may sign webhooks; two while rotating. Empty: a token made for this machine is used."""
    listening_is_shown: bool = True
    """Whether an agent sees that a supervisor listens in on their conversation."""
    oidc_issuer: str = ""
    """The organisation's identity provider (OpenID Connect); empty: staff sign in with password and code alone."""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    oidc_name: str = "single sign-on"
    """What the button says."""
    chat_origins: list[str] = []
    """Other sites that may show the chat (``https://plan.example``); it stands there in a frame of our own."""
    chat_idle_seconds: int = 900
    session_seconds: int = 1800
    code_seconds: int = 600
    log_level: str = "INFO"
    workers: int = 1
    models: Path = PROJECT / "var" / "models"
    """Where trained language models lie."""
    demo_claims: int = 2000
    """Size of the demo's generated world."""

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, given: str) -> str:
        """Raises ValueError for what is no address or network: taken from everybody, the word would be any caller's."""
        return ",".join(str(ip_network(one.strip())) for one in given.split(",") if one.strip())

    @property
    def callers_look_alike(self) -> bool:
        """Whether all callers of a public address may seem to come from one place: a balancer's, which is not named."""
        named = [ip_network(one) for one in self.trusted_proxies.split(",") if one]
        public = self.public_base_url.startswith("https://") and self.host not in ("127.0.0.1", "::1", "localhost")
        return public and all(one.is_loopback for one in named)

    def secret(self, name: str) -> str:
        """The named secret from ``var/secrets``, made on first use, readable by this user alone."""
        folder = self.var / "secrets"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / name
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            value = secrets.token_urlsafe(32)
            file.write(value)
        return value

    @property
    def twilio_signing_tokens(self) -> list[str]:
        """The tokens a webhook may be signed with."""
        return [token.get_secret_value() for token in self.twilio_tokens] or [self.secret("twilio_token")]


@cache
def get_settings() -> Settings:
    """The settings of this process."""
    return Settings()
