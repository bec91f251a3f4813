"""OpenID Connect Core 1.0, authorization code flow with PKCE (RFC 7636), by Authlib.

Every answer is checked before it means anything: the ID token's signature by a key of the issuer's own set and one of
the algorithms below (never ``none``, never a shared secret), issuer, audience, authorized party, nonce, time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from backend.integrations.identity_provider.errors import NoProvider, ProviderRefused, ProviderUnavailable
from backend.settings import Settings

if TYPE_CHECKING:
    from joserfc.jwk import KeySetSerialization

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
LEEWAY_SECONDS = 60
TIMEOUT_SECONDS = 5.0
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider says has signed in."""

    issuer: str
    subject: str
    email: str
    email_verified: bool


@dataclass(frozen=True, slots=True)
class Returned:
    """What the browser brings back from the provider."""

    code: str
    issuer: str | None
    """RFC 9207, where the provider says it."""


class IdentityProvider:
    """One provider, as its discovery document describes it. Every call asks it anew: keys may have changed."""

    def __init__(self, issuer: str, client_id: str, client_secret: str, redirect_uri: str) -> None:
        self.issuer = issuer.rstrip("/")
        self.client_id = client_id
        self._secret = client_secret
        self._redirect_uri = redirect_uri

    def address(self, state: str, nonce: str, code_verifier: str) -> str:
        """Where to send the browser. Raises ProviderUnavailable."""
        with self._client() as client:
            found = self._metadata(client)
            address, _ = client.create_authorization_url(
                found["authorization_endpoint"], state=state, nonce=nonce, code_verifier=code_verifier
            )
        return str(address)

    def who(self, returned: Returned, nonce: str, code_verifier: str) -> Identity:
        """Who has signed in. Raises ProviderRefused, ProviderUnavailable."""
        if returned.issuer is not None and returned.issuer.rstrip("/") != self.issuer:
            raise ProviderRefused
        with self._client() as client:
            found = self._metadata(client)
            try:
                token = client.fetch_token(
                    found["token_endpoint"],
                    grant_type="authorization_code",
                    code=returned.code,
                    code_verifier=code_verifier,
                )
                keys = KeySet.import_key_set(cast("KeySetSerialization", self._get(found["jwks_uri"])))
                return self._identity(token, keys, nonce)
            except httpx.HTTPError:
                raise ProviderUnavailable from None
            except (AuthlibBaseError, JoseError, KeyError, TypeError, ValueError):
                raise ProviderRefused from None

    def _identity(self, token: dict[str, Any], keys: KeySet, nonce: str) -> Identity:
        read = jwt.decode(token["id_token"], keys, algorithms=ALGORITHMS)
        wanted = {
            "iss": {"essential": True, "values": [self.issuer, f"{self.issuer}/"]},
            "aud": {"essential": True, "value": self.client_id},
        }
        params = {"nonce": nonce, "client_id": self.client_id, "access_token": token.get("access_token")}
        claims = CodeIDToken(read.claims, read.header, wanted, params)
        claims.validate(leeway=LEEWAY_SECONDS)
        return Identity(
            issuer=self.issuer,
            subject=str(claims["sub"]),
            email=str(claims.get("email") or ""),
            email_verified=claims.get("email_verified") is True,
        )

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            self.client_id,
            self._secret,
            scope="openid email",
            redirect_uri=self._redirect_uri,
            code_challenge_method="S256",
            timeout=TIMEOUT_SECONDS,
            trust_env=False,
        )

    def _metadata(self, client: OAuth2Client) -> dict[str, Any]:
        parts = urlsplit(self.issuer)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise ProviderUnavailable
        found = self._get(f"{self.issuer}/.well-known/openid-configuration")
        if str(found.get("issuer", "")).rstrip("/") != self.issuer:
            raise ProviderRefused
        return found

    @staticmethod
    def _get(address: str) -> dict[str, Any]:
        try:
            answer = httpx.get(address, timeout=TIMEOUT_SECONDS, trust_env=False)
            answer.raise_for_status()
            found = answer.json()
        except (httpx.HTTPError, ValueError):
            raise ProviderUnavailable from None
        if not isinstance(found, dict):
            raise ProviderUnavailable
        return found


def identity_provider(settings: Settings) -> IdentityProvider:
    """The configured provider. Raises NoProvider."""
    if not settings.oidc_issuer:
        raise NoProvider
    secret = settings.oidc_client_secret.get_secret_value() if settings.oidc_client_secret else ""
    done = f"{settings.public_base_url.rstrip('/')}/sign-in/provider/done"
    return IdentityProvider(settings.oidc_issuer, settings.oidc_client_id, secret, done)
