"""From the note to the payer on the pages: encounters brought in by file, what is ready sent, batches, what is kept out."""

from __future__ import annotations

import json
import secrets
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from backend.pipeline.encounters.schemas import NewEncounter
from tests.browser.settling import settled

pytestmark = [pytest.mark.system, pytest.mark.browser]
FULL: dict[str, Any] = NewEncounter.model_config["json_schema_extra"]["examples"][0]  # type: ignore[index,call-overload,assignment]


def visit(practice: dict[str, Any], **service: Any) -> dict[str, Any]:
    """A visit of today that nothing holds, unless ``service`` leaves something out."""
    number, now = f"G{secrets.token_hex(6).upper()}", datetime.now(UTC)
    note = deepcopy(FULL) | {
        "number": number, "service_date": now.date().isoformat(), "documented_at": now.isoformat(),
        "services": [
            {"visit": "established", "decision_making": "low", "diagnoses": ["I10"], "charge": "85.00"} | service
        ],
    }  # fmt: skip
    note["practice"]["npi"] = note["physician"]["npi"] = practice["npi"]
    payer = {"payer_identifier": practice["payer_identifier"], "payer_name": practice["payer_name"]}
    note["insurance"] |= payer | {"member_id": f"M{number}"}
    return note


@pytest.fixture
def practice(staff) -> dict[str, Any]:
    """A provider enrolled with a payer, so that what is coded leaves."""
    found = staff("biller").get("/api/v1/enrolments?state=confirmed").json()["enrolments"]
    return next(one for one in found if one["effective_to"] is None)


def in_a_file(folder: Path, *lines: Any) -> Path:
    file = folder / "encounters.jsonl"
    file.write_text("".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in lines))
    return file


def test_encounters_come_in_by_file_and_a_bad_row_is_named(page_of, faults, practice, tmp_path: Path) -> None:
    good, asked = visit(practice), visit(practice, decision_making=None)
    spoilt = visit(practice) | {"service_date": "yesterday"}
    page = settled(page_of("biller", "/operate/coding-queries"))
    expect(page.locator("#patterns table")).to_have_count(3)
    assert faults(page) == []
    page.get_by_label("Bring in documented encounters").set_input_files(in_a_file(tmp_path, good, asked, spoilt))
    page.get_by_role("button", name="Bring in", exact=True).click()
    expect(page.locator("#brought")).to_contain_text("2 encounters taken")
    expect(page.locator("#brought")).to_contain_text("1 queried")
    expect(page.locator("#brought li")).to_have_text("row 3: service date does not fit")
    expect(page.locator("#queries > li", has_text=asked["number"])).to_have_count(1)
    assert faults(page) == []


def test_what_is_ready_leaves_when_somebody_says_so(page_of, faults, system, staff, practice, tmp_path: Path) -> None:
    biller = staff("biller")
    page = settled(page_of("biller", "/operate/coding-queries"))
    note = visit(practice)
    page.get_by_label("Bring in documented encounters").set_input_files(in_a_file(tmp_path, note))
    page.get_by_role("button", name="Bring in", exact=True).click()
    expect(page.locator("#brought")).to_contain_text("1 encounter taken")

    def ready() -> bool:
        listed = biller.get("/api/v1/outgoing-claims?state=ready&limit=500").json()["claims"]
        return any(one["patient_control_number"] == note["number"] for one in listed)

    assert system.wait_until(ready, 120)
    page = settled(page_of("biller", "/operate/going-out"))
    page.get_by_label("Show", exact=True).select_option("ready")
    expect(page.locator("#leaving tr", has_text=note["number"])).to_contain_text("ready to leave")
    assert faults(page) == []
    page.get_by_role("button", name="Send what is ready").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_contain_text("left in")
    expect(page.locator("#leaving tr", has_text=note["number"])).to_have_count(0)
    expect(page.locator("#batches tr").first).to_contain_text(practice["payer_name"])
    left = biller.get("/api/v1/outgoing-claims?state=submitted&limit=500").json()["claims"]
    assert any(one["patient_control_number"] == note["number"] for one in left)


def test_what_a_payer_allowed_too_little_stands_with_its_reckoning(page_of, faults, staff) -> None:
    found = staff("biller").get("/api/v1/underpayments?limit=200").json()["underpayments"]
    page = settled(page_of("biller", "/operate/underpayments"))
    if not found:
        expect(page.locator("#underpayments")).to_contain_text("No payer allowed less")
    else:
        row = page.locator("#underpayments tbody tr").first
        expect(row).to_contain_text(found[0]["patient_control_number"])
        row.locator("summary").click()
        expect(row.locator("li").first).to_contain_text(f"Line {found[0]['lines'][0]['line']}")
    assert faults(page) == []


@pytest.mark.parametrize("path", ["/operate/going-out", "/operate/underpayments"])
def test_who_has_no_work_here_is_kept_out(staff, path: str) -> None:
    assert staff("agent").get(path).status_code == 403
