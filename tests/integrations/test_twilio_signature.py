"""The signature of Twilio's webhooks."""

from __future__ import annotations

from backend.integrations.twilio.signature import is_signed, sign

URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
FORM = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
SIGNED = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
"""The example of Twilio's own documentation, token ``12345``."""


def test_the_published_example() -> None:
    assert sign("12345", URL, FORM.items()) == SIGNED
    assert is_signed(["12345"], URL, FORM.items(), SIGNED)


def test_nothing_else_passes() -> None:
    assert not is_signed(["12345"], URL, FORM.items(), None)
    assert not is_signed(["12345"], URL, FORM.items(), "")
    assert not is_signed(["12345"], URL, FORM.items(), SIGNED[:-2] + "9=")
    assert not is_signed(["12345"], URL, FORM.items(), "ünïcode")
    assert not is_signed(["54321"], URL, FORM.items(), SIGNED)
    assert not is_signed([], URL, FORM.items(), SIGNED)
    assert not is_signed(["12345"], URL + "&x=1", FORM.items(), SIGNED)
    assert not is_signed(["12345"], URL, {**FORM, "Digits": "1235"}.items(), SIGNED)
    assert not is_signed(["12345"], URL, {**FORM, "More": ""}.items(), SIGNED)


def test_both_tokens_pass_while_one_replaces_the_other() -> None:
    assert is_signed(["new", "12345"], URL, FORM.items(), SIGNED)
