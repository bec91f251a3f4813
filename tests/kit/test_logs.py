"""What a person said never reaches a log line."""

from __future__ import annotations

import json

import pytest
import structlog

from backend.kit.logs import configure_logs


def test_unclassified_keys_do_not_leave_the_process(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO")
    structlog.get_logger().info("turn_answered", turn=3, said="my name is Zora Quill", member_id="XQP904")
    line = json.loads(capsys.readouterr().err)
    assert line["turn"] == 3
    assert "said" not in line
    assert "XQP904" not in json.dumps(line)


def test_exception_is_reduced_to_its_class(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO")
    try:
        raise ValueError("born 1980-02-03")
    except ValueError:
        structlog.get_logger().exception("failed")
    written = capsys.readouterr().err
    assert "1980" not in written
    assert json.loads(written)["error_class"] == "ValueError"


def test_a_line_break_makes_no_second_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO")
    structlog.get_logger().info("turn_answered", route='x\r\n{"event": "forged", "level": "info"}\x1b[2J')
    written = capsys.readouterr().err
    assert written.count("\n") == 1
    assert "\x1b" not in written
    assert json.loads(written)["event"] == "turn_answered"
