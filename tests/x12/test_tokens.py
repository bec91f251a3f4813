"""Separators, line breaks, byte marks and cuts, as they are met in practice."""

import io

import pytest

from backend.x12 import Finding, Reader, read, rewrite
from backend.x12.blocks import blocks
from backend.x12.delimiters import Delimiters
from backend.x12.tokens import SegmentStream
from tests.x12.examples import valid_277ca, valid_835, valid_837p

MARKS = [
    Delimiters(),
    Delimiters("|", ">", "^", "~"),
    Delimiters("+", ":", "", "\n"),
    Delimiters("*", ":", "^", "\r"),
    Delimiters("*", ":", "U", "~"),
    Delimiters("~", "^", "U", "_"),
    Delimiters("*", "<", "{", "!"),
    Delimiters("\x1d", "\x1f", "\x1e", "\x1c"),
    Delimiters("Ö", ":", "U", "~"),
    Delimiters("z", ":", "^", "~"),
]


def remade(data: bytes, marks: Delimiters, after: str = "") -> bytes:
    """A file of ours in other separators (its values hold none of them, lower-case letters least of all)."""
    text = data.decode().replace("~\n", "\x00").replace("*", "\x01").replace(":", "\x02").replace("^", "\x03")
    text = text.replace("\x00", marks.segment + after).replace("\x01", marks.element).replace("\x02", marks.component)
    return text.replace("\x03", marks.repetition or "U").encode()


def everything(data: bytes) -> tuple[Reader, list[Finding], list[object]]:
    reader = read(data)
    found: list[Finding] = []
    models: list[object] = []
    for transaction in reader:
        for record in transaction.records():
            found += record.findings
            models.append(record.model)
        found += transaction.findings
    return reader, found + reader.findings, models


@pytest.mark.parametrize("after", ["", "\n", "\r\n"])
@pytest.mark.parametrize("marks", MARKS, ids=repr)
def test_any_separators_read_the_same(marks: Delimiters, after: str) -> None:
    plain = everything(valid_835())[2]
    data = remade(valid_835(), marks, "" if marks.segment in "\r\n" else after)
    _, found, models = everything(data)
    assert models == plain
    assert [finding.code for finding in found if finding.code != "isa_width"] == []


@pytest.mark.parametrize("lead", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b"   ", b"\x00" * 5000])
@pytest.mark.parametrize("tail", [b"", b"\n\n\n", b"   ", b"\x1a", b"\x00" * 70_000])
def test_marks_and_blanks_around_a_file_are_kept_and_ignored(lead: bytes, tail: bytes) -> None:
    data = lead + valid_837p() + tail
    out = io.BytesIO()
    rewrite(data, out)
    assert out.getvalue() == data
    _, found, models = everything(data)
    assert found == []
    assert len(models) == 2


def test_blanks_before_segments_and_trailing_separators_are_ignored() -> None:
    data = valid_835().replace(b"\nCLP", b"\n    CLP").replace(b"REF*6R*1-1~", b"REF*6R*1-1****~")
    _, found, models = everything(data)
    assert found == []
    assert models == everything(valid_835())[2]


@pytest.mark.parametrize("size", [1, 7, 63, 64, 1000])
def test_chunks_of_any_size_give_the_same_segments(size: int) -> None:
    data = valid_835() + valid_277ca() + remade(valid_837p(), Delimiters("|", ">", "^", "\n"))
    small = [segment for block in blocks(SegmentStream(io.BytesIO(data), size)) for segment in block.segments]
    whole = [segment for block in blocks(SegmentStream(io.BytesIO(data))) for segment in block.segments]
    assert small == whole


def test_several_interchanges_each_keep_their_separators() -> None:
    data = valid_835() + remade(valid_277ca(), Delimiters("|", ">", "^", "\n")) + valid_837p()
    reader = read(data)
    seen = [
        (transaction.kind, transaction.delimiters.element, len(list(transaction.records()))) for transaction in reader
    ]
    assert seen == [("835", "*", 2), ("277CA", "|", 4), ("837P", "*", 2)]
    assert reader.findings == []


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_accents_read_in_both_encodings(encoding: str) -> None:
    data = valid_835().replace(b"ROE*RICHARD", "MÜLLER*JOSÉ".encode(encoding))
    _, found, models = everything(data)
    assert found == []
    assert models[0].patient.last == "MÜLLER"  # type: ignore[attr-defined]
    out = io.BytesIO()
    rewrite(data, out)
    assert out.getvalue() == data


def test_positions_count_bytes_also_after_accents() -> None:
    data = (
        valid_835(2).replace(b"ROE*RICHARD", "MÜLLER*JOSÉ".encode(), 1).replace(b"CLP*PCN2*1*190.5", b"CLP*PCN2*1*2OO")
    )
    _, found, _ = everything(data)
    assert data[found[0].offset :].startswith(b"CLP*PCN2*1*2OO")


@pytest.mark.parametrize("cut", range(1, 40))
def test_file_cut_off_anywhere_says_so(cut: int) -> None:
    data = valid_835()
    _, found, _ = everything(data[: len(data) * cut // 40])
    assert [finding for finding in found if finding.severity == "error"]


def test_transactions_are_read_lazily() -> None:
    class Counting(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            self.taken += 1
            return super().read(size)

    source = Counting(valid_835(5000))
    reader = read(source)
    transaction = next(iter(reader))
    next(transaction.records())
    assert source.taken < 5


def test_fragment_without_envelope_is_read_and_named() -> None:
    inner = b"".join(valid_835().splitlines(keepends=True)[2:-2])
    _, found, models = everything(inner)
    assert len(models) == 2
    assert {finding.code for finding in found} == {"no_group"}


def test_unsupported_set_is_named_and_the_next_one_read() -> None:
    other = valid_835().replace(b"ST*835*", b"ST*834*")
    reader = read(other + valid_835())
    kinds = [(transaction.kind, [finding.code for finding in transaction.findings]) for transaction in reader]
    assert kinds == [("unknown", ["unsupported_set"]), ("835", [])]


def test_4010_is_read_as_far_as_it_goes_and_named() -> None:
    old = valid_835().replace(b"005010X221A1", b"004010X091A1").replace(b"*00501*", b"*00401*")
    _, found, models = everything(old)
    assert [finding.code for finding in found] == ["version_4010"]
    assert models == everything(valid_835())[2]
