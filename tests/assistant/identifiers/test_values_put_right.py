"""Values put right while they are said, letters described, numbers in groups, two values in a line; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def facts(text: str, expects: str | None = None, channel: str = "voice") -> list[tuple[str, object]]:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("four one one two oh nine five six no it ends in six five", "claim_number", "41120965"),
        ("three six oh seven seven one two four eight sorry it ends four nine", "tax_id", "360771249"),
        ("eight two oh five five one three seven wait the last two are seven three", "claim_number", "82055173"),
        ("m as in mary two two oh four four one i'm sorry it ends in one four", "member_id", "M220414"),
        ("nine oh one one two two six three five i misspoke it ends with five three", "tax_id", "901122653"),
        ("five five oh eight two one oh nine my mistake that ends nine oh", "claim_number", "55082190"),
        ("two oh seven seven one four four six no the last three digits are six four four", "claim_number", "20771644"),
        ("k three three one oh nine two oops the last digits are two nine", "member_id", "K331029"),
        ("six six one double four two oh no wait ending in oh two", "claim_number", "6614402"),
    ],
)
def test_the_end_is_said_again(text: str, expects: str, value: str) -> None:
    assert facts(text, expects) == [(expects, value)]


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("claim number is four four one oh two two seven six three not seven three six", None, ("claim_number", "441022763")),
        ("my id is x r t four four nine one zero not nine zero one", None, ("member_id", "XRT44910")),
        ("two eight one five five oh nine not oh six", "claim_number", ("claim_number", "2815509")),
        ("s like sugar t like tango the letter o not a zero four four one nine", "member_id", ("member_id", "STO4419")),
        ("r then the letter o not the number zero then five five one two", "member_id", ("member_id", "RO5512")),
        ("b as in boy not d five five oh two nine one", "member_id", ("member_id", "B550291")),
        ("it's f as in frank not s three three oh nine one", "member_id", ("member_id", "F33091")),
        ("w q zero not an o five five two one seven", "member_id", ("member_id", "WQ055217")),
    ],
)  # fmt: skip
def test_what_is_not_meant_is_told_beside_it(text: str, expects: str | None, value: tuple[str, str]) -> None:
    assert facts(text, expects) == [value]


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("t four four oh wait let me switch the lamp on t four four oh nine one two six", "member_id", "T4409126"),
        ("five one double two hang on ma'am i've got it upside down five one double two oh nine seven three", "claim_number",
         "51220973"),
        ("two seven seven one no four two seven seven four oh nine eight one", "claim_number", "27740981"),
        ("seven triple oh four four one nine two no sorry seven double oh four four one nine two", "claim_number", "70044192"),
        ("three one five eight eight oh two nine i'm sorry three one five eight oh two nine", "claim_number", "3158029"),
        ("f no wait is that an f no it's s as in sam four four one oh two seven", "member_id", "S441027"),
        ("p q that's q as in queen five five one oh two nine", "member_id", "PQ551029"),
        ("z l t that's d as in dog four oh nine nine two one", "member_id", "ZLD409921"),
        ("h r b that's b as in boy seven seven oh one two", "member_id", "HRB77012"),
        ("nine nine oh four seven and then an x like xylophone", "claim_number", "99047X"),
        ("six five double oh one two three and then a v as in victor", "member_id", "6500123V"),
        ("seven three double six triple oh double four and a nine", "claim_number", "7366000449"),
        ("thirty two four eighteen dash b", "claim_number", "32418B"),
        ("four four one nine oh dash c", "claim_number", "44190C"),
    ],
)  # fmt: skip
def test_begun_anew_and_described(text: str, expects: str, value: str) -> None:
    assert [v for n, v in facts(text, expects) if n == expects] == [value]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the codes are nine nine two one five and nine three oh oh oh", ["99215", "93000"]),
        ("the codes were ninety nine two thirteen and ninety six three seventy two", ["99213", "96372"]),
        ("i billed seven one two six oh and seven four one seven seven", ["71260", "74177"]),
        ("procedures are two nine eight eight one and a two nine eight eight two", ["29881", "29882"]),
        ("it's nine seven one one oh plus nine seven five three oh you denied the codes", ["97110", "97530"]),
        ("nine nine two one four with a fifty nine modifier is what they denied", ["99214"]),
        ("you rejected two oh six one oh with the r t modifier", ["20610"]),
        ("the code was nine three five oh six dash twenty six modifier", ["93506"]),
        ("we billed seven six seven zero zero with modifier twenty six", ["76700"]),
    ],
)
def test_two_procedures_and_their_modifiers(text: str, told: list[str]) -> None:
    assert facts(text) == [("procedure_code", value) for value in told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("please refax the remit for check four four oh nine one two to six one two five five five oh one six six",
         [("trace_number", "440912"), ("phone_number", "6125550166")]),
        ("send the e o b for claim five five oh one two seven three to two one five triple five oh one one four",
         [("claim_number", "5501273"), ("phone_number", "2155550114")]),
        ("fax claim eight eight one oh two seven four to four one two five five five oh one nine nine please",
         [("claim_number", "8810274"), ("phone_number", "4125550199")]),
        ("pull everything for member h t w double oh four one seven july first through september thirtieth twenty twenty six",
         [("member_id", "HTW00417"), ("date_of_service", {"start": "2026-07-01", "end": "2026-09-30"})]),
        ("we have m sixty one on it what now", [("remark_code", "M61")]),
        ("got n eighty one from you last week", [("remark_code", "N81")]),
    ],
)  # fmt: skip
def test_two_values_stand_in_a_line(text: str, told: list[tuple[str, object]]) -> None:
    assert sorted(facts(text), key=str) == sorted(told, key=str)


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("four four one to two oh nine seven", "claim_number", [("claim_number", "44122097")]),
        ("a b as in boy four four one nine two", "member_id", [("member_id", "AB44192")]),
        ("k a b as in boy four four one nine two", "member_id", [("member_id", "KAB44192")]),
        ("five five oh one two nine it's a nine not a five", "claim_number", [("claim_number", "590129")]),
        ("two two oh four seven a", "claim_number", [("claim_number", "22047A")]),
        ("it's a c four four one oh nine two", "member_id", [("member_id", "AC441092")]),
        ("one two three four five six seven eight no nine", "claim_number", [("claim_number", "12345679")]),
        ("seven seven one sorry seven seven two oh nine four", "claim_number", [("claim_number", "772094")]),
        ("d that's all i have", "member_id", []),
        ("eight eight oh one two three and that's it", "claim_number", [("claim_number", "880123")]),
    ],
)  # fmt: skip
def test_plain_numbers_stay_as_they_are(text: str, expects: str, told: list[tuple[str, str]]) -> None:
    assert facts(text, expects) == told


@pytest.mark.parametrize(
    ("text", "expects", "channel", "told"),
    [
        ("no b as in boy you've got d it's b t x two oh nine one four", None, "voice", [("member_id", "BTX20914")]),
        ("you read back five one one four it's two six two double oh nine four four", "claim_number", "voice",
         [("claim_number", "26200944")]),
        ("q b as in boy t as in tom four oh one double two with an a on the end", "member_id", "voice",
         [("member_id", "QBT40122A")]),
        ("twenty twenty six one one oh four nine two two k as in kilo", "claim_number", "voice",
         [("claim_number", "20261104922K")]),
        ("t r q four four oh seven one five sorry one four", "member_id", "voice", [("member_id", "TRQ440714")]),
        ("let's see here seventy two ten oh four four one nine", "claim_number", "voice", [("claim_number", "721004419")]),
        ("sorry not cpt 99215, meant 99214", None, "chat", [("procedure_code", "99214")]),
        ("HPN4417730 letter O not zero", "member_id", "sms", [("member_id", "HPN4417730")]),
        ("the office wants 310 from me why", None, "sms", [("amount", "310.00")]),
        ("i saw the doctor last friday did you get it", None, "voice", [("date_of_service", "2026-11-13")]),
        ("what dx goes with lumbar spondylosis", None, "chat", []),
        ("why is it not cpt 99214", None, "chat", [("procedure_code", "99214")]),
        ("they want 90 days from me", None, "chat", []),
    ],
)  # fmt: skip
def test_what_was_heard_wrong_and_what_was_not(
    text: str, expects: str | None, channel: str, told: list[tuple[str, str]]
) -> None:
    assert facts(text, expects, channel) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("eight oh four four one nine the nine is really a five", "804415"),
        ("eight oh four four one nine make that last one a five", "804415"),
        ("eight oh four four one nine change the nine to a five", "804415"),
        ("five five one two oh nine eight i said eight i meant six", "5512096"),
        ("two two nine seven one four no no four one it's two two nine seven four one", "229741"),
        ("four four one nine oh i think that's a zero two two seven", "44190227"),
        ("six one eight b i believe that's a b four four oh", "618B440"),
        ("nine two two oh eight one the two is actually a three", "923081"),
        ("eight oh four four one nine i think that's right", "804419"),
        ("eight oh four four one nine the one i gave before", "804419"),
        ("eight oh four four one nine change of plan", "804419"),
        ("eight oh four four one nine that's a good one", "804419"),
    ],
)
def test_one_character_is_put_right_in_other_words(text: str, told: str) -> None:
    assert facts(text, "claim_number") == [("claim_number", told)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nine nine two one five no nine nine two one four was billed", [("procedure_code", "99214")]),
        ("you denied seven one two six oh sorry seven one two five oh", [("procedure_code", "71250")]),
        ("the trace is oh oh four four one nine two eight eight and it's for six twelve forty",
         [("trace_number", "004419288"), ("amount", "612.40")]),
        ("k as in kite not c and then three three one oh nine nine is my member id", [("member_id", "K331099")]),
    ],
)  # fmt: skip
def test_a_whole_put_right(text: str, told: list[tuple[str, str]]) -> None:
    assert facts(text) == told


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("h as in henry i as in ice cream n as in new york two two oh one nine", "member_id", "HIN22019"),
        ("six six oh one two eight eight with a t in front", "member_id", "T6601288"),
        ("four four oh one nine two with an r at the beginning", "member_id", "R440192"),
        ("nine oh two two double one three and then i think a seven at the end", "claim_number", "90221137"),
        ("two two oh four one nine plus a b on the end", "claim_number", "220419B"),
        ("b as in ball no as in david four four one nine oh", "member_id", "D44190"),
        ("two two oh one, no, two two one oh, four four nine", "claim_number", "2210449"),
        ("eight eight one three scratch that eight eight three one oh four two", "claim_number", "8831042"),
        (
            "four four one nine that's four four one nine two oh seven that's two oh seven five",
            "claim_number",
            "44192075",
        ),
        ("four four one nine two oh seven that's all of it", "claim_number", "4419207"),
    ],
)
def test_what_stands_before_or_after_the_number(text: str, expects: str, value: str) -> None:
    assert [v for n, v in facts(text, expects) if n == expects] == [value]


@pytest.mark.parametrize(
    ("text", "expects", "channel", "told"),
    [
        ("c five five two no x just the letter c then five five two eight one", "member_id", "voice", ("member_id", "C55281")),
        ("lowercase R or a v? its r5571c3 with an R for river", "member_id", "chat", ("member_id", "R5571C3")),
        ("they gave me one hang on tango lima two two oh one oh six", "auth_number", "voice", ("auth_number", "TL220106")),
        ("did you get our fax for uh hang on two six four four one delta oh nine one seven that's the claim", None, "voice",
         ("claim_number", "26441D0917")),
    ],
)  # fmt: skip
def test_said_anew_after_talk(text: str, expects: str | None, channel: str, told: tuple[str, str]) -> None:
    assert told in facts(text, expects, channel)


@pytest.mark.parametrize(
    ("text", "expects", "channel", "fact"),
    [
        ("no my birthday is april second not april seventh nineteen fifty six", None, "voice", ("date_of_birth", "1956-04-02")),
        ("the visit of march third not march fifth twenty twenty six", None, "voice", ("date_of_service", "2026-03-03")),
        ("ten twelve seventy one excuse me seventy two", "date_of_birth", "voice", ("date_of_birth", "1972-10-12")),
        ("k as in kilo t as in tom eight one for too too oh seven", "member_id", "voice", ("member_id", "KT8142207")),
        ("one for six eight three eight eight four eight seven", "npi", "voice", ("npi", "1468388487")),
        ("it's on the w nine okay three one zero double seven one nine four two", "tax_id", "voice", ("tax_id", "310771942")),
        ("kilo two six kilo double one nine oh five two", "claim_number", "voice", ("claim_number", "K26K119052")),
        ("its yb 3098 8215", "member_id", "chat", ("member_id", "YB30988215")),
        ("appeal status 4 31T882KB20 pls", None, "sms", ("claim_number", "31T882KB20")),
        ("auth needed 4 97155?", None, "sms", ("procedure_code", "97155")),
    ],
)  # fmt: skip
def test_one_word_shared_by_two_or_sounding_like_a_figure(
    text: str, expects: str | None, channel: str, fact: tuple[str, object]
) -> None:
    assert facts(text, expects, channel) == [fact]


@pytest.mark.parametrize(
    "text",
    ["find me a heart doctor near 59801", "is the one for two two twenty six paid", "is it the third not the fifth"],
)
def test_no_such_word_is_read_where_there_is_none(text: str) -> None:
    assert not {"member_id", "procedure_code", "date_of_birth"} & {name for name, _ in facts(text)}
