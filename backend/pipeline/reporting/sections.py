"""The sections of the monthly package, each from the lists it stands on. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from backend.pipeline.reporting.figures import ZERO, Lists, changed, figure, median, rate, share, shown
from backend.pipeline.reporting.schemas import Chart, Figure, ListRef, Point, Row, Section, Table

BUCKETS = ("0-30", "31-60", "61-90", "91-120", "over 120")
OWED_BY = {
    "undecided": "with payers, not decided",
    "receivable_payer": "payers, after a decision",
    "receivable_denied": "denied, under work",
    "receivable_patient": "patients",
}
CHARGE_DAYS = 90
MOST_ROWS = 15
NO_ENCOUNTERS = "The practice sends no encounters: it bills by itself, and nothing here sees when."
NOT_OUT_BY_US = "No claim of this client is built and sent here: its claims come in as billed."
NO_CONTRACT = "No contract terms of its payers are on file to compare with."
TOLD: dict[str, str] = {
    "too_little_detail": "too little detail", "open": "open", "decided_again": "decided anew by the payer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PatternFound:
    """A denial pattern in words."""

    key: str
    payer: str
    carc: str
    where: str
    denied: str
    amount: Decimal
    cause: str
    fixer: str
    state: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Which sources the client feeds at all."""

    encounters: bool
    outgoing: bool
    acknowledged: bool
    contracts: bool
    adjudication: bool


def words(name: str) -> str:
    return TOLD.get(name, name.replace("_", " "))


def claims_out(lists: Lists, sources: Sources) -> Section:
    """Clean claims, acceptance, lags before the claim leaves."""
    clean = rate("clean_claim_rate", "clean", lists, "claims sent", missing=_why(sources.outgoing, NOT_OUT_BY_US))
    silent = "No payer acknowledges this client's claims to us."
    accepted = rate("first_pass_acceptance", "entered", lists, "claims", missing=_why(sources.acknowledged, silent))
    missing = _why(sources.encounters, NO_ENCOUNTERS)
    lag = median("charge_lag", "charge_lag", "days", lists, missing=missing)
    coded = rate("coded_in_time", "coding", lists, "encounters coded", missing=missing)
    waiting = lists.total("unsent")
    unsent = figure(
        "unsent", "money", waiting.amount if sources.outgoing else None, lists,
        made_of=f"{waiting.count:,} claims", claims=ListRef(basis="unsent"), missing=NOT_OUT_BY_US,
    )  # fmt: skip
    rows = []
    for payer, name in lists.payers("entered"):
        good, whole = lists.total("entered", payer=payer, hit=True).count, lists.total("entered", payer=payer)
        cells = [name, f"{whole.count:,}", f"{whole.count - good:,}", shown(share(good, whole.count), "percent")]
        rows.append(Row(cells=[*cells, shown(whole.amount, "money")], claims=ListRef(basis="entered", payer_id=payer)))
    heads = ["Payer", "Claims", "Rejected", "Accepted at first", "Charges"]
    table = Table(key="acceptance", title="Acceptance by payer", heads=heads, numbers=[1, 2, 3, 4], rows=rows)
    return Section(key="out", title="Claims out", figures=[clean, accepted, lag, coded, unsent], tables=[table])


