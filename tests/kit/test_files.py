"""A file written for others is never seen half."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest

from backend.kit.files import write_whole


def test_a_reader_never_sees_half_of_it(tmp_path: Path) -> None:
    path, done, seen = tmp_path / "number", Event(), set()
    write_whole(path, "0" * 100_000)

    def write() -> None:
        for one in range(300):
            write_whole(path, str(one % 10) * 100_000)
        done.set()

    writer = Thread(target=write)
    writer.start()
    while not done.is_set():
        seen.add(len(path.read_text()))
    writer.join()
    assert seen == {100_000}
    assert [one.name for one in tmp_path.iterdir()] == ["number"]


@pytest.mark.parametrize("content", ["Grüße", "Grüße".encode()])
def test_it_is_for_this_user_alone(tmp_path: Path, content: str | bytes) -> None:
    write_whole(tmp_path / "letter", content)
    assert (tmp_path / "letter").read_text(encoding="utf-8") == "Grüße"
    assert (tmp_path / "letter").stat().st_mode & 0o777 == 0o600


def test_two_who_write_the_same_name_leave_one_whole_file(tmp_path: Path) -> None:
    def write(letter: str) -> None:
        for _ in range(200):
            write_whole(tmp_path / "one", letter * 10_000)

    writers = [Thread(target=write, args=(letter,)) for letter in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert (tmp_path / "one").read_text() in {"a" * 10_000, "b" * 10_000}
    assert len(list(tmp_path.iterdir())) == 1
