"""How other people say numbers, stays, sums and names: in parts, one more at the end, two of a kind; made up."""

# ruff: noqa: E501 - a line that was said reads best on one line

from __future__ import annotations

from datetime import date

import pytest

from assistant.evaluate import CANONICAL_ENTITIES
from assistant.identifiers import extract

TODAY = date(2026, 11, 22)
HEEDED = 0.3


def facts(channel: str, expects: str | None, text: str) -> set[str]:
    """The facts of a line as "kind=value", a stay as "first/last"."""
    found = extract(text, expects=expects, channel=channel, today=TODAY)
    told = [f for f in found if f.name in CANONICAL_ENTITIES and f.confidence >= HEEDED]
    return {f"{f.name}={f.value if isinstance(f.value, str) else '/'.join(f.value.values())}" for f in told}


@pytest.mark.parametrize(
    ("channel", "expects", "text", "told"),
    [
        ('phone', 'member_id', 'k l r seven seven oh two one nine and then one more seven', 'member_id=KLR7702197'),
        ('phone', 'member_id', 'okay um four zero zero nine one eight six five then another five', 'member_id=400918655'),
        ('phone', 'member_id', 'four four one oh nine two seven and one more seven', 'member_id=44109277'),
        ('phone', 'member_id', 'x q b three one five oh nine then another nine at the end', 'member_id=XQB315099'),
        ('phone', 'claim_number', 'seven seven two one oh four and then one more zero', 'claim_number=7721040'),
        ('phone', 'claim_number', 'h four four nine two one eight and another eight', 'claim_number=H4492188'),
        ('phone', 'member_id', "b b three three oh nine one two and then there's a one and a four", 'member_id=BB33091214'),
        ('phone', 'claim_number', "r two oh one seven seven eight then there's a dash and it's oh three", 'claim_number=R20177803'),
        ('phone', 'member_id', 'm four four one two eight nine seven with a dash oh two after it', 'member_id=M441289702'),
        ('phone', 'member_id', 'okay the little numbers here eight oh four four one double nine two six and then another zero', 'member_id=8044199260'),
        ('phone', 'member_id', "double u two oh four four one seven seven double three and then there's a dash zero one", 'member_id=W20441773301'),
    ],
)  # fmt: skip
def test_one_more_character_is_added_at_the_end(channel: str, expects: str | None, text: str, told: str) -> None:
    assert facts(channel, expects, text) == set(told.split("; "))


@pytest.mark.parametrize(
    ("channel", "expects", "text", "told"),
    [
        ('phone', 'claim_number', 'nineteen oh four nope let me do it digit by digit one nine oh four four two seven one', 'claim_number=19044271'),
        ('phone', 'member_id', "eighty four twelve wait i'll say them one at a time eight four one two five five oh nine six", 'member_id=841255096'),
        ('phone', 'claim_number', 'forty one thousand let me read it slower four one zero zero zero nine two seven', 'claim_number=41000927'),
        ('phone', 'npi', "fifteen eighty eight i'll just go one by one one five eight eight six six two oh four three", 'npi=1588662043'),
        ('phone', 'claim_number', 'four four oh nine one two sorry let me start from the beginning four four oh nine two one eight seven', 'claim_number=44092187'),
        ('phone', 'member_id', "it's n not m n five five oh two one eight eight seven", 'member_id=N55021887'),
        ('phone', 'member_id', "ninety one hundred twenty two no i'll do it one at a time nine one oh oh two two seven three four five one one", 'member_id=910022734511'),
    ],
)  # fmt: skip
def test_a_number_begun_is_taken_back_and_said_one_by_one(
    channel: str, expects: str | None, text: str, told: str
) -> None:
    assert facts(channel, expects, text) == set(told.split("; "))