def receivables(lists: Lists) -> Section:
    """What is owed, how old it is, and for how many days of charges it stands."""
    whole, opening = lists.total("ageing").amount, lists.total("opening").amount
    daily = lists.total("daily_charges").amount / CHARGE_DAYS
    owed = figure(
        "receivables", "money", whole, lists, before=opening,
        made_of=f"{lists.total('ageing').count:,} open balances", claims=ListRef(basis="ageing"),
    )  # fmt: skip
    days = _days(whole, daily)
    no_charges = "No charges in the last 90 days to divide by."
    in_days = figure(
        "days_in_ar", "days", days, lists, made_of=f"{shown(whole, 'money')} at {shown(daily, 'money')} of charges a day",
        claims=ListRef(basis="ageing"), missing=no_charges,
    )  # fmt: skip
    old = [f"{kind}|{bucket}" for kind in OWED_BY for bucket in BUCKETS[3:]]
    over = lists.total("ageing", slices=old).amount
    older = figure(
        "over_90", "percent", share(over, whole), lists, made_of=f"{shown(over, 'money')} of {shown(whole, 'money')}",
        claims=ListRef(basis="ageing", slices=old), missing="Nothing is owed.",
    )  # fmt: skip
    tables = [_by_payer(lists), _by_kind(lists, daily), _days_by_payer(lists)]
    return Section(
        key="receivables", title="Receivables", figures=[owed, in_days, older], tables=tables, chart=_ages(lists)
    )


def _days(amount: Decimal, daily: Decimal) -> Decimal | None:
    return (amount / daily).quantize(Decimal("0.1")) if daily else None


def _slices(bucket: str) -> list[str]:
    return [f"{kind}|{bucket}" for kind in OWED_BY]


def _by_payer(lists: Lists) -> Table:
    rows = []
    for payer, name in lists.payers("ageing"):
        amounts = [lists.total("ageing", payer=payer, slices=_slices(bucket)).amount for bucket in BUCKETS]
        cells = [name, *(shown(one, "money") for one in [*amounts, sum(amounts, ZERO)])]
        rows.append(Row(cells=cells, claims=ListRef(basis="ageing", payer_id=payer)))
    amounts = [lists.total("ageing", slices=_slices(bucket)).amount for bucket in BUCKETS]
    total = Row(
        cells=["All", *(shown(one, "money") for one in [*amounts, sum(amounts, ZERO)])], claims=ListRef(basis="ageing")
    )
    heads = ["Payer", *(f"{one} days" for one in BUCKETS), "Total"]
    note = "Age counts from the last day of service to the month's last day; of what patients owe, from the payer's decision."
    return Table(
        key="ageing", title="Ageing by payer", heads=heads, numbers=list(range(1, 7)), rows=rows, total=total, note=note
    )


def _by_kind(lists: Lists, daily: Decimal) -> Table:
    rows = []
    for kind, title in OWED_BY.items():
        amounts = [lists.total("ageing", slices=[f"{kind}|{bucket}"]).amount for bucket in BUCKETS]
        ref = ListRef(basis="ageing", slices=[f"{kind}|{bucket}" for bucket in BUCKETS])
        rows.append(Row(cells=[title, *(shown(one, "money") for one in [*amounts, sum(amounts, ZERO)])], claims=ref))
    whole = [lists.total("ageing", slices=_slices(bucket)).amount for bucket in BUCKETS]
    days = [_days(one, daily) for one in [*whole, sum(whole, ZERO)]]
    cells = ["days in receivables", *("–" if one is None else str(one) for one in days)]
    rows.append(Row(cells=cells, claims=ListRef(basis="ageing")))
    heads = ["Owed by", *(f"{one} days" for one in BUCKETS), "Total"]
    return Table(key="owed_by", title="Ageing by who owes it", heads=heads, numbers=list(range(1, 7)), rows=rows)


def _days_by_payer(lists: Lists) -> Table:
    rows = []
    for payer, name in lists.payers("ageing", "daily_charges"):
        owed = lists.total("ageing", payer=payer).amount
        daily = lists.total("daily_charges", payer=payer).amount / CHARGE_DAYS
        days = _days(owed, daily)
        each = [
            _days(lists.total("ageing", payer=payer, slices=_slices(bucket)).amount, daily) for bucket in BUCKETS
        ]  # fmt: skip
        cells = [name, *("–" if one is None else f"{one}" for one in each), "–" if days is None else f"{days}"]
        rows.append(Row(cells=cells, claims=ListRef(basis="ageing", payer_id=payer)))
    heads = ["Payer", *(f"{one} days" for one in BUCKETS), "Days in receivables"]
    note = "Each balance divided by the payer's own average daily charges of 90 days; – where it had none."
    return Table(
        key="days_by_payer",
        title="Days in receivables by payer and bucket",
        heads=heads,
        numbers=list(range(1, 7)),
        rows=rows,
        note=note,
    )


