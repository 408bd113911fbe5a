"""What is said before the start: seats, roles, settings, and what a mode means."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ppsim.format.case import CastMember

SEATS = {
    "therapist": "You sit in the therapist's chair.",
    "supervisee": "You sit in the supervisee's chair.",
    "supervisor": "You sit in the supervisor's chair.",
}
ROLES = {
    "therapist": "therapist",
    "client": "client",
    "supervisor": "supervisor",
    "consultant": "consultant",
    "own_therapist": "your own therapist",
    "colleague": "colleague",
    "family": "family",
    "other": "",
}
SETTINGS = {
    "addiction_recovery": "The setting is an addiction service, where workers' own recovery is "
    "often spoken about.",
    "group_peer": "The setting is a group of peers.",
    "crisis": "The setting is a crisis service.",
    "small_community": "The setting is a small community, where people meet outside the room too.",
    "telehealth": "The sessions are held by video.",
    "faith_or_culture_specific": "The setting is a service of one faith or culture.",
}


def introduced(member: CastMember) -> str:
    """Somebody by name and role, and what is known of them."""
    parts = [ROLES[member.role], member.about or ""]
    about = ", ".join(part for part in parts if part)
    return f"{member.name}: {about.removesuffix('.')}" if about else member.name
