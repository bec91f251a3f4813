"""Every file of a generated world passes our own check with the published codes, and pyx12 where it has the map."""

from datetime import date
from pathlib import Path

import pytest

from backend.codes.published import PublishedCodes
from backend.world.generate import generate
from backend.x12 import Finding, read
from tests.x12.test_second_opinion import opinion


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("world")
    generate(21, 150, folder, date(2026, 11, 20))
    return sorted(folder.glob("*.x12"))


def test_no_file_has_a_finding(world: list[Path]) -> None:
    assert world
    for path in world:
        found: list[Finding] = []
        reader = read(path, codes=PublishedCodes())
        for transaction in reader:
            for record in transaction.records():
                found += record.findings
            found += transaction.findings
        assert found + reader.findings == [], path.name


@pytest.mark.parametrize("kind", ["837P", "837I", "277CA", "835"])
def test_pyx12_agrees(world: list[Path], kind: str) -> None:
    paths = [path for path in world if path.stem.endswith(f"-{kind}")]
    assert paths
    for path in paths:
        assert opinion(path.read_bytes()) == (True, []), path.name
