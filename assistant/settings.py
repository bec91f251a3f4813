"""What the Rasa half reads from its environment: the channel's secret, the dialogue database, where actions run."""

from __future__ import annotations

import os
from pathlib import Path

SCHEMA = "rasa"
"""Rasa's own schema in the one PostgreSQL; nothing of the pipeline lies there."""


class NotConfigured(Exception):
    """A setting is missing; the message names it."""


def secret_from(name: str) -> str:
    """The secret in the file whose path stands in the environment variable ``name``."""
    path = os.environ.get(name, "")
    if not path or not Path(path).is_file():
        raise NotConfigured(f"{name} must name a file that holds the secret.")
    return Path(path).read_text(encoding="ascii").strip()


def database_url() -> str:
    """The dialogue database as SQLAlchemy 1.4 wants it (psycopg2)."""
    url = os.environ.get("CLAIMLINE_RASA_DATABASE_URL", "")
    if not url.startswith(("postgresql://", "postgresql+psycopg2://")):
        raise NotConfigured("CLAIMLINE_RASA_DATABASE_URL must be a postgresql:// address.")
    return url.replace("postgresql://", "postgresql+psycopg2://", 1)
