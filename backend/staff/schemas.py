"""What the staff endpoints answer."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from backend.staff.policy import Role


class Me(BaseModel):
    """The signed-in staff member."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "7b0c9a52-3d7e-4d0c-9f43-0b1a0a4e1f11",
                    "name": "Ana Ruiz",
                    "role": "agent",
                    "skills": ["provider"],
                }
            ]
        }
    )

    id: UUID
    name: str
    role: Role
    skills: list[str]
