"""A running Rasa follows the model in force, and stays with its own where the newer one is not what was trained."""

from __future__ import annotations

import asyncio
import hashlib
import json
from pathlib import Path

import pytest
from rasa.core.agent import Agent

from assistant.channels.newer_model import NotTheTrainedModel, change, check, promoted


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "claimline-a.tar.gz"
    path.write_bytes(b"model")
    path.with_name("claimline-a.tar.gz.sha256").write_text(hashlib.sha256(b"model").hexdigest())
    return path


def test_promoted_names_the_archive_and_nothing_outside_its_folder(tmp_path: Path) -> None:
    named = tmp_path / "promoted"
    assert promoted(named) is None
    for text, expected in (
        (json.dumps({"archive": "claimline-a.tar.gz", "lines": None}), "claimline-a.tar.gz"),
        (json.dumps({"archive": "../evil.tar.gz"}), None),
        (json.dumps({"archive": 7}), None),
        ('{"archive": "claimli', None),
    ):
        named.write_text(text)
        assert promoted(named) == expected


def test_archive_with_one_changed_byte_or_without_seal_is_not_loaded(archive: Path) -> None:
    check(archive)
    agent = Agent()
    archive.write_bytes(b"Model")
    with pytest.raises(NotTheTrainedModel):
        asyncio.run(change(agent, archive))
    assert agent.processor is None
    archive.with_name("claimline-a.tar.gz.sha256").unlink()
    with pytest.raises(NotTheTrainedModel):
        check(archive)
