"""One name alone that is plainly somebody's, names that are words, names told in turns, sums someone owes; all made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def values(text: str, name: str, expects: str | None = None, channel: str = "voice") -> list[object]:
    found = extract(text, expects=expects, channel=channel, today=TODAY)
    return [f.value for f in found if f.name == name]


@pytest.mark.parametrize(
    ("text", "channel", "names"),
    [
        pytest.param("her name is quyen she turned nine", "voice", ["Quyen"], id="name-is"),
        pytest.param("my name wilhelmus i call for my boy", "voice", ["Wilhelmus"], id="name-without-is"),
        pytest.param("my wife's name is faith and i need a person", "voice", ["Faith"], id="a-word-as-a-name"),
        pytest.param("my name's long vo v o and i was in", "voice", ["Long Vo"], id="a-word-with-one-spelled"),
        pytest.param("his name's duyen vo v o and he was in", "voice", ["Duyen Vo"], id="the-last-one-spelled"),
        pytest.param("mbr name Tavita Leota", "chat", ["Tavita Leota"], id="both-after-name"),
        pytest.param("her name Le Thi Mai Anh", "chat", ["Le Thi Mai Anh"], id="four-words"),
        pytest.param("it's olumide's claim that got denied", "voice", ["Olumide"], id="whose-claim"),
        pytest.param("12-3347-B its Renata's bill", "chat", ["Renata"], id="whose-bill"),
        pytest.param("is the claim okay for our boy mark he fell", "voice", ["Mark"], id="our-boy"),
        pytest.param("any word on my keiki noelani", "voice", ["Noelani"], id="of-the-family"),
        pytest.param("could my daughter, Xiomara, file it", "chat", ["Xiomara"], id="set-apart"),
        pytest.param("can i talk about mister wolanski", "voice", ["Wolanski"], id="titled"),
        pytest.param("i'm asking about deborah", "voice", ["Deborah"], id="asked-about"),
        pytest.param("what about patient ngoc she was in tuesday", "voice", ["Ngoc"], id="patient"),
        pytest.param("i'm her neighbor rosalyn", "voice", ["Rosalyn"], id="neighbor"),
        pytest.param("one day is for the mother that's odette", "voice", ["Odette"], id="that-is"),
        pytest.param("morning denise with lakeside imaging need a status", "voice", ["Denise"], id="calls"),
        pytest.param("jiayi again sorry jiayi with summit labs", "voice", ["Jiayi"], id="calls-again"),
        pytest.param("this is arun arun in accounts payable", "voice", ["Arun"], id="said-twice"),
        pytest.param("Im Dorje. need status", "chat", ["Dorje"], id="im"),
        pytest.param("status pls thx -Renee", "chat", ["Renee"], id="signed"),
        pytest.param("call 303-555-0188 ask for Lorna", "chat", ["Lorna"], id="ask-for-typed"),
        pytest.param("call me back and ask for me ruthann", "voice", ["Ruthann"], id="ask-for-me"),
    ],
)
def test_one_name_alone(text: str, channel: str, names: list[str]) -> None:
    assert values(text, "person_name", None, channel) == names


@pytest.mark.parametrize(
    "text",
    [
        "i'm livid",
        "it's illegible",
        "my wife hasn't got it",
        "preauthorization for spine surgery",
        "explanation of benny fits",
        "hello this is harper foot clinic calling",
        "put miss loretta on i talked to miss loretta last time",
        "my son will get a bill",
        "my daughter carla says you never paid",
        "the lady at the window her name was tina",
        "my lawyer's on it his name's frank",
        "lorraine at the clinic said it was coded wrong",
        "is ozempic's coverage ending",
        "checking on dupixent",
        "it's on harold's life insurance",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert values(text, "person_name") == []


@pytest.mark.parametrize(
    ("text", "expects", "names"),
    [
        ("brielle oh six twelve nineteen", "date_of_birth", ["Brielle"]),
        ("verlin is six twelve fifty one", "date_of_birth", ["Verlin"]),
        ("for mattie it's w two two three four five six seven", "member_id", ["Mattie"]),
        ("anjelica's is two two three four five six seven eight", "member_id", ["Anjelica"]),
        ("nine twelve is marguerite", "date_of_service", ["Marguerite"]),
    ],
)
def test_a_name_beside_its_value(text: str, expects: str, names: list[str]) -> None:
    assert values(text, "person_name", expects) == names


@pytest.mark.parametrize(
    ("text", "channel", "name"),
    [
        ("this is justice and i want some justice okparaebo here", "voice", "Justice Okparaebo"),
        ("my name is monday monday ezeudu like the day", "voice", "Monday Ezeudu"),
        ("a bill for a miss ivory jefferson", "voice", "Ivory Jefferson"),
        ("look under winter that's my last name paula winter", "voice", "Paula Winter"),
        ("check on my son reed, reed beach not beech", "chat", "Reed Beach"),
        ("this is fa'alili tuiasosopo calling", "voice", "Fa'Alili Tuiasosopo"),
        ("it's the noelani kekaha one", "voice", "Noelani Kekaha"),
        ("yeah hi yesenia haddad here i got a bill", "voice", "Yesenia Haddad"),
        ("a remit for wisniewska halina halina's the first name", "voice", "Halina Wisniewska"),
        ("it's marlene not darlene marlene oakes", "voice", "Marlene Oakes"),
    ],
)
def test_two_words_the_line_tells_to_be_a_name(text: str, channel: str, name: str) -> None:
    assert values(text, "person_name", None, channel) == [name]


@pytest.mark.parametrize(
    ("text", "channel", "name"),
    [
        ("thapa t h a p a first is sunita s u n i t a", "voice", "Sunita Thapa"),
        ("that would be me ezra last name roanhorse", "voice", "Ezra Roanhorse"),
        ("ewa. e-w-a. last nm nowicka", "chat", "Ewa Nowicka"),
        ("last name is do just d o and first name min jae", "voice", "Min Jae Do"),
        ("patient's vega hyphen ruiz first name ana lucia", "voice", "Ana Lucia Vega-Ruiz"),
        ("it's a little girl kiona roanhorse", "voice", "Kiona Roanhorse"),
        ("like the flower lol. Rose Beach", "chat", "Rose Beach"),
        ("my name? Noor Fatima Qureshi", "chat", "Noor Fatima Qureshi"),
        ("patient is deandre t i l l e y tilley", "voice", "Deandre Tilley"),
        ("hussain ali no other way around", "voice", "Ali Hussain"),
        ("you have carl weber but it's karl karl weber", "voice", "Karl Weber"),
        ("castillo lorena with two r's and n a at the end", "voice", "Lorena Castillo"),
    ],
)
def test_a_name_told_in_turns_or_turned_round(text: str, channel: str, name: str) -> None:
    assert values(text, "person_name", "person_name", channel) == [name]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("they still want three sixteen forty", "316.40"),
        ("i'm the one paying the five twenty eight eighty", "528.80"),
        ("did the four seventeen thirty ever clear i mean has the four seventeen thirty cleared", "417.30"),
        ("patient resp on here is one ninety five thirty two", "195.32"),
        ("they took eighty six forty out of my account", "86.40"),
        ("his estate got a notice for eight thousand one hundred and six", "8106.00"),
    ],
)
def test_sums_someone_owes_or_took(text: str, amount: str) -> None:
    assert amount in values(text, "amount")


@pytest.mark.parametrize(
    "text", ["do we have to pay the ninety nine two fourteen", "what do you want nine twelve sixty"]
)
def test_a_procedure_or_a_day_is_no_sum(text: str) -> None:
    assert values(text, "amount") == []