@pytest.mark.parametrize(
    ("channel", "expects", "text", "told"),
    [
        ('phone', 'member_id', 'seven oh one two hold on my cat is on the paper okay four four nine six three', 'member_id=701244963'),
        ('phone', 'member_id', 'the number on the front is y t z two eight eight one five nothing wait two eight eight one five oh six', 'member_id=YTZ2881506'),
        ('phone', 'claim_number', 'two six one nine three can you hear me okay five five oh seven one', 'claim_number=2619355071'),
        ('phone', 'npi', 'one two zero zero three let me scroll down three four four eight four', 'npi=1200334484'),
        ('phone', 'member_id', 'five five oh one hello sorry i lost you there four two nine eight eight', 'member_id=550142988'),
        ('phone', 'member_id', 'w four four oh nine did you get that part two seven one eight', 'member_id=W44092718'),
        ('phone', 'npi', 'one five eight eight six are you typing this six two oh four three', 'npi=1588662043'),
        ('phone', 'npi', 'one oh four four my computer is so slow today oh oh seven three one two', 'npi=1044007312'),
        ('phone', 'tax_id', 'eight one three three got it okay nine oh two seven six', 'tax_id=813390276'),
        ('phone', 'phone_number', 'six one two hang on my boss is talking to me five five five oh one nine nine', 'phone_number=6125550199'),
        ('phone', 'claim_number', "h seven seven one oh sorry there's a truck outside nine two four", 'claim_number=H7710924'),
        ('phone', 'claim_number', 'k four four one nine you with me so far oh two two', 'claim_number=K4419022'),
        ('phone', None, 'my member number is seven seven one two oh kids be quiet please four four nine eight', 'member_id=771204498'),
        ('phone', 'claim_number', 'uh two six one one eight hello are you there okay eight three four oh five two', 'claim_number=26118834052'),
    ],
)  # fmt: skip
def test_talk_to_somebody_breaks_a_number_off(channel: str, expects: str | None, text: str, told: str) -> None:
    assert facts(channel, expects, text) == set(told.split("; "))


