"""A running Rasa follows the model in force: it loads a newly promoted archive beside the old one and then changes over.

Turns under way end with the model they began with; trackers lie in PostgreSQL, so no turn is lost and none waits.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from sanic import Sanic

from assistant.tracker_store import unwrap

log = structlog.get_logger()
LOOK_SECONDS = 1.0


async def follow(app: Sanic) -> None:
    """Look every second which model is in force, for as long as the server runs."""
    named, folder = os.environ.get("CLAIMLINE_PROMOTED_FILE"), os.environ.get("CLAIMLINE_MODELS")
    refused: str | None = None
    while named and folder:
        await asyncio.sleep(LOOK_SECONDS)
        agent: Agent | None = getattr(app.ctx, "agent", None)
        wanted = promoted(Path(named))
        if agent is None or agent.processor is None or wanted in (None, agent.model_name, refused):
            continue
        assert wanted is not None
        try:
            await change(agent, Path(folder) / wanted)
            log.info("model_changed", model=wanted)
        except Exception as error:
            # whatever is wrong with the newer one, the model that answers goes on answering
            refused = wanted
            log.error("model_not_taken", model=wanted, error_class=type(error).__name__)


def promoted(path: Path) -> str | None:
    """The archive's name, or None where nothing readable says one."""
    try:
        name = json.loads(path.read_text(encoding="utf-8"))["archive"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return name if isinstance(name, str) and "/" not in name else None


class NotTheTrainedModel(Exception):
    """The archive is not, byte for byte, what was trained."""


def check(archive: Path) -> None:
    """Raises NotTheTrainedModel."""
    seal = archive.with_name(archive.name + ".sha256")
    if not seal.exists() or hashlib.sha256(archive.read_bytes()).hexdigest() != seal.read_text().strip():
        raise NotTheTrainedModel


async def change(agent: Agent, archive: Path) -> None:
    """Load it in a thread, then take it in one step. Raises what loading raises; the old one stays then."""
    loaded = await asyncio.get_running_loop().run_in_executor(None, _load, agent, archive)
    agent.processor = loaded
    agent.domain = loaded.domain
    agent.tracker_store.domain = loaded.domain
    if isinstance(agent.nlg, TemplatedNaturalLanguageGenerator):
        agent.nlg.responses = loaded.domain.responses


def _load(agent: Agent, archive: Path) -> Any:
    check(archive)
    store = unwrap(agent.tracker_store)
    return MessageProcessor(
        model_path=archive,
        tracker_store=store,
        lock_store=agent.lock_store,
        action_endpoint=agent.action_endpoint,
        generator=agent.nlg,
    )
