"""The states of a call that tests walk through: what leads there, what is asked there, and what after going back."""

from __future__ import annotations

PROVIDER = ("i'm calling for a provider", "#{npi}", "#{tax_last5}", "{member_id}", "{dob}", "{service_date}")
MEMBER = ("i'm calling about my own coverage", "{member_id}", "{dob}", "{zip}")
BATCH = ("i'm from a provider's office, i have five claims to check", *PROVIDER[1:4], "{dob} and {service_date}")
ROLE = r"for a provider, or about your own"
STATES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "greeting": ((), ROLE, ROLE),
    "npi": (PROVIDER[:1], r"NPI", ROLE),
    "tax_id": (PROVIDER[:2], r"tax ID", r"NPI"),
    "member_id": (PROVIDER[:3], r"member ID", r"member ID"),
    "date_of_birth": (PROVIDER[:4], r"date of birth", r"member ID"),
    "date_of_service": (PROVIDER[:5], r"date of service", r"date of birth"),
    "answered": (PROVIDER, r"claim ending|(?:[Aa]ny|[Ww]hat) ?(?:thing)? ?else", r"date of service|[Ww]hich"),
    "asked_more": (
        (*PROVIDER, "how much was paid"),
        r"paid|(?:[Aa]ny|[Ww]hat) ?(?:thing)? ?else",
        r"date of service|[Ww]hich",
    ),
    "own_member_id": (MEMBER[:1], r"member ID", ROLE),
    "own_date_of_birth": (MEMBER[:2], r"date of birth", r"member ID"),
    "own_zip": (MEMBER[:3], r"ZIP", r"date of birth"),
    "batch_begun": (BATCH[:3], r"member ID", r"member ID"),
    "batch_birth": (BATCH[:4], r"date of birth", r"member ID"),
    "batch_next": (BATCH, r"next member ID|member ID", r"date of service|member ID"),
    "not_understood": (("mumble wumble gribbet",), ROLE, ROLE),
    "silent": ((*PROVIDER[:1], ""), r"NPI", ROLE),
    "a_piece": ((*PROVIDER[:3], "x q"), r"member ID|so far", r"tax ID|member ID"),
}
"""What was said before, what is asked then, and what is asked after going back."""
