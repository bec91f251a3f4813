"""What the staff endpoints answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from backend.staff.policy import Role


class Me(BaseModel):
    """The signed-in staff member."""

    id: UUID
    name: str
    role: Role
    skills: list[str]


Skill = Literal["provider", "member", "clinical", "credentialing", "spanish"]
Email = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AccountShown(BaseModel):
    """One account, as an admin sees it."""

    id: UUID
    email: str
    name: str
    role: Role
    skills: list[str]
    closed: bool
    signs_in_by: Literal["password and code", "identity provider"]
    open_sessions: int


class Accounts(BaseModel):
    accounts: list[AccountShown]


class AccountWanted(Strict):
    """A new account."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"email": "bo@example.test", "name": "Bo Marsh", "role": "biller"}]}
    )

    email: Email
    name: Name
    role: Role
    skills: list[Skill] = []


class AccountOpened(BaseModel):
    """An account with what its holder needs to sign in anew; shown this once."""

    id: UUID
    first_password: str
    authenticator_secret: str
    authenticator_address: str


class AccountChanged(Strict):
    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "agent", "skills": ["provider", "spanish"]}]})

    role: Role
    skills: list[Skill]


class SessionShown(BaseModel):
    """A signed-in browser."""

    id: UUID
    opened_at: datetime
    last_seen_at: datetime
    mine: bool


class Sessions(BaseModel):
    """The open ones, the last used first."""

    sessions: list[SessionShown]