def _ages(lists: Lists) -> Chart:
    points = [
        Point(
            label=f"{bucket} days", group=title, value=float(lists.total("ageing", slices=[f"{kind}|{bucket}"]).amount)
        )
        for bucket in BUCKETS
        for kind, title in OWED_BY.items()
    ]
    worst = max(BUCKETS, key=lambda one: lists.total("ageing", slices=_slices(one)).amount)
    said = f"Receivables by age and by who owes them; the largest part is {worst} days old. The table says the same."
    return Chart(key="ageing", title="Receivables by age", alternative=said, unit="money", points=points)


def denials(lists: Lists) -> Section:
    """Rates by payer, reason and root cause, each with the month before."""
    whole, before = lists.total("decided"), lists.total("decided_before")
    nothing = "No claim was decided this month."
    earlier = share(lists.total("decided_before", hit=True).count, before.count)
    overall = rate("denial_rate", "decided", lists, "claims decided", before=earlier, missing=nothing)
    overall.claims = ListRef(basis="decided", hit=True)
    denied = lists.total("denied")
    money = figure(
        "denied_money", "percent", share(denied.amount, whole.amount), lists,
        before=share(lists.total("denied_before").amount, before.amount), claims=ListRef(basis="denied"),
        made_of=f"{shown(denied.amount, 'money')} of {shown(whole.amount, 'money')}", missing=nothing,
    )  # fmt: skip
    count = figure(
        "decided", "count", whole.count, lists, before=Decimal(before.count), claims=ListRef(basis="decided"),
        made_of=f"charges of {shown(whole.amount, 'money')}",
    )  # fmt: skip
    speed = median("days_to_decision", "decided", "days", lists, missing=nothing)
    tables = [
        _rates("Denials by reason code", "denied", lists, "Reason"),
        _payer_rates(lists),
        _rates("Denials by root cause", "denied_cause", lists, "Root cause"),
    ]
    return Section(
        key="denials", title="Denials", figures=[overall, money, count, speed], tables=tables, chart=_causes(lists)
    )


def _rates(title: str, basis: str, lists: Lists, head: str) -> Table:
    """One row a code: claims, rate of those decided, the month before, the change."""
    whole, before = lists.total("decided").count, lists.total("decided_before").count
    found = []
    for one in lists.slices(basis, f"{basis}_before"):
        now, was = lists.total(basis, slices=[one]), lists.total(f"{basis}_before", slices=[one])
        found.append((now, was, one))
    rows = []
    for now, was, name in sorted(found, key=lambda one: (-one[0].count, -one[0].amount, one[2])):
        this, last = share(now.count, whole), share(was.count, before)
        change = changed(this, last, "percent") or "–"
        cells = [words(name), f"{now.count:,}", _dash(this), _dash(last), change, shown(now.amount, "money")]
        rows.append(Row(cells=cells, claims=ListRef(basis=basis, slices=[name]) if now.count else None))
    heads = [head, "Claims", "Rate", "Month before", "Change", "Denied"]
    note = "Rate: claims denied for this reason, of all claims decided in the month; a claim may carry several reasons."
    return Table(key=basis, title=title, heads=heads, numbers=[1, 2, 3, 4, 5], rows=rows, note=note)