@pytest.mark.parametrize(
    ("channel", "expects", "text", "told"),
    [
        ('phone', 'date_of_birth', 'the nineteenth of may one nine seven six', 'date_of_birth=1976-05-19'),
        ('phone', 'date_of_birth', 'three of april one nine nine one', 'date_of_birth=1991-04-03'),
        ('phone', 'date_of_birth', 'halloween ten thirty one seventy seven', 'date_of_birth=1977-10-31'),
        ('phone', 'date_of_birth', 'day fourteen month nine year one nine eight eight', 'date_of_birth=1988-09-14'),
        ('phone', 'date_of_birth', 'february two nine two thousand', 'date_of_birth=2000-02-29'),
        ('phone', 'date_of_service', 'admit was ten two twenty six discharge ten seven twenty six', 'date_of_service=2026-10-02/2026-10-07'),
        ('phone', 'date_of_service', 'it was a stay june twenty ninth until july third twenty twenty six', 'date_of_service=2026-06-29/2026-07-03'),
        ('phone', 'date_of_service', 'admitted february third twenty six and then went home on the seventh', 'date_of_service=2026-02-03/2026-02-07'),
        ('phone', 'date_of_service', 'twenty eighth july this year', 'date_of_service=2026-07-28'),
        ('phone', None, "i'm calling for my husband ernesto villanueva he's eight eight sixty six", 'person_name=Ernesto Villanueva; date_of_birth=1966-08-08'),
        ('phone', 'date_of_birth', 'twelve of january one nine five eight', 'date_of_birth=1958-01-12'),
        ('phone', 'date_of_birth', 'the sixth of december one nine eight one', 'date_of_birth=1981-12-06'),
        ('phone', 'date_of_birth', 'august twenty four one nine six five', 'date_of_birth=1965-08-24'),
        ('phone', 'date_of_birth', 'eleven of november two zero zero one', 'date_of_birth=2001-11-11'),
        ('phone', 'date_of_birth', 'june one five nineteen seventy', 'date_of_birth=1970-06-15'),
        ('phone', 'date_of_birth', "valentine's day two fourteen sixty", 'date_of_birth=1960-02-14'),
        ('phone', 'date_of_birth', "i'm a new year's day baby one one fifty five", 'date_of_birth=1955-01-01'),
        ('phone', 'date_of_birth', 'twenty third may nineteen ninety', 'date_of_birth=1990-05-23'),
        ('phone', 'date_of_birth', 'april the second one nine seven nine', 'date_of_birth=1979-04-02'),
        ('phone', 'date_of_service', 'thirtieth september this year', 'date_of_service=2026-09-30'),
        ('phone', 'date_of_service', 'she was in the hospital from one four twenty six and got out one nine twenty six', 'date_of_service=2026-01-04/2026-01-09'),
        ('phone', 'date_of_service', 'admission date may fourth discharge date may eighth twenty twenty six', 'date_of_service=2026-05-04/2026-05-08'),
        ('phone', 'date_of_service', 'i was admitted on the first of july and they let me go on the third', 'date_of_service=2026-07-01/2026-07-03'),
        ('phone', 'date_of_service', 'he was inpatient august tenth twenty six discharged august fifteenth', 'date_of_service=2026-08-10/2026-08-15'),
        ('phone', 'date_of_service', 'admitted three one twenty six dc three four twenty six', 'date_of_service=2026-03-01/2026-03-04'),
        ('phone', 'date_of_service', 'in on june second out on june fifth', 'date_of_service=2026-06-02/2026-06-05'),
        ('phone', 'date_of_service', 'admitted november first came home november fifth', 'date_of_service=2026-11-01/2026-11-05'),
        ('phone', None, 'she stayed september third through the sixth and nobody paid', 'date_of_service=2026-09-03/2026-09-06'),
        ('phone', None, 'patient admitted four one twenty six discharged four nine twenty six what is the status', 'date_of_service=2026-04-01/2026-04-09'),
        ('phone', None, "he's six fourteen eighty one does he have vision", 'date_of_birth=1981-06-14'),
        ('phone', None, "check if she's active she's ten ten nineteen ninety two", 'date_of_birth=1992-10-10'),
        ('phone', None, 'we filed a claim for july second did you get it', 'date_of_service=2026-07-02'),
        ('phone', None, 'an appeal was sent for the ninth of march what happened', 'date_of_service=2026-03-09'),
        ('phone', 'date_of_birth', 'seventeen of july one nine eight four', 'date_of_birth=1984-07-17'),
        ('phone', 'date_of_birth', 'veterans day eleven eleven fifty two', 'date_of_birth=1952-11-11'),
        ('phone', 'date_of_service', 'he was admitted twelve twenty nine twenty five and discharged january second twenty six', 'date_of_service=2025-12-29/2026-01-02'),
        ('phone', None, 'we sent an appeal in for april eighth twenty twenty six has anybody made a decision', 'date_of_service=2026-04-08'),
        ('phone', None, "my daughter was in the psych unit after her attempt how many of her inpatient days are used up she's two eleven oh nine", 'date_of_birth=2009-02-11'),
    ],
)  # fmt: skip
def test_days_and_stays_are_told_in_many_ways(channel: str, expects: str | None, text: str, told: str) -> None:
    assert facts(channel, expects, text) == set(told.split("; "))


