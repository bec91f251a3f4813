"""What can go wrong at the identity provider. The sentences say nothing of who tried."""

from __future__ import annotations

from backend.errors import NotFound, SignInNeeded, Unavailable


class NoProvider(NotFound):
    def __init__(self) -> None:
        super().__init__("no_provider", "Single sign-on is not set up here. Sign in with password and code.")


class ProviderRefused(SignInNeeded):
    """Its answer does not hold: signature, issuer, audience, nonce, time or code."""

    def __init__(self) -> None:
        super().__init__("provider_refused", "The sign-in could not be confirmed. Please start again.")


class ProviderUnavailable(Unavailable):
    def __init__(self) -> None:
        super().__init__("provider_unavailable", "The sign-in service does not answer now. Please try again.")