def _payer_rates(lists: Lists) -> Table:
    rows = []
    for payer, name in lists.payers("decided", "decided_before"):
        hits, whole = lists.total("decided", payer=payer, hit=True).count, lists.total("decided", payer=payer).count
        was = share(
            lists.total("decided_before", payer=payer, hit=True).count, lists.total("decided_before", payer=payer).count
        )
        now = share(hits, whole)
        amount = lists.total("denied", payer=payer).amount
        cells = [
            name,
            f"{whole:,}",
            f"{hits:,}",
            _dash(now),
            _dash(was),
            changed(now, was, "percent") or "–",
            shown(amount, "money"),
        ]
        rows.append(Row(cells=cells, claims=ListRef(basis="decided", payer_id=payer, hit=True) if hits else None))
    heads = ["Payer", "Decided", "Denied", "Rate", "Month before", "Change", "Denied money"]
    return Table(key="denied_payer", title="Denials by payer", heads=heads, numbers=[1, 2, 3, 4, 5, 6], rows=rows)


def _dash(value: Decimal | None) -> str:
    return "–" if value is None else shown(value, "percent")


def _causes(lists: Lists) -> Chart:
    causes = sorted(
        lists.slices("denied_cause"), key=lambda one: -lists.total("denied_cause", slices=[one]).amount
    )  # fmt: skip
    points = [
        Point(label=words(one), value=float(lists.total("denied_cause", slices=[one]).amount))
        for one in causes[:MOST_ROWS]
    ]
    said = f"Denied money by root cause; first comes {words(causes[0])}." if causes else "No denials this month."
    return Chart(key="denials", title="Denied money by root cause", alternative=said, unit="money", points=points)


def denial_work(lists: Lists) -> Section:
    """What became of denials, how fast. Counted by the day their work was taken up, not by the payer's."""
    taken_up = "Denials are counted here from the day their work was taken up, which may be after the payer's decision."
    resolved = rate(
        "resolution_rate", "denial_work", lists, "denials under work in the month",
        missing=f"No denial was under work this month. {taken_up}",
    )  # fmt: skip
    days = median("resolution_days", "denial_work", "days", lists, missing="No denial was closed this month.")
    routed = rate(
        "routed_in_time", "denial_routing", lists, "denials taken up",
        missing=f"Work on no denial was taken up this month. {taken_up}",
    )  # fmt: skip
    rows = _by_slice("denial_work", lists)
    heads = ["What came of it", "Denials", "Amount", "Days on average"]
    table = Table(key="denial_work", title="Denials by outcome", heads=heads, numbers=[1, 2, 3], rows=rows)
    return Section(key="denial_work", title="Work on denials", figures=[resolved, days, routed], tables=[table])


def _by_slice(basis: str, lists: Lists) -> list[Row]:
    rows = []
    for one in sorted(lists.slices(basis), key=lambda one: -lists.total(basis, slices=[one]).count):
        found = lists.total(basis, slices=[one])
        mean = f"{(found.measure / found.measured).quantize(Decimal('0.1'))}" if found.measured else "–"
        cells = [words(one), f"{found.count:,}", shown(found.amount, "money"), mean]
        rows.append(Row(cells=cells, claims=ListRef(basis=basis, slices=[one])))
    return rows


def appeals(lists: Lists) -> Section:
    """Appeals by status."""
    decided = [
        one for one in lists.slices("appeals") if one in ("overturned", "partly overturned", "upheld", "dismissed")
    ]
    running = [one for one in lists.slices("appeals") if one not in (*decided, "withdrawn")]
    open_now = lists.total("appeals", slices=running) if running else None
    count = figure(
        "appeals_running", "count", open_now.count if open_now else 0, lists,
        made_of=shown(open_now.amount if open_now else 0, "money") + " in them",
        claims=ListRef(basis="appeals", slices=running) if running else None,
    )  # fmt: skip
    won, whole = lists.total("appeals", hit=True), lists.total("appeals", slices=decided) if decided else None
    overturned = figure(
        "overturn_rate", "percent", share(won.count, whole.count) if whole else None, lists,
        made_of=f"{won.count:,} of {whole.count:,} decided" if whole else "",
        claims=ListRef(basis="appeals", slices=decided), missing="No appeal was decided this month.",
    )  # fmt: skip
    heads = ["Status at month end", "Appeals", "Amount", "Days to decision"]
    rows = _by_slice("appeals", lists)
    table = Table(
        key="appeals", title="Appeals by status", heads=heads, numbers=[1, 2, 3], rows=rows, empty="No appeals."
    )
    return Section(key="appeals", title="Appeals", figures=[count, overturned], tables=[table])


