"""Codes told by how they are asked about, and sums that contradict or put right each other."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers.extraction import extract

TODAY = date(2026, 11, 23)


def heard(text: str, name: str, *, expects: str | None = None, channel: str = "voice") -> list[object]:
    found = extract(text, expects=expects, channel=channel, today=TODAY)
    return [f.value for f in found if f.name == name]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("why did zero zero five two oh get denied", ["00520"], id="zeros"),
        pytest.param("we need the rate for double oh six three oh", ["00630"], id="double oh"),
        pytest.param("how come d two three nine two isn't covered", ["D2392"], id="dental without teeth"),
        pytest.param("how many d one two oh sixes are covered", ["D1206"], id="dental counted"),
        pytest.param("it's d two seven four oh not d two seven nine oh", ["D2740"], id="and not"),
        pytest.param(
            "the code is d two three three oh you've got d two three nine oh", ["D2330"], id="you have another"
        ),
        pytest.param("did you pay on ninety seven five thirty", ["97530"], id="pair, figure, pair"),
        pytest.param(
            "you downcoded ninety nine two fifteen to ninety nine two thirteen", ["99215", "99213"], id="to is no two"
        ),
        pytest.param("my zip is oh one six oh two", [], id="a place"),
        pytest.param("the claim number is d four one three one nine two two", [], id="a claim begins so"),
    ],
)
def test_procedures_said(text: str, codes: list[str]) -> None:
    assert heard(text, "procedure_code") == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("contracted rate for 00530?", ["00530"], id="zeros"),
        pytest.param("is 01480 bundled", ["01480"], id="bundled"),
        pytest.param("any dentists in 01801 covered", [], id="a place"),
        pytest.param("we sent D7220 not D7230", ["D7220"], id="and not"),
        pytest.param("does the auth cover 63045 and 63048", ["63045", "63048"], id="covered by it"),
        pytest.param("auth # for L1852 pls", ["L1852"], id="what leave is for"),
        pytest.param("auth # is L1852077", [], id="its number"),
    ],
)
def test_procedures_written(text: str, codes: list[str]) -> None:
    assert heard(text, "procedure_code", channel="chat") == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("tell me what a one eighty one is", ["181"], id="what a ... is"),
        pytest.param("somebody explain a two oh four to me", ["204"], id="explain"),
        pytest.param("there's just a fifty next to the charge", ["50"], id="next to"),
        pytest.param("they marked it with a two twenty six", ["226"], id="marked with"),
        pytest.param("it has a little p r with a two by it", ["PR-2"], id="with a"),
        pytest.param("it's a c o followed by ninety seven", ["CO-97"], id="followed by"),
        pytest.param("contractual obligation one thirty one", ["CO-131"], id="group by name"),
        pytest.param("what does patient responsibility code three mean", ["PR-3"], id="patient's share"),
        pytest.param("what a forty five minute wait this is", [], id="an outcry"),
        pytest.param("explain what a ninety day global is", [], id="days"),
        pytest.param("what's a twenty five modifier", [], id="modifier"),
        pytest.param("patient responsibility is two hundred twelve", [], id="a sum"),
        pytest.param("what's the reason eighteen g as in girl double seven two oh four denied", [], id="a claim"),
    ],
)
def test_reasons_asked(text: str, codes: list[str]) -> None:
    assert heard(text, "adjustment_code") == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        pytest.param("what does contractual obligation code 131 mean", ["CO-131"], id="group by name"),
        pytest.param("just a 97 next to it", ["97"], id="next to"),
        pytest.param("line 3 adjusted w a 151", ["151"], id="adjusted with"),
        pytest.param("pt resp 30", [], id="no reason of the patient's"),
        pytest.param("auth 4471-M-15 still good?", [], id="inside a number"),
    ],
)
def test_reasons_written(text: str, codes: list[str]) -> None:
    found = [*heard(text, "adjustment_code", channel="chat"), *heard(text, "remark_code", channel="chat")]
    assert found == codes


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        pytest.param("clinic says i owe three sixty you say ninety one", ["360.00", "91.00"], id="two say"),
        pytest.param("you said two hundred and it was twelve hundred dollars", ["1200.00"], id="heard wrongly"),
        pytest.param("the billed amount's three oh five even not three fifty", ["305.00"], id="even, not"),
        pytest.param("our contracted rate is two eighteen forty", ["218.40"], id="rate"),
        pytest.param("do i owe the lab that sixty six fifty", ["66.50"], id="owed to somebody"),
        pytest.param("can you waive that forty one eighty", ["41.80"], id="waived"),
        pytest.param("where do i mail the c m s fifteen hundred", [], id="a form"),
        pytest.param("you say thirty days they say ninety", [], id="days"),
        pytest.param("you said nine eleven and it was nine twelve", [], id="days in numbers"),
    ],
)
def test_sums_that_contradict(text: str, sums: list[str]) -> None:
    assert heard(text, "amount") == sums


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        pytest.param("i owe 91.20 but your paper says 40", ["91.20", "40.00"], id="paper says"),
        pytest.param("why only 44.60 on 90832 contract is 83", ["44.60", "83.00"], id="contract is"),
        pytest.param("billed amt is 1,650 even, you've got 1,605", ["1650.00"], id="written wrongly"),
        pytest.param("there's a -118.75 takeback", ["118.75"], id="minus"),
        pytest.param("shows paid $0.00", ["0.00"], id="nothing paid"),
        pytest.param("visit limit: card says 25, you said 40", [], id="visits"),
    ],
)
def test_sums_written_that_contradict(text: str, sums: list[str]) -> None:
    assert heard(text, "amount", channel="chat") == sums


def test_a_day_before_its_sum() -> None:
    text = "we billed a scan on october fourth twelve hundred and ten dollars"
    assert heard(text, "date_of_service") == ["2026-10-04"]
    assert heard(text, "amount") == ["1210.00"]


def test_a_november_day_behind_a_code() -> None:
    text = "the shot came back unpaid nine oh six eight five november third"
    assert heard(text, "procedure_code") == ["90685"]
    assert heard(text, "date_of_service") == ["2026-11-03"]


def test_the_day_a_procedure_is_asked_for() -> None:
    text = "what did you allow on ninety seven one twelve for six twenty two"
    assert heard(text, "procedure_code") == ["97112"]
    assert heard(text, "date_of_service") == ["2026-06-22"]


def test_the_sum_asked_for_is_put_right() -> None:
    assert heard("you said three fifty it's three fifteen", "amount", expects="amount") == ["315.00"]


def test_a_member_that_begins_like_a_remark() -> None:
    assert heard("it's N80 5512 3374", "member_id", expects="member_id", channel="chat") == ["N8055123374"]