@pytest.mark.parametrize(
    ("channel", "expects", "text", "told"),
    [
        ('phone', None, "the statement has one twelve forty on it and i don't know what for", 'amount=112.40'),
        ('phone', None, "there's twelve hundred sitting in patient responsibility on my explanation of benefits", 'amount=1200.00'),
        ('phone', None, "we're showing eight forty five twenty outstanding for april second twenty twenty six", 'amount=845.20; date_of_service=2026-04-02'),
        ('phone', None, "the bill's nine ninety five and i only make two thousand a month", 'amount=995.00; amount=2000.00'),
        ('phone', None, 'is there seven hundred still outstanding on may third', 'amount=700.00; date_of_service=2026-05-03'),
        ('phone', None, 'we show four twelve sixty outstanding', 'amount=412.60'),
        ('phone', None, 'my letter says two ninety four fifty on it and i paid already', 'amount=294.50'),
        ('phone', None, 'it has six oh eight eleven at the bottom do i pay that', 'amount=608.11'),
        ('phone', None, 'can they accept twenty five a month', 'amount=25.00'),
        ('phone', None, "let's set it up at a hundred a month", 'amount=100.00'),
        ('phone', None, 'could they do thirty a week', 'amount=30.00'),
        ('phone', None, "there's nine hundred forty under what i owe", 'amount=940.00'),
        ('phone', None, 'i only bring home fifteen hundred a month', 'amount=1500.00'),
        ('phone', None, "we've got nine hundred fifteen outstanding on you for eight twelve twenty six is that thing still pending", 'amount=915.00; date_of_service=2026-08-12'),
        ('phone', None, "i got this thing that says this is not a bill but then it's got three eighteen twenty seven on it what's it mean and do i owe it", 'amount=318.27'),
        ('phone', None, "could they take fifty a month off me that's all i've got with my social security", 'amount=50.00'),
    ],
)  # fmt: skip
def test_sums_are_told_without_the_word_dollars(channel: str, expects: str | None, text: str, told: str) -> None:
    assert facts(channel, expects, text) == set(told.split("; "))


@pytest.mark.parametrize(
    ("channel", "expects", "text", "told"),
    [
        ('phone', None, 'you paid the nine nine two one four but not the two oh six one oh', 'procedure_code=99214; procedure_code=20610'),
        ('phone', None, 'the nine three thousand went through but not nine three three oh six', 'procedure_code=93000; procedure_code=93306'),
        ('phone', None, 'you covered seven one oh four six but not seven one two five oh', 'procedure_code=71046; procedure_code=71250'),
        ('phone', None, 'they billed a seven two one four eight with a twenty six modifier', 'procedure_code=72148'),
        ('phone', None, 'does a two seven four four seven need prior auth', 'procedure_code=27447'),
        ('phone', None, 'the doctor did a four five three eight oh was it paid', 'procedure_code=45380'),
        ('chat', None, 'why is there a 97 in the reason box', 'adjustment_code=97'),
        ('chat', None, 'the 22 under adj reason code - what is it', 'adjustment_code=22'),
        ('chat', None, 'it shows 109 as the denial reason', 'adjustment_code=109'),
        ('chat', None, 'i see a 29 next to reason', 'adjustment_code=29'),
        ('chat', None, 'paid 97110 but not 97140, why', 'procedure_code=97110; procedure_code=97140'),
        ('chat', None, 'it has a 45 under reason code', 'adjustment_code=45'),
        ('chat', None, 'theres a 204 listed as the reason and M15 as remark', 'adjustment_code=204; remark_code=M15'),
        ('phone', None, 'we billed a nine nine two one four with a twenty five modifier', 'procedure_code=99214'),
        ('phone', None, 'you all paid ninety seven one ten but not ninety seven one forty how come', 'procedure_code=97110; procedure_code=97140'),
        ('chat', None, 'theres a 96 under "reason code" and N130 under remarks. whats it mean in english', 'adjustment_code=96; remark_code=N130'),
    ],
)  # fmt: skip
def test_codes_stand_beside_each_other_or_beside_their_heading(
    channel: str, expects: str | None, text: str, told: str
) -> None:
    assert facts(channel, expects, text) == set(told.split("; "))


