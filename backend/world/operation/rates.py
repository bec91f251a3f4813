"""How often things go wrong in the simulated year: the one place to look them up. Thousandths unless said otherwise.

Sources of the proportions are named where they are published; the others are our assumption, chosen before the first run
and the same for every way of working that is compared.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Registration:
    """The front desk's record of a patient's insurance, against the truth. Of patients."""

    typed_wrong: int = 12
    """A slip in the member id."""
    old_plan: int = 40
    """The patient changes plan during the year (one in twenty-five), and the old card stays on file."""
    lapses: int = 15
    """Cover ends during the year, and nothing takes its place."""
    second_plan: int = 80
    """Has a second plan; the practice knows of it …"""
    second_unknown: int = 12
    """… or does not, and that one pays first."""
    scheduled: int = 930
    """Visits on the schedule beforehand; the others walk in, and nobody asks the payer."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What notes leave out or say wrong. Of the services or notes it can happen to."""

    no_level: int = 25
    no_minutes: int = 25
    no_side: int = 15
    no_diagnosis: int = 6
    unsigned: int = 8
    written_otherwise: int = 30
    """Blanks or small letters in a number: one answer is possible, so we write it right ourselves."""
    no_modifier_25: int = 50
    part_billed_too: int = 10
    units_typed_wrong: int = 2
    sent_twice: int = 2
    sex_typed_wrong: int = 2
    place_typed_wrong: int = 2
    closed_late: int = 1
    """Closed so late that the time to file is nearly over."""
    authorization_left_out: int = 40
    """It was obtained, and the note does not name it."""
    never_authorized: int = 25
    """It was needed, and nobody asked for it."""
    answered: int = 850
    """Queries a physician answers within the window, one or two days after they were asked."""


@dataclass(frozen=True, slots=True)
class Door:
    """Payers' front doors. Of claims, or of files where said."""

    file_rejected: int = 3
    """Of files: the clearinghouse's translator returns it whole."""
    lost: int = 6
    """Never acknowledged, never decided: silence."""
    rejected_for_nothing: int = 7
    """Returned at the door for the payer's own trouble; the same claim sent again is taken."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Payers' decisions. Of claims that reach the desk and break no rule of the payer.

    First denials of the industry lie near 12 % of claims (Change Healthcare 2020, 11.1 % at submission); here the sum of
    these and of the rules that are broken.
    """

    stuck: int = 9
    """Waits without a word until asked (276)."""
    medical_necessity: int = 10
    records_wanted: int = 12
    not_covered: int = 9
    benefit_limit: int = 4
    coding_view: int = 6
    """The payer holds the diagnosis against the procedure."""
    payers_mistake: int = 14
    """Denied by mistake: authorization overlooked, a claim taken for its twin, data that were there."""
    underpaid: int = 14
    """Paid below the contract."""
    taken_back: int = 8
    """Paid claims an audit takes back one to four months later, half of them to pay them again lower."""
    overpaid_recouped: int = 3
    """Overpaid, and the difference kept back from a later payment (PLB WO)."""


@dataclass(frozen=True, slots=True)
class Remittances:
    """How payers' files go wrong. Of advices, or of files where said."""

    account_number_cut: int = 3
    """CLP01 cut short, and no number of ours on it."""
    not_adding_up: int = 2
    file_sent_twice: int = 20
    """Of files."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What becomes of what is mailed or telephoned to payers. Of those sent."""

    mistakes_overturned: int = 900
    necessity_overturned: int = 450
    authorization_overturned: int = 300
    others_overturned: int = 120
    records_accepted: int = 850


@dataclass(frozen=True, slots=True)
class People:
    """What patients and the practice do."""

    reached: int = 850
    """Patients the front desk reaches before the visit about their insurance."""
    pays_statement: int = 550
    """Of statements, within the cycle; asks for a plan, or is in hardship, as said below."""
    asks_for_plan: int = 60
    hardship: int = 30
    approves: int = 900
    """Write-offs the named approver at the practice grants."""


@dataclass(frozen=True, slots=True)
class Rates:
    """All of it."""

    registration: Registration = Registration()
    notes: Notes = Notes()
    door: Door = Door()
    desk: Desk = Desk()
    remittances: Remittances = Remittances()
    paper: Paper = Paper()
    people: People = People()
