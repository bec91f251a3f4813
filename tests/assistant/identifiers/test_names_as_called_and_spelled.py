"""Names told by their letters, by what people call somebody, by whose claim it is; who was only wished for; all made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def names(text: str, channel: str = "voice", expects: str | None = None) -> list[object]:
    found = extract(text, expects=expects, channel=channel, today=TODAY)
    return sorted(str(f.value) for f in found if f.name == "person_name")


@pytest.mark.parametrize(
    ("text", "expects", "heard"),
    [
        pytest.param("wojcik i spell it w o j c i k", "person_name", ["Wojcik"], id="i-spell-it"),
        pytest.param("it's oyelaran spelled o y e l a r a n you had it with an i", None, ["Oyelaran"], id="spelled"),
        pytest.param("no no it's nwosu n w o s u you put an r in it", None, ["Nwosu"], id="more-said-after"),
        pytest.param("xiomara the way you spell it is x i o m a r a", None, ["Xiomara"], id="words-between"),
        pytest.param("the patient is obi that's o b i nwosu n w o s u", None, ["Obi Nwosu"], id="two-parts"),
        pytest.param("you have it as shawn but it's spelled s e a n", "first_name", ["Sean"], id="letters-alone"),
        pytest.param("it's called dupixent d u p i x e n t do you cover it", None, [], id="a-drug"),
        pytest.param("can you spell denied d e n i e d", None, [], id="a-word"),
        pytest.param("they all call me ruthie", "person_name", ["Ruthie"], id="call-me"),
        pytest.param("i go by cletus", None, ["Cletus"], id="go-by"),
        pytest.param("it's rosalind but everybody calls me roz", "person_name", ["Rosalind"], id="but-called"),
        pytest.param("folks call me bo but it's actually tillie", "person_name", ["Tillie"], id="actually"),
        pytest.param("call me tomorrow please", None, [], id="call-me-when"),
        pytest.param("everybody calls me crazy", None, [], id="call-me-a-word"),
        pytest.param("you're saying it wrong it's xochitl", None, ["Xochitl"], id="said-wrong"),
        pytest.param("it's bartosz not bart it's me bartosz b a r t o s z", None, ["Bartosz"], id="said-again"),
    ],
)
def test_by_letters_and_as_called(text: str, expects: str | None, heard: list[str]) -> None:
    assert names(text, "voice", expects) == heard


@pytest.mark.parametrize(
    ("text", "channel", "heard"),
    [
        pytest.param("lets go back to the Kowalczyk claim", "chat", ["Kowalczyk"], id="the-claim"),
        pytest.param("on the hershberger appeal what did you pay", "voice", ["Hershberger"], id="the-appeal"),
        pytest.param("pull up that vanderhoek one again", "voice", ["Vanderhoek"], id="that-one"),
        pytest.param("auth denial on Lindqvist, what's missing", "chat", ["Lindqvist"], id="denial-on"),
        pytest.param("circle back to Dominguez", "chat", ["Dominguez"], id="back-to"),
        pytest.param("i said aileen brody not eileen brody", "voice", ["Aileen Brody"], id="i-said"),
        pytest.param("go back to the one for imogen", "voice", ["Imogen"], id="the-one-for"),
        pytest.param("status of the Ozempic denial", "chat", [], id="a-drug"),
        pytest.param("the walker claim was denied", "voice", [], id="a-device"),
        pytest.param("claim under Aetna", "chat", [], id="an-insurer"),
        pytest.param("is verda schlabach active with you", "voice", ["Verda Schlabach"], id="active"),
        pytest.param("is cosmetic surgery covered", "voice", [], id="covered"),
        pytest.param("need tavion j greer's visit", "voice", ["Tavion J Greer"], id="initial"),
        pytest.param("patient mary yellow horse", "voice", ["Mary Yellow Horse"], id="of-nature"),
        pytest.param("it's lorraine two bulls", "voice", ["Lorraine Two Bulls"], id="two-bulls"),
        pytest.param("got one more for ya beatrice fontaine", "voice", ["Beatrice Fontaine"], id="for-ya"),
        pytest.param("this is otis phonin about a bill", "voice", ["Otis"], id="clipped"),
        pytest.param("hey it's lurleen callin on behalf of my mama", "voice", ["Lurleen"], id="callin"),
        pytest.param("some fella called tellin me he's from medicare", "voice", [], id="tellin"),
        pytest.param("No, it's spelled Pham", "chat", ["Pham"], id="spelled-so"),
        pytest.param("its spelled Kathryn w a K and a Y", "chat", ["Kathryn"], id="spelled-with"),
    ],
)
def test_whose_claim_and_who_calls(text: str, channel: str, heard: list[str]) -> None:
    assert names(text, channel) == heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        pytest.param("you pulled up sandra keller i need sandra koehler", ["Sandra Koehler"], id="pulled-up"),
        pytest.param("no you're reading me carla stein i wanted carla steen", ["Carla Steen"], id="reading-me"),
        pytest.param("i have two patients lena ortiz and lena ortega", ["Lena Ortega", "Lena Ortiz"], id="two"),
        pytest.param("can i talk to brenda she was helping me yesterday", [], id="wished-for"),
        pytest.param("i talked to phyllis last week and she told me it was approved", [], id="only-said"),
        pytest.param("get me in to see doctor okafor next week", [], id="doctor-arranged"),
        pytest.param("callback is three one two five five five oh one four three ask for lyle", ["Lyle"], id="ask-for"),
    ],
)
def test_who_is_meant(text: str, heard: list[str]) -> None:
    assert names(text) == heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        pytest.param("Tran Thi Mai", ["Tran Thi Mai"], id="family-first"),
        pytest.param("Pham Van Duc is what the card says", ["Pham Van Duc"], id="more-after"),
        pytest.param(
            "Owen Rae Tuttle but I'm on my mom Dana Tuttle's plan", ["Dana Tuttle", "Owen Rae Tuttle"], id="plan-of"
        ),
    ],
)
def test_three_words_typed(text: str, heard: list[str]) -> None:
    assert names(text, "chat", "person_name") == heard


def test_birthdate_is_nobody() -> None:
    assert names("birthdate's three four fifty", expects="date_of_birth") == []
