"""Any model that can be written, for hypothesis: texts, amounts, days and the models of each set built from them."""

from __future__ import annotations

import string
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from backend.x12.acknowledgement_277ca.models import (
    ClaimAcknowledgement,
    LevelAcknowledgement,
    LineAcknowledgement,
    StatusInformation,
)
from backend.x12.acknowledgement_999.models import ElementError, SegmentError, SetAcknowledgement
from backend.x12.claim_837 import models as claim_models
from backend.x12.delimiters import Delimiters
from backend.x12.eligibility_270_271 import models as eligibility_models
from backend.x12.parts import (
    Address,
    Adjustment,
    Amount,
    ClaimStatus,
    Contact,
    Dates,
    Name,
    Procedure,
    Quantity,
    Reference,
)
from backend.x12.remittance_835 import models as remittance_models
from backend.x12.remittance_835.reading import remark_codes
from backend.x12.status_276_277 import models as status_models

_ALPHABET = string.ascii_uppercase + string.digits + "éñÜ.-'&/"
texts = st.text(_ALPHABET, min_size=1, max_size=12)
maybe = st.just("") | texts
codes = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=3)
amounts = st.decimals(-9_999_999, 9_999_999, places=2, allow_nan=False).map(lambda value: value + Decimal(0))
quantities = st.integers(0, 9999).map(Decimal)
days = st.dates(date(1901, 1, 1), date(2099, 12, 31))
delimiters = st.sampled_from(
    [
        Delimiters(),
        Delimiters("|", ">", "^", "~"),
        Delimiters("+", ":", "!", "\n"),
        Delimiters("*", "<", "{", "\x1d"),
        Delimiters("\x1c", "\x1f", "\x1e", "\x1d"),
        Delimiters("~", "^", "=", "_"),
    ]
)


