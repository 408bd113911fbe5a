"""What is said before the start: seats, roles, settings, and what a mode means."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ppsim.format.case import CastMember, Seat

SEATS = {
    "therapist": "You sit in the therapist's chair.",
    "supervisee": "You sit in the supervisee's chair.",
    "supervisor": "You sit in the supervisor's chair.",
}
ROLES = {
    "therapist": "the therapist",
    "client": "your client",
    "supervisor": "your supervisor",
    "consultant": "a consultant",
    "own_therapist": "your own therapist",
    "colleague": "a colleague",
    "family": "family",
    "other": "",
}
FROM_ABOVE = {
    "therapist": "your supervisee",
    "client": "the client",
    "supervisor": "the supervisor",
}
"""Roles as the supervisor's chair sees them."""
SETTINGS = {
    "addiction_recovery": "The setting is an addiction service, where workers' own recovery is "
    "often spoken about.",
    "group_peer": "The setting is a group of peers.",
    "crisis": "The setting is a crisis service.",
    "small_community": "The setting is a small community, where people meet outside the room too.",
    "telehealth": "The sessions are held by video.",
    "faith_or_culture_specific": "The setting is a service of one faith or culture.",
}


def introduced(member: CastMember, seat: Seat = "therapist") -> str:
    """Somebody by name, by role as seen from ``seat``, and by what is known of them."""
    role = ROLES[member.role]
    if seat == "supervisor":
        role = FROM_ABOVE.get(member.role, role)
    if member.you and member.role == "supervisor":
        role = "the supervisor"
    named = ", ".join(part for part in (member.name, role) if part)
    about = (member.about or "").removesuffix(".")
    return f"{named}: {about}" if about else named
