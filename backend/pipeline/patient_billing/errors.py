"""Why something about a patient's account or a decision was refused."""

from __future__ import annotations

from uuid import UUID

from backend.errors import Conflict, NotFound, Refused, Unprocessable
from backend.kit.money import Money


class AccountNotFound(NotFound):
    """No such account, or none this reader may know of."""

    def __init__(self) -> None:
        super().__init__("account_not_found", "There is no such patient account.")


class StatementNotFound(NotFound):
    """No such statement."""

    def __init__(self) -> None:
        super().__init__("statement_not_found", "There is no such statement.")


class NotNow(Conflict):
    """The account is not where this act begins."""

    def __init__(self, act: str, state: str) -> None:
        words = state.replace("_", " ")
        super().__init__("not_now", f"The account is in state “{words}”; {act} is not possible now.", state=state)


class NothingToPayBack(Unprocessable):
    """More than is kept for the patient."""

    def __init__(self, kept: Money) -> None:
        super().__init__("nothing_to_pay_back", f"{kept.spoken} is kept for the patient; more cannot be paid back.")


class RequestKeyUsed(Conflict):
    """The sender's key belongs to another payment: nothing was entered."""

    def __init__(self) -> None:
        sentence = "This request key was used for another account, amount or day. Nothing was entered; use a new key."
        super().__init__("request_key_used", sentence)


class PaymentNotFound(NotFound):
    """No such payment on this account."""

    def __init__(self) -> None:
        super().__init__("payment_not_found", "There is no such payment on this account.")


class AlreadyTakenBack(Conflict):
    """Once, and what takes an entry back is not taken back itself: the payment is entered again."""

    def __init__(self) -> None:
        sentence = "This entry was taken back already, or takes one back itself. What was right is entered again."
        super().__init__("already_taken_back", sentence)


class MovedOn(Conflict):
    """The money of the payment is not where the payment put it."""

    def __init__(self) -> None:
        super().__init__(
            "moved_on",
            "Some of this payment was counted on another claim or paid back since, so it cannot be taken back as it was "
            "entered. Pay back what is kept for the patient, or enter what is missing.",
        )


class NotYetPaid(Unprocessable):
    """Money is entered once it came or went, not before."""

    def __init__(self) -> None:
        super().__init__("not_yet_paid", "The day of a payment cannot lie in the future. Enter it once the money moved.")


class PlanNotPossible(Unprocessable):
    """The instalments break the practice's terms, or nothing is owed."""

    def __init__(self, sentence: str) -> None:
        super().__init__("plan_not_possible", sentence)


class ApprovalNotFound(NotFound):
    """No such recommendation."""

    def __init__(self, approval_id: UUID) -> None:
        super().__init__("approval_not_found", "There is no such recommendation.", approval_id=str(approval_id))


class AlreadyDecided(Conflict):
    """Somebody else decided first, or it was withdrawn."""

    def __init__(self, state: str, name: str) -> None:
        by = f" by {name}" if name else ""
        super().__init__("already_decided", f"This recommendation was already {state}{by}.", state=state, by=name)


class NotTheApprover(Refused):
    """Above the threshold only a person the practice has named may decide, and nobody on their own recommendation."""

    def __init__(self, sentence: str) -> None:
        super().__init__("not_the_approver", sentence)


class BalanceMoved(Conflict):
    """Nothing is left to decide on: the balance was paid or adjusted meanwhile."""

    def __init__(self) -> None:
        super().__init__("balance_moved", "Nothing is open any more: the balance was paid or adjusted meanwhile.")


class ApproverUnknown(Unprocessable):
    """No such practice or staff member, or the person cannot decide."""

    def __init__(self, sentence: str) -> None:
        super().__init__("approver_unknown", sentence)


class NothingToLookFor(Unprocessable):
    """Too little was typed to find anybody by."""

    def __init__(self) -> None:
        super().__init__(
            "nothing_to_look_for", "Type at least two letters of the patient's name, the member ID or the account number."
        )
