"""Names of people as they are typed."""

from __future__ import annotations

import unicodedata

LONGEST = 60


def profile_name(text: str) -> str:
    """A profile's name as typed: its spaces counted once, composed characters, nothing hidden.

    Raises:
        ValueError: it is no name; the message says what is.
    """
    name = unicodedata.normalize("NFC", " ".join(text.split()))
    if not 1 <= len(name) <= LONGEST or not name.isprintable():
        raise ValueError(f"a name is 1 to {LONGEST} printable characters")
    return name