def made(model: Any, *parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A model from its fields in order. ``builds`` would fill fields left out with anything of their type."""
    return st.tuples(*parts).map(lambda values: model(*values))


def several(strategy: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(strategy, max_size=most).map(tuple)


def names(entity: st.SearchStrategy[str]) -> st.SearchStrategy[Name]:
    return made(Name, entity, st.sampled_from("12"), maybe, maybe, maybe, maybe, maybe, maybe, maybe)


addresses = made(Address, texts, maybe, texts, maybe, maybe, maybe)
references = several(made(Reference, codes, texts, maybe))
money = several(made(Amount, codes, amounts))
counted = several(made(Quantity, codes, quantities))
adjustments = several(made(Adjustment, st.sampled_from(["CO", "PR", "OA"]), codes, amounts, st.none() | quantities), 8)
modifiers = several(st.text(string.ascii_uppercase, min_size=2, max_size=2), 4)
procedures = made(Procedure, st.sampled_from(["HC", "AD", "N4"]), texts, modifiers, maybe)
single_days = several(made(Dates, codes, days))
periods = several(
    made(Dates, codes, days)
    | made(Dates, codes, days, days)
    | made(Dates, codes, days, st.none(), st.just("0930"))
    | made(Dates, codes, st.none(), st.none(), st.just("0930"))
)
numbers = several(st.tuples(st.sampled_from(["TE", "EM", "FX"]), texts), 3)
contacts = several(made(Contact, codes, maybe, numbers))
no_codes: st.SearchStrategy[tuple[str, ...]] = st.just(())
amount_codes = st.lists(maybe, max_size=8).map(lambda found: (*found, "0"))

line_payments = made(
    remittance_models.LinePayment,
    procedures,
    amounts,
    amounts,
    maybe,
    st.none() | quantities,
    st.none() | procedures,
    st.none() | quantities,
    single_days,
    adjustments,
    references,
    money,
    counted,
    several(codes),
)


def _claim_payment(draw: st.DrawFn) -> remittance_models.ClaimPayment:
    inpatient = draw(st.just(()) | amount_codes)
    outpatient = draw(st.just(()) | amount_codes)
    others = draw(several(names(st.sampled_from(["74", "82", "TT", "PR", "GB"]))))
    order = ["74", "82", "TT", "PR", "GB"]
    return remittance_models.ClaimPayment(
        *draw(st.tuples(texts, codes, amounts, amounts, amounts, maybe, texts)),
        draw(names(st.just("QC"))),
        *draw(st.tuples(maybe, maybe, maybe, st.none() | quantities)),
        adjustments=draw(adjustments),
        subscriber=draw(st.none() | names(st.just("IL"))),
        names=tuple(sorted(others, key=lambda name: order.index(name.entity))),
        references=draw(references),
        dates=draw(single_days),
        contacts=draw(contacts),
        amounts=draw(money),
        quantities=draw(counted),
        inpatient=inpatient,
        outpatient=outpatient,
        remarks=remark_codes(inpatient, outpatient),
        lines=draw(several(line_payments)),
    )


claim_payments = st.composite(_claim_payment)()
bank_accounts = made(remittance_models.BankAccount, maybe, maybe, maybe, maybe)
remittance_headers = made(
    remittance_models.RemittanceHeader,
    amounts,
    codes,
    days,
    texts,
    texts,
    made(remittance_models.Payer, texts, maybe, maybe, addresses, references, contacts),
    made(remittance_models.Payee, texts, maybe, maybe, addresses, references),
    codes,
    st.sampled_from("CD"),
    maybe,
    bank_accounts,
    bank_accounts,
    maybe,
    maybe,
    maybe,
    st.none() | days,
)
remittance_trailers = made(
    remittance_models.RemittanceTrailer,
    several(made(remittance_models.ProviderAdjustment, texts, days, codes, amounts, maybe), 9),
)

claim_providers = several(
    made(
        claim_models.ClaimProvider, names(st.sampled_from(["82", "DN", "77"])), maybe, st.none() | addresses, references
    )
)
adjudications = several(
    made(
        claim_models.LineAdjudication,
        texts,
        amounts,
        procedures,
        st.none() | quantities,
        adjustments,
        st.none() | days,
        maybe,
    )
)
_line_start = (st.integers(1, 999), procedures, amounts, quantities, codes)
_line_end = (
    periods,
    references,
    money,
    counted,
    several(made(Reference, codes, texts)),
    st.none() | made(claim_models.Drug, texts, st.none() | quantities, codes, maybe),
    claim_providers,
    adjudications,
)


def _line(start: tuple, own: tuple, end: tuple) -> claim_models.ServiceLine:  # type: ignore[type-arg]
    drug = end[5]
    if drug is not None and drug.quantity is None:
        end = (*end[:5], drug._replace(unit=""), *end[6:])
    return claim_models.ServiceLine(*start, *own, *end)


professional_lines = made(
    _line,
    st.tuples(*_line_start),
    st.tuples(st.just(""), maybe, several(st.integers(1, 12), 4), maybe),
    st.tuples(*_line_end),
)
institutional_lines = made(
    _line,
    st.tuples(*_line_start),
    st.tuples(texts, st.just(""), no_codes, st.just("")),
    st.tuples(*_line_end),
)
providers = made(
    claim_models.BillingProvider,
    names(st.just("85")),
    addresses,
    texts,
    st.just("EI"),
    maybe,
    several(made(Reference, st.sampled_from(["0B", "1G"]), texts)),
    contacts,
    st.none() | addresses,
)
subscribers = made(
    claim_models.Subscriber,
    codes,
    maybe,
    names(st.just("IL")),
    made(claim_models.Payer, names(st.just("PR")), st.none() | addresses, references),
    maybe,
    maybe,
    maybe,
    maybe,
    st.none() | addresses,
    days,
    maybe,
    references,
    contacts,
)
patients = made(
    claim_models.Patient, codes, names(st.just("QC")), st.none() | addresses, days, maybe, references, contacts
)
health_care_codes = several(
    made(claim_models.HealthCareCode, st.sampled_from(["ABK", "ABF", "BE", "BH"]), texts)
    | made(
        claim_models.HealthCareCode, st.sampled_from(["ABF", "BE"]), texts, maybe, maybe, st.none() | amounts, codes
    ),
    15,
)
other_payers = several(
    made(
        claim_models.OtherPayer,
        codes,
        maybe,
        maybe,
        names(st.just("IL")),
        names(st.just("PR")),
        maybe,
        maybe,
        maybe,
        adjustments,
        money,
        codes,
        codes,
        st.none() | days,
        references,
        st.just(()) | amount_codes,
    )
)


def claims(lines: st.SearchStrategy[claim_models.ServiceLine]) -> st.SearchStrategy[claim_models.Claim]:
    return made(
        claim_models.Claim,
        texts,
        amounts,
        codes,
        codes,
        codes,
        providers,
        subscribers,
        st.none() | patients,
        health_care_codes,
        several(lines),
        maybe,
        maybe,
        maybe,
        maybe,
        several(codes),
        maybe,
        maybe,
        st.none() | st.tuples(codes, codes, codes),
        periods,
        references,
        money,
        several(made(Reference, codes, texts)),
        several(st.tuples(codes, codes, maybe)),
        claim_providers,
        other_payers,
    )


submissions = made(
    claim_models.SubmissionHeader,
    texts,
    days,
    st.just("0800"),
    names(st.just("41")),
    names(st.just("40")),
    contacts,
    codes,
    codes,
)

statuses = st.lists(made(ClaimStatus, codes, codes, maybe), min_size=1, max_size=3).map(tuple)
information = several(made(StatusInformation, statuses, days, codes, st.none() | amounts, maybe))
receivers = made(
    LevelAcknowledgement, st.just("receiver"), names(st.just("41")), texts, information, references, counted, money
)
acknowledgements = made(
    ClaimAcknowledgement,
    names(st.just("QC")),
    texts,
    information,
    references,
    periods,
    several(made(LineAcknowledgement, procedures, amounts, maybe, information, references, periods)),
    st.none(),
    made(LevelAcknowledgement, st.just("provider"), names(st.just("85")), texts),
)

contexts = several(st.just("CLM01:123456789") | st.just("SITUATIONAL TRIGGER*CLM*43**5:3*1325"))
element_errors = made(
    ElementError, st.integers(1, 30), codes, st.none() | st.integers(1, 9), st.none(), maybe, maybe, contexts
)
set_acknowledgements = made(
    SetAcknowledgement,
    codes,
    texts,
    maybe,
    st.sampled_from("AERP"),
    several(codes, 5),
    several(made(SegmentError, codes, st.integers(1, 9999), maybe, codes, contexts, several(element_errors))),
)

people = made(status_models.Person, names(st.just("IL")), st.none(), st.just(""))
askers = made(status_models.Person, names(st.just("IL")), days, maybe)
dependents = made(status_models.Person, names(st.just("QC")), days, maybe)


def _parties(person: st.SearchStrategy, dependent: st.SearchStrategy) -> st.SearchStrategy[status_models.Parties]:  # type: ignore[type-arg]
    return made(
        status_models.Parties, names(st.just("PR")), names(st.just("41")), names(st.just("1P")), person, dependent
    )


answers = several(
    made(
        status_models.StatusAnswer,
        statuses,
        days,
        st.none() | amounts,
        st.none() | amounts,
        st.none() | days,
        st.none() | days,
        maybe,
        maybe,
        maybe,
    )
)
status_responses = made(
    status_models.StatusResponse,
    _parties(people, st.none()),
    texts,
    answers,
    references,
    periods,
    several(
        made(
            status_models.StatusLine,
            procedures,
            amounts,
            amounts,
            maybe,
            st.none() | quantities,
            answers,
            references,
            periods,
        )
    ),
)
status_inquiries = made(
    status_models.StatusInquiry,
    _parties(askers, st.none()) | _parties(people, dependents),
    texts,
    references,
    st.none() | amounts,
    periods,
    several(made(status_models.InquiryLine, procedures, amounts, maybe, st.none() | quantities, references, periods)),
)

insured = made(
    eligibility_models.Person,
    names(st.just("IL")),
    st.none() | days,
    maybe,
    st.none() | addresses,
    references,
    st.just(""),
)
covered_dependents = made(
    eligibility_models.Person, names(st.just("03")), st.none() | days, maybe, st.none() | addresses, references, maybe
)
traces = several(made(eligibility_models.Trace, st.sampled_from("12"), texts, maybe))
service_types = several(codes, 12)
rejections = several(made(eligibility_models.Rejection, codes, maybe, st.sampled_from("YN")))
eligibility_parties = made(
    eligibility_models.Parties, names(st.just("PR")), names(st.just("1P")), insured, st.none() | covered_dependents
)
eligibility_inquiries = made(
    eligibility_models.EligibilityInquiry,
    eligibility_parties,
    traces,
    st.lists(codes, min_size=1, max_size=5).map(tuple),
    periods,
    st.none() | procedures,
)
benefits = several(
    made(
        eligibility_models.Benefit,
        codes,
        maybe,
        service_types,
        maybe,
        maybe,
        maybe,
        st.none() | amounts,
        st.none() | amounts,
        maybe,
        st.none() | quantities,
        maybe,
        maybe,
        st.none() | procedures,
        references,
        periods,
        several(texts),
        rejections,
        several(names(st.just("P3"))),
    )
)
eligibility_responses = made(
    eligibility_models.EligibilityResponse,
    eligibility_parties,
    st.lists(made(eligibility_models.Trace, st.sampled_from("12"), texts, maybe), min_size=1, max_size=2).map(tuple),
    rejections,
    periods,
    benefits,
)