def payments(lists: Lists, late: int, sources: Sources) -> Section:
    """Collection and posting. ``late``: claim payments posted later than 48 hours, or held so long."""
    whole = lists.total("collection")
    collected = figure(
        "net_collection_rate", "percent", share(whole.amount, whole.measure), lists,
        made_of=f"{shown(whole.amount, 'money')} of {shown(whole.measure, 'money')}", claims=ListRef(basis="collection"),
        missing="No money moved on this client's claims this month.",
    )  # fmt: skip
    cash = lists.total("collection", hit=True)
    applied = figure(
        "payments", "money", whole.amount, lists, made_of=f"on {cash.count:,} claims",
        claims=ListRef(basis="collection", hit=True),
    )  # fmt: skip
    none = "No remittance file came in this month."
    posted = lists.total("posting")
    automatic = rate("auto_posting_rate", "posting", lists, "claim payments", missing=none)
    in_time = figure(
        "posted_in_time", "percent", share(posted.count - late, posted.count), lists, missing=none,
        made_of=f"{posted.count - late:,} of {posted.count:,} claim payments", claims=ListRef(basis="posting"),
    )  # fmt: skip
    lag = median("posting_lag", "posting", "hours", lists, missing=none)
    waiting = [one for one in lists.slices("posting") if one.startswith("held")]
    held = lists.total("posting", slices=waiting) if waiting else None
    stuck = figure(
        "held_payments", "count", (held.count if held else 0) if posted.count else None, lists, missing=none,
        made_of=shown(held.amount if held else 0, "money"),
        claims=ListRef(basis="posting", slices=waiting) if waiting else None,
    )  # fmt: skip
    short = lists.total("underpayments")
    under = figure(
        "underpayments", "money", short.amount if sources.contracts else None, lists,
        made_of=f"{short.count:,} claims, {shown(short.measure, 'money')} by contract",
        claims=ListRef(basis="underpayments"), missing=NO_CONTRACT,
    )  # fmt: skip
    heads = ["How", "Claim payments", "Amount", "Hours on average"]
    table = Table(
        key="posting", title="Posting", heads=heads, numbers=[1, 2, 3], rows=_by_slice("posting", lists), empty=none
    )
    figures = [collected, applied, automatic, in_time, lag, stuck, under]
    return Section(key="payments", title="Payments and posting", figures=figures, tables=[table])


def adjudication(lists: Lists) -> Section:
    """Claims we decide for the payer: how fast, how many by themselves, what waits for a person."""
    none = "No claim was decided here this month."
    in_time = rate("adjudicated_in_time", "adjudicated", lists, "claims decided here", missing=none)
    whole = lists.total("adjudicated")
    alone = lists.total("adjudicated", slices=["decided automatically"])
    automatic = figure(
        "adjudicated_alone", "percent", share(alone.count, whole.count), lists,
        made_of=f"{alone.count:,} of {whole.count:,} claims decided here", missing=none,
        claims=ListRef(basis="adjudicated", slices=["decided automatically"]),
    )  # fmt: skip
    days = median("adjudication_days", "adjudicated", "days", lists, missing=none)
    waiting = lists.total("pended")
    pended = figure(
        "pended", "count", waiting.count, lists, claims=ListRef(basis="pended") if waiting.count else None,
        made_of=f"charges of {shown(waiting.amount, 'money')}",
    )  # fmt: skip
    heads = ["Why it waits", "Claims", "Charges", "Days on average"]
    rows = _by_slice("pended", lists)
    table = Table(
        key="pended", title="Waiting for a person", heads=heads, numbers=[1, 2, 3], rows=rows, empty="Nothing waits."
    )
    return Section(
        key="adjudication", title="Decisions for the payer", figures=[in_time, automatic, days, pended], tables=[table]
    )


