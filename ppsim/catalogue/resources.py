"""Kinds of help, for when a case comes too near. An institution puts its own in their place."""

from __future__ import annotations

from pathlib import Path

FILE = "resources.txt"
LONGEST = 20_000
"""Characters of a file that are shown."""

KINDS = (
    "Somebody you trust, now: a colleague, a friend, someone at home.",
    "Your supervisor, your training tutor, or your own therapist, soon.",
    "If you are not safe, or somebody else is not: the emergency number where you are, or a "
    "crisis line. They are there for people who help others, too.",
)


def resources(home: Path, named: str = "") -> tuple[str, ...]:
    """Paragraphs to show: of the file ``named``, of ``resources.txt`` in ``home``, or ppsim's own.

    A file that cannot be read, or holds nothing, is passed over: something is always shown.
    """
    return (read(named) if named else ()) or read(home / FILE) or KINDS


def read(file: str | Path) -> tuple[str, ...]:
    """The paragraphs of a file; none where it cannot be read, or holds nothing."""
    try:
        text = Path(file).expanduser().read_text("utf-8", errors="replace")[:LONGEST]
    except (OSError, ValueError, RuntimeError):  # the last where nobody has that home
        return ()
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())