@pytest.mark.parametrize(
    ("channel", "expects", "text", "told"),
    [
        ('phone', None, "i'm calling on two claims the first is k four one nine oh two two seven and the other one is k four one nine oh two two eight", 'claim_number=K4190227; claim_number=K4190228'),
        ('chat', None, 'there are 3 claims: 7740192, 7740193 and 7740201', 'claim_number=7740192; claim_number=7740193; claim_number=7740201'),
        ('phone', None, 'two claims k four one nine oh two two seven and k four one nine oh two two eight', 'claim_number=K4190227; claim_number=K4190228'),
        ('phone', None, 'status on claims r four four seven one one nine oh and r four four seven one one nine one', 'claim_number=R4471190; claim_number=R4471191'),
        ('chat', None, 'I have two claims 7740192 and 7740193', 'claim_number=7740192; claim_number=7740193'),
        ('chat', None, 'status on these claims: R4471190, R4471191, R4471192', 'claim_number=R4471190; claim_number=R4471191; claim_number=R4471192'),
        ('chat', None, 'pls check 26099014437 & 26099014438', 'claim_number=26099014437; claim_number=26099014438'),
        ('chat', None, 'need eob for claims 5512907 and 5512908', 'claim_number=5512907; claim_number=5512908'),
        ('chat', None, 'W115762449 and W115762450 both active?', 'member_id=W115762449; member_id=W115762450'),
        ('chat', None, 'what happened to 2605119934', 'claim_number=2605119934'),
        ('chat', None, 'any update 2609944170', 'claim_number=2609944170'),
        ('chat', None, '2605119934 paid?', 'claim_number=2605119934'),
        ('chat', None, 'our NPI 2306217953, status of 2605119934', 'npi=2306217953; claim_number=2605119934'),
        ('chat', None, "there's 2 claims, 26099014437 and 26099014438", 'claim_number=26099014437; claim_number=26099014438'),
        ('chat', None, 'Where is 2605119934, its been 60 days, and I want a rep on this today', 'claim_number=2605119934'),
        ('chat', None, 'list every claim for Denise Abernathy from 10/1/26 to 10/31/26 and also whats going on w/ 2609944170', 'person_name=Denise Abernathy; date_of_service=2026-10-01/2026-10-31; claim_number=2609944170'),
    ],
)  # fmt: skip
def test_numbers_in_one_list_are_of_one_kind(channel: str, expects: str | None, text: str, told: str) -> None:
    assert facts(channel, expects, text) == set(told.split("; "))


@pytest.mark.parametrize(
    ("channel", "expects", "text", "told"),
    [
        ('phone', None, 'is my son jaylen still covered', 'person_name=Jaylen'),
        ('chat', None, 'is my baby Noah on the plan', 'person_name=Noah'),
        ('chat', None, 'Has my wife Anjali been added yet', 'person_name=Anjali'),
        ('chat', None, 'does my daughter Zoe have dental', 'person_name=Zoe'),
        ('phone', 'person_name', 'the patient is pham van duc', 'person_name=Pham Van Duc'),
        ('phone', None, 'is my wife leticia on this plan too', 'person_name=Leticia'),
        ('phone', None, 'does my little boy mateo have dental', 'person_name=Mateo'),
        ('phone', None, 'was my daughter jasmine ever added', 'person_name=Jasmine'),
        ('phone', None, 'has my husband raymond met his deductible', 'person_name=Raymond'),
        ('chat', None, 'is my son Elijah still active', 'person_name=Elijah'),
        ('chat', None, 'did my wife Carmen get added', 'person_name=Carmen'),
        ('chat', None, 'can my daughter Aaliyah see a counselor on this plan', 'person_name=Aaliyah'),
        ('phone', None, 'the patient is nguyen thi lan', 'person_name=Nguyen Thi Lan'),
        ('chat', None, 'is my new baby Mateo added on the insurance yet?', 'person_name=Mateo'),
    ],
)  # fmt: skip
def test_a_name_is_told_by_whose_it_is(channel: str, expects: str | None, text: str, told: str) -> None:
    assert facts(channel, expects, text) == set(told.split("; "))


