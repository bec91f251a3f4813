"""Model archives: named by what they are made of, loaded only as they were trained, put in force in one step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backend.errors import Unavailable
from backend.integrations.rasa import archives
from backend.integrations.rasa.archives import InForce
from backend.integrations.rasa.workshop import RasaWorkshop
from backend.settings import Settings

LINES = 'version: "3.1"\nnlu:\n- intent: greet\n  examples: |\n    - halloo\n'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path, models=tmp_path / "models")


def trained(settings: Settings, name: str) -> Path:
    """An archive as training leaves it."""
    settings.models.mkdir(exist_ok=True)
    path = settings.models / name
    path.write_bytes(name.encode())
    path.with_name(f"{name}.sha256").write_text(archives._digest(path))
    return path


def test_learned_lines_change_the_models_name_and_the_same_lines_do_not(settings: Settings) -> None:
    lines = archives.keep_lines(settings, LINES)
    assert archives.keep_lines(settings, LINES) == lines
    assert archives.fingerprint(lines) == archives.fingerprint(lines) != archives.fingerprint()
    assert archives.keep_lines(settings, LINES + "    - halo\n") != lines


def test_nothing_is_in_force_until_something_is_and_half_a_word_is_nothing(settings: Settings) -> None:
    assert archives.in_force(settings) is None
    archives.put_in_force(settings, InForce("claimline-a.tar.gz", "learned-b.yml"))
    assert archives.in_force(settings) == InForce("claimline-a.tar.gz", "learned-b.yml")
    archives.promoted_file(settings).write_text('{"archive": "claimli')
    assert archives.in_force(settings) is None


def test_model_of_the_present_sources_is_taken_as_it_lies(settings: Settings) -> None:
    archive = trained(settings, archives.archive_of(settings, None).name)
    assert archives.ensure_model(settings) == archive
    assert archives.in_force(settings) == InForce(archive.name)


def test_learned_lines_stay_in_force_over_a_start(settings: Settings) -> None:
    lines = archives.keep_lines(settings, LINES)
    archive = trained(settings, archives.archive_of(settings, lines).name)
    archives.put_in_force(settings, InForce("claimline-of-older-sources.tar.gz", lines.name))
    assert archives.ensure_model(settings) == archive
    assert archives.in_force(settings) == InForce(archive.name, lines.name)


def test_one_changed_byte_is_refused(settings: Settings) -> None:
    archive = trained(settings, "claimline-a.tar.gz")
    archive.write_bytes(b"claimline-A.tar.gz")
    with pytest.raises(Unavailable, match="not the model that was trained"):
        archives.check(archive)
    with pytest.raises(Unavailable):
        RasaWorkshop(settings).promote(InForce(archive.name))
    assert archives.in_force(settings) is None


def test_measures_of_the_held_out_lines_are_kept_with_the_archive(settings: Settings) -> None:
    shop = RasaWorkshop(settings)
    archive = trained(settings, "claimline-a.tar.gz")
    held_out = sorted((Path(archives.PROJECT) / "tests" / "nlu").glob("heldout_*.jsonl"))
    report = {"lines": 1, "macro_f1": 0.5}
    state = archives.digest_of([archive, *held_out])
    archive.with_name(f"{archive.name}.measured.json").write_text(json.dumps({"of": state, "report": report}))
    assert shop.measure(InForce(archive.name), "").held_out == report
    assert shop.holds(InForce(archive.name))
    assert not shop.holds(InForce(archive.name, "learned-gone.yml"))


@pytest.mark.parametrize(
    ("flags", "wanted"),
    [
        ("fpu sse2 avx2 fma avx512f avx512bw avx512dq avx512vl", {"OPENBLAS_CORETYPE": "SkylakeX"}),
        ("fpu sse2 avx2 fma", {"OPENBLAS_CORETYPE": "Haswell"}),
        ("fpu sse2", {}),
    ],
)
def test_arithmetic_uses_what_the_processor_can_do(flags: str, wanted: dict[str, str]) -> None:
    assert archives.kernels(f"processor\t: 0\nmodel name\t: avx2 avx512f\nflags\t\t: {flags}\n") == wanted


def test_a_processor_that_tells_nothing_is_left_alone() -> None:
    assert archives.kernels("") == {}
