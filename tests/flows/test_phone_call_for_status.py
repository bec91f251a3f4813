"""Flow A of the design: a phone call asks for claim status, on the running system."""

from __future__ import annotations

from datetime import date

import pytest

from backend.integrations.twilio.phone import Call
from backend.integrations.twilio.signature import sign

pytestmark = pytest.mark.system


@pytest.fixture
def call(system) -> Call:
    token = (system.var / "secrets" / "twilio_token").read_text()
    return Call(system.address, token)


def words(heard) -> str:
    return " ".join(one.text for one in heard)


def spoken_date(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%B %d %Y").lower()


def test_provider_hears_the_claim_within_seven_turns_by_speech_and_keys(call, some_claim) -> None:
    claim = some_claim(lambda row: row["status"]["category"] == "F1" and row["payment"] and row["denial"] is None)
    greeting = words(call.dial())
    assert "automated" in greeting
    assert "recorded" in greeting
    turns = [
        "i'm calling from a provider's office about a claim",
        "#" + claim["provider"]["npi"],
        "#" + claim["provider"]["tax_id"][-5:],
        " ".join(claim["member"]["id"].lower()),
        spoken_date(claim["member"]["dob"]),
        spoken_date(claim["service_from"]),
    ]
    heard = ""
    for line in turns:
        heard = words(call.say(line))
        if "paid" in heard:
            break
    assert "paid" in heard, heard
    paid = words(call.say("how much was paid"))
    dollars = claim["paid"].split(".")[0]
    assert dollars in paid.replace(",", "")


def test_representative_is_reached_in_one_turn(call) -> None:
    call.dial()
    heard = call.say("representative")
    assert {one.kind for one in heard} & {"Enqueue", "Dial"}


def test_three_silences_bring_a_person_and_never_an_empty_answer(call) -> None:
    call.dial()
    for _ in range(4):
        if not call.listening:
            break
        heard = call.say("")
        assert heard
    assert {one.kind for one in heard} & {"Enqueue", "Dial"}


def test_forged_webhook_is_refused_and_a_repeat_gets_the_stored_words(call, system) -> None:
    import httpx

    form = {"CallSid": call.sid, "From": "+15550100", "To": "+15550199", "CallStatus": "ringing", "AccountSid": "AC0"}
    url = f"{system.address}/voice/incoming"
    forged = httpx.post(url, data=form, headers={"X-Twilio-Signature": sign("another token", url, form.items())})
    assert forged.status_code == 403
    token = (system.var / "secrets" / "twilio_token").read_text()
    headers = {"X-Twilio-Signature": sign(token, url, form.items())}
    first = httpx.post(url, data=form, headers=headers)
    assert first.status_code == 200
    assert httpx.post(url, data=form, headers=headers).text == first.text