@pytest.mark.parametrize(
    ("channel", "expects", "text", "told"),
    [
        ('phone', None, 'i have one more claim k four four one nine oh two two', 'claim_number=K4419022'),
        ('phone', None, "it's claim k five five one two nine oh seven and another one please", 'claim_number=K5512907'),
        ('phone', None, 'can i get one more nine nine two one four', 'procedure_code=99214'),
        ('phone', None, 'i have another claim four four oh nine one eight two seven', 'claim_number=44091827'),
        ('phone', None, 'do i need another visit or just one more', ''),
        ('phone', None, "there's a two hundred dollar copay on here", 'amount=200.00'),
        ('phone', None, "there's three claims open for me", ''),
        ('phone', 'member_id', "my id is x p r five one oh seven two two there's two of us on the plan", 'member_id=XPR510722'),
        ('phone', 'member_id', 'can you say it again one at a time', ''),
        ('phone', 'member_id', 'let me do it over again w one one nine two oh four five six', 'member_id=W11920456'),
        ('phone', 'member_id', 'w one one nine two oh four five six and my husband is born four four nineteen eighty', 'member_id=W11920456; date_of_birth=1980-04-04'),
        ('phone', None, 'he left on march second twenty twenty six without being seen', 'date_of_service=2026-03-02'),
        ('phone', None, "she's five eleven and weighs two hundred", ''),
        ('phone', None, "he's nine and she's twelve", ''),
        ('phone', None, "i'm sixty two and retired", ''),
        ('phone', None, 'does my son need a referral', ''),
        ('phone', None, 'is my wife still covered', ''),
        ('phone', None, "is my husband's claim paid", ''),
        ('phone', None, 'has my daughter been approved', ''),
        ('phone', None, 'is my baby due in may covered', ''),
        ('phone', None, 'the statement has eight twelve twenty six on it', 'date_of_service=2026-08-12'),
        ('phone', None, 'i take fifty a month of those', ''),
        ('phone', None, 'they gave me thirty a month', ''),
        ('phone', None, 'i get about twenty visits a month', ''),
        ('phone', None, 'two thousand twenty six was a bad year', ''),
        ('chat', None, 'line 2 under code 97110', 'procedure_code=97110'),
        ('chat', None, '30 days in a row', ''),
        ('chat', None, '2 visits as listed', ''),
        ('chat', None, 'NPI 1588662043 and claim 2611900482', 'npi=1588662043; claim_number=2611900482'),
        ('chat', None, 'claims 7740192 and 7740193 were paid not 7740194', 'claim_number=7740192; claim_number=7740193'),
        ('chat', None, 'Claims department please', ''),
        ('chat', None, 'W115762449, 3/9/71', 'member_id=W115762449; date_of_birth=1971-03-09'),
        ('phone', None, "not nine seven one one oh it's nine seven one one two", 'procedure_code=97112'),
        ('phone', 'date_of_birth', 'march third nineteen eighty four', 'date_of_birth=1984-03-03'),
        ('phone', 'date_of_service', "i don't know i left the house before eight", ''),
        ('phone', 'date_of_service', 'october second and then i left town', 'date_of_service=2026-10-02'),
        ('phone', 'date_of_service', 'i was discharged october second', 'date_of_service=2026-10-02'),
        ('phone', 'date_of_service', 'it was the second i think', ''),
        ('phone', 'claim_number', 'okay so four four oh nine one eight two seven okay', 'claim_number=44091827'),
        ('phone', 'npi', 'one five eight eight six six two oh four three and my name is dana', 'npi=1588662043; person_name=Dana'),
        ('phone', 'tax_id', 'four seven two nine one one oh six eight and the zip is five five one oh two', 'tax_id=472911068'),
        ('phone', 'npi', "the number i have is one five eight eight six six two oh four three and i'm calling about four patients", 'npi=1588662043'),
    ],
)  # fmt: skip
def test_everyday_lines_tell_no_more_than_they_say(channel: str, expects: str | None, text: str, told: str) -> None:
    assert facts(channel, expects, text) == set(filter(None, told.split("; ")))