def practice(lists: Lists, sources: Sources) -> Section:
    """Queries to physicians and what else waits for the practice."""
    missing = _why(sources.encounters, NO_ENCOUNTERS)
    asked = figure(
        "queries", "count", lists.total("queries").count if sources.encounters else None, lists,
        claims=ListRef(basis="queries"), missing=missing,
    )  # fmt: skip
    answered = rate("queries_answered", "queries", lists, "queries", missing=missing)
    hours = median("query_hours", "queries", "hours", lists, missing=missing)
    todo = lists.total("practice_actions")
    waiting = figure(
        "practice_actions", "count", todo.count, lists, claims=ListRef(basis="practice_actions"),
        made_of=f"{lists.total('practice_actions', hit=True).count:,} of them overdue",
    )  # fmt: skip
    heads = ["What was missing", "Queries", "Answered", "Hours on average"]
    rows = []
    for gap in lists.slices("queries"):
        found, good = lists.total("queries", slices=[gap]), lists.total("queries", slices=[gap], hit=True)
        mean = f"{(found.measure / found.measured).quantize(Decimal('0.1'))}" if found.measured else "–"
        cells = [words(gap), f"{found.count:,}", f"{good.count:,}", mean]
        rows.append(Row(cells=cells, claims=ListRef(basis="queries", slices=[gap])))
    gaps = Table(key="queries", title="Queries by gap", heads=heads, numbers=[1, 2, 3], rows=rows, empty=missing)
    heads = ["What the practice has to do", "How many", "Amount", "Days waiting on average"]
    actions = Table(
        key="practice_actions", title="Practice-side actions", heads=heads, numbers=[1, 2, 3],
        rows=_by_slice("practice_actions", lists), empty="Nothing waits for the practice.",
    )  # fmt: skip
    return Section(
        key="practice", title="The practice's side", figures=[asked, answered, hours, waiting], tables=[gaps, actions]
    )


def patterns(lists: Lists, found: Sequence[PatternFound]) -> Section:
    """Denial patterns of the month."""
    rows = [
        Row(
            cells=[
                one.payer,
                one.carc,
                one.where,
                one.denied,
                shown(one.amount, "money"),
                one.cause,
                one.fixer,
                one.state,
            ],
            claims=ListRef(basis="patterns", slices=[one.key])
            if lists.total("patterns", slices=[one.key]).count
            else None,
        )
        for one in found
    ]
    heads = ["Payer", "Reason", "Where", "Denied", "Beyond its past", "Likely cause", "Who can fix it", "State"]
    table = Table(
        key="patterns", title="Patterns", heads=heads, numbers=[4], rows=rows, empty="Nothing lies above its own past.",
    )  # fmt: skip
    count = figure(
        "patterns",
        "count",
        len(found),
        lists,
        claims=ListRef(basis="patterns") if lists.total("patterns").count else None,
    )
    return Section(key="patterns", title="Denial patterns", figures=[count], tables=[table])


def key_figures(sections: Sequence[Section]) -> list[str]:
    """What to look at first, as far as it is measured."""
    wanted = (
        "clean_claim_rate", "first_pass_acceptance", "days_in_ar", "denial_rate", "net_collection_rate", "auto_posting_rate",
        "receivables", "resolution_rate",
    )  # fmt: skip
    found: dict[str, Figure] = {one.key: one for section in sections for one in section.figures}
    return [key for key in wanted if key in found and found[key].value is not None]


def _why(feeds: bool, missing: str) -> str:
    return "Nothing of the kind happened this month." if feeds else missing
