"""What to have ready for this payer and this reason, and what is on hand."""

from __future__ import annotations

from collections.abc import Callable

from backend.codes import knowledge
from backend.pipeline.denials import remarks
from backend.pipeline.denials.checklist import checklist, missing
from backend.pipeline.denials.facts import AdjustmentFacts
from backend.pipeline.denials.triage import triage

Make = Callable[..., AdjustmentFacts]


def names(facts: AdjustmentFacts) -> dict[str, bool]:
    return {one.document: one.on_hand for one in checklist(facts, triage(facts))}


def test_what_is_no_denial_needs_nothing(make_facts: Make) -> None:
    assert names(make_facts(carc="45")) == {}
    assert names(make_facts(carc="18")) == {}


def test_the_reason_names_its_documents(make_facts: Make) -> None:
    wanted = names(make_facts(carc="29"))
    assert wanted["proof of timely filing"] is False
    assert wanted["copy of the remittance"] is True


def test_an_authorization_on_the_claim_is_on_hand(make_facts: Make) -> None:
    assert names(make_facts(authorization_on_file=True))["copy of the authorization"] is True
    assert names(make_facts(authorization_on_file=False))["copy of the authorization"] is False


def test_a_remark_that_asks_is_on_the_list(make_facts: Make) -> None:
    asked = [name for name in names(make_facts(carc="252", remarks=("M127",))) if "M127" in name]
    assert len(asked) == 1


def test_payers_have_their_own_forms(make_facts: Make) -> None:
    medicare = names(make_facts(carc="50", plan_type="medicare"))
    aetna = names(make_facts(carc="50", payer="AETNA LIFE"))
    assert any("CMS-20027" in name for name in medicare)
    assert any("NCD or LCD" in name for name in medicare)
    assert any("Aetna" in name for name in aetna)
    assert not any("Aetna" in name for name in medicare)


def test_each_document_is_named_once_and_the_missing_ones_are_told(make_facts: Make) -> None:
    facts = make_facts(carc="50")
    listed = [one.as_row() for one in checklist(facts, triage(facts))]
    assert len({row["document"] for row in listed}) == len(listed)
    assert "medical records" in missing(listed)
    assert "copy of the claim" not in missing(listed)


def test_every_remark_of_the_table_is_a_published_one_with_one_meaning() -> None:
    table = remarks._table()
    assert len(table) > 600
    assert [code for code in table if knowledge.rarc(code) is None] == []


def test_a_telling_remark_wins_over_one_that_only_says_something_is_missing() -> None:
    assert remarks.deciding(("MA130", "M76")) == ("coding", "correct_and_resubmit")
    assert remarks.deciding(("MA130",)) == ("missing_or_invalid_data", "correct_and_resubmit")
    assert remarks.deciding(("MA01",)) is None
    assert remarks.deciding(()) is None
