"""The schedule and the front desk over HTTP: nobody and the wrong person first."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from backend.audit.acts import Act
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import NOBODY, acts, appointment, sign_in

ROUTES = [
    ("POST", "/api/v1/appointments"),
    ("POST", "/api/v1/appointments/file"),
    ("POST", f"/api/v1/appointments/{NOBODY}/eligibility"),
    ("GET", "/api/v1/front-desk/2026-03-17"),
]
CSV = (
    "number,provider_npi,provider_name,provider_tax_id,payer_identifier,payer_name,"
    "member_id,first_name,last_name,date_of_birth,day,time\n"
)
ROW = "{number},{npi},Tidewater Clinic,123456789,HHP01,Harbor Health Plan,H1,Odessa,Farrow,{born},2026-03-17,09:30\n"


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_gets_in(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 401


def test_agent_is_refused(client: TestClient) -> None:
    agent = sign_in(client, Role.AGENT)
    codes = {(agent.get(path) if method == "GET" else agent.post(path)).status_code for method, path in ROUTES}
    assert codes == {403}


def test_biller_puts_a_visit_on_asks_and_reads_the_day(client: TestClient) -> None:
    biller = sign_in(client, Role.BILLER)
    taken = biller.post("/api/v1/appointments", {"appointments": [appointment().model_dump(mode="json")]})
    assert taken.json() == {"taken": 1, "problems": []}
    visit = biller.get("/api/v1/front-desk/2026-03-17").json()["visits"][0]
    assert visit["outcome"] == "not_asked"
    assert biller.post(f"/api/v1/appointments/{visit['appointment_id']}/eligibility").status_code == 202
    day = biller.get("/api/v1/front-desk/2026-03-17").json()
    assert day["counts"] == {"waiting": 1}
    assert day["visits"][0]["patient"] == "Odessa Farrow"
    assert acts() == [Act.APPOINTMENTS_ENTERED, Act.REPORT_VIEWED, Act.ELIGIBILITY_ASKED, Act.REPORT_VIEWED]


def test_unknown_visit_is_not_found(client: TestClient) -> None:
    assert sign_in(client, Role.BILLER).post(f"/api/v1/appointments/{NOBODY}/eligibility").status_code == 404


def test_bad_rows_of_a_file_are_named_without_their_values_and_the_others_taken(client: TestClient) -> None:
    content = CSV + "".join(
        [
            ROW.format(number="A-1", npi="1770002313", born="1980-05-17"),
            ROW.format(number="A-2", npi="1770002313", born="17 May"),
            ROW.format(number="A-3", npi="1770002314", born="1980-05-17"),
        ]
    )
    answer = sign_in(client, Role.BILLER).send("/api/v1/appointments/file", content, "text/csv").json()
    assert answer["taken"] == 1
    assert [(one["row"], one["field"]) for one in answer["problems"]] == [(2, "date_of_birth"), (3, "provider_npi")]
    assert "17 May" not in str(answer)
