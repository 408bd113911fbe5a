"""Who is at this machine: one profile per person."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping

ANYBODY = "me"
"""The profile where nobody said whose it is: a machine of one's own needs no names."""

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


def current_profile(given: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """Whose attempts are meant: as given, or ``PPSIM_PROFILE``, or nobody's in particular.

    Raises:
        ValueError: what is given is no name.
    """
    named = given if given is not None else environ.get("PPSIM_PROFILE")
    return profile_name(named) if named else ANYBODY
