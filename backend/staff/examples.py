"""What answers about staff look like."""

from __future__ import annotations

from backend.invented import AGENT, AGENT_EMAIL, AGENT_ID, AUTHENTICATOR, SHOWN_ONCE, an_id, at
from backend.staff.policy import Role
from backend.staff.schemas import AccountOpened, Accounts, AccountShown, Me, Sessions, SessionShown

SHOWN = (
    Me(id=AGENT_ID, name=AGENT, role=Role.AGENT, skills=["provider"]),
    Accounts(
        accounts=[
            AccountShown(
                id=AGENT_ID, email=AGENT_EMAIL, name=AGENT, role=Role.AGENT, skills=["provider"], closed=False,
                signs_in_by="password and code", open_sessions=1,
            )
        ]
    ),
    AccountOpened(
        id=an_id("new account"), first_password=SHOWN_ONCE, authenticator_secret=AUTHENTICATOR,
        authenticator_address=f"otpauth://totp/Claimline:bo%40example.test?secret={AUTHENTICATOR}&issuer=Claimline",
    ),
    Sessions(
        sessions=[
            SessionShown(
                id=an_id("staff session"), opened_at=at(3, 17, 12, 58), last_seen_at=at(3, 17, 14, 31), mine=True
            )
        ]
    ),
)  # fmt: skip
