"""Reports over HTTP: nobody, the wrong person, the package, its files, and the claims behind a figure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pyotp
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from backend.database import session_scope
from backend.kit.clock import FixedClock
from backend.pipeline.intake.service import import_paths
from backend.pipeline.reporting import service
from backend.pipeline.reporting.lists import Client
from backend.pipeline.reporting.repository import ReportRepository
from backend.staff import service as staff_service
from backend.staff.policy import Role
from backend.world.generate import generate

NOW = datetime(2026, 3, 16, 15, tzinfo=UTC)
SignIn = Callable[[str], TestClient]


def a_key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


@pytest.fixture
def sign_in(client: TestClient) -> SignIn:
    def signed_in(role: str) -> TestClient:
        password = "a long enough password"
        with session_scope() as session:
            made = staff_service.create(
                session, email=f"{role}@example.test", name=role.title(), role=Role(role), password=password, skills=""
            )
        code = pyotp.TOTP(made.totp_secret).now()
        answer = client.post("/sign-in", data={"email": f"{role}@example.test", "password": password, "code": code})
        assert answer.headers["location"] != "/sign-in?refused=1"
        return client

    return signed_in


@pytest.fixture
def report_id(client: TestClient, tmp_path: Path) -> str:
    generate(22, 120, tmp_path, date(2026, 3, 16))
    list(import_paths([tmp_path], session_scope, FixedClock(NOW)))
    with session_scope() as session:
        made = service.make(session, service.clients(session)[0], date(2026, 2, 1), NOW, "test")
        found = str(made.id)
    return found


PATHS = [
    "/api/v1/reports",
    "/api/v1/report-clients",
    "/api/v1/quality/samples",
    "/api/v1/quality/coverage",
    "/api/v1/work-queues",
]


@pytest.mark.parametrize("path", PATHS)
def test_nobody_is_refused(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 401


@pytest.mark.parametrize("path", PATHS)
def test_an_agent_is_refused(sign_in: SignIn, path: str) -> None:
    assert sign_in("agent").get(path).status_code == 403


def test_a_biller_reads_reports_and_makes_none(sign_in: SignIn, report_id: str) -> None:
    biller = sign_in("biller")
    assert biller.get(f"/api/v1/reports/{report_id}").status_code == 200
    assert biller.post("/api/v1/reports", json={"client": "a", "month": "2026-02"}).status_code == 403


def test_the_package_its_files_and_its_claims(sign_in: SignIn, report_id: str) -> None:
    auditor = sign_in("auditor")
    whole = auditor.get(f"/api/v1/reports/{report_id}").json()
    assert whole["state"] == "published"
    assert whole["due"] == "2026-03-06"
    pdf = auditor.get(f"/api/v1/reports/{report_id}/pdf")
    assert (pdf.headers["content-type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert "Receivables at month end" in auditor.get(f"/api/v1/reports/{report_id}/csv").text
    for scheme in ("light", "dark"):
        chart = auditor.get(f"/api/v1/reports/{report_id}/charts/ageing", params={"scheme": scheme})
        assert chart.headers["content-type"] == "image/svg+xml"
        assert "<script" not in chart.text
    claims = auditor.get(f"/api/v1/reports/{report_id}/lists/ageing", params={"limit": 3}).json()
    assert len(claims["claims"]) == 3
    assert claims["next"] == 3
    rest = auditor.get(f"/api/v1/reports/{report_id}/lists/ageing", params={"after": 3, "limit": 500}).json()
    assert len(rest["claims"]) == claims["count"] - 3
    assert len(auditor.get(f"/api/v1/reports/{report_id}/lists/ageing/csv").text.splitlines()) == claims["count"] + 1


def test_what_is_not_there_is_said_to_be_not_there(sign_in: SignIn, report_id: str) -> None:
    auditor = sign_in("auditor")
    missing = "00000000-0000-0000-0000-000000000000"
    for path in (f"{missing}", f"{missing}/pdf", f"{report_id}/charts/none", f"{report_id}/lists/none"):
        assert auditor.get(f"/api/v1/reports/{path}").status_code == 404


def test_supervisor_makes_a_report_of_a_month_that_is_over(sign_in: SignIn, report_id: str) -> None:
    supervisor = sign_in("supervisor")
    client = supervisor.get("/api/v1/report-clients").json()["clients"][0]
    made = supervisor.post("/api/v1/reports", json={"client": client["key"], "month": "2026-02"}, headers=a_key())
    assert (made.status_code, made.json()["version"]) == (201, 2)
    assert [one["version"] for one in supervisor.get("/api/v1/reports").json()["reports"]] == [2]
    assert (
        supervisor.post(
            "/api/v1/reports", json={"client": client["key"], "month": "2099-01"}, headers=a_key()
        ).status_code
        == 422
    )


def test_a_report_made_by_hand_is_of_one_moment(
    sign_in: SignIn, report_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    gather = ReportRepository.gather

    def told(self: ReportRepository, client: Client, month: date, made: UUID) -> None:
        seen.append(str(self.session.scalar(text("SHOW transaction_isolation"))))
        gather(self, client, month, made)

    monkeypatch.setattr(ReportRepository, "gather", told)
    supervisor = sign_in("supervisor")
    client = supervisor.get("/api/v1/report-clients").json()["clients"][0]
    assert (
        supervisor.post(
            "/api/v1/reports", json={"client": client["key"], "month": "2026-02"}, headers=a_key()
        ).status_code
        == 201
    )
    assert seen == ["repeatable read"]


def test_a_claims_story_is_told_from_its_first_day(sign_in: SignIn, report_id: str) -> None:
    biller = sign_in("biller")
    claims = biller.get(f"/api/v1/reports/{report_id}/lists/denied").json()["claims"]
    told = biller.get(f"/api/v1/claims/{claims[0]['claim_id']}/story").json()
    assert told["chapters"][0]["sentence"] == "The claim came in as billed."
    assert [one["day"] for one in told["chapters"]] == sorted(one["day"] for one in told["chapters"])
    assert any(one["kind"] == "denial" for one in told["chapters"])
    assert told["standing"]["owner"]
    assert biller.get("/api/v1/claims/00000000-0000-0000-0000-000000000000/story").status_code == 404


def test_a_file_shows_its_findings_at_their_segments(sign_in: SignIn, report_id: str) -> None:
    biller = sign_in("biller")
    files = biller.get("/api/v1/files").json()["files"]
    found = next(one for one in files if one["report"].get("problems"))
    whole = biller.get(f"/api/v1/files/{found['id']}").json()
    places = {one["segment"] for one in whole["report"]["problems"]}
    assert places <= {one["number"] for one in whole["segments"]}
    assert biller.get("/api/v1/files/00000000-0000-0000-0000-000000000000").status_code == 404
