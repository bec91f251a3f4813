"""Refusals at the staff door. The sentence never tells whether the account exists."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Refused, SignInNeeded


class WrongSignIn(SignInNeeded):
    def __init__(self) -> None:
        super().__init__(
            "wrong_sign_in", "That e-mail, password and code do not go together, or the account is resting."
        )


class NobodySignedIn(SignInNeeded):
    def __init__(self) -> None:
        super().__init__("sign_in_needed", "Please sign in.")


class NotYours(Refused):
    def __init__(self) -> None:
        super().__init__("not_allowed", "Your role may not do this.")


class PasswordDue(Refused):
    def __init__(self) -> None:
        super().__init__("password_due", "Please choose your own password first.")


class ForeignOrigin(Refused):
    def __init__(self) -> None:
        super().__init__("foreign_origin", "This change did not come from our own pages.")


class AccountExists(Conflict):
    def __init__(self) -> None:
        super().__init__("account_exists", "There is an account with this e-mail already.")


class KeyReused(Conflict):
    """The same key with other words: a mistake of the sender, and neither may be guessed to be meant."""

    def __init__(self) -> None:
        super().__init__("key_reused", "This Idempotency-Key was used for something else.")


class NoAccount(NotFound):
    def __init__(self) -> None:
        super().__init__("no_account", "There is no such account.")


class NotOneself(Conflict):
    def __init__(self) -> None:
        super().__init__("not_oneself", "Another admin has to do this for your own account.")
