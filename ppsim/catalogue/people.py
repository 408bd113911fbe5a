"""Who is at this machine: one profile per person."""

from __future__ import annotations

import os
from collections.abc import Mapping

from ppsim.catalogue.names import profile_name
from ppsim.catalogue.places import home
from ppsim.catalogue.settings import load

ANYBODY = "me"
"""The profile where nobody said whose it is: a machine of one's own needs no names."""


def named_profile(given: str | None, environ: Mapping[str, str] = os.environ) -> str | None:
    """The name given, or that in ``PPSIM_PROFILE``; ``None`` where there is neither.

    Raises:
        ValueError: it is no name.
    """
    named = given if given is not None else environ.get("PPSIM_PROFILE")
    return profile_name(named) if named else None


def current_profile(given: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """Whose attempts are meant: as named, or as set, or nobody's in particular.

    Raises:
        ValueError: what is given is no name.
    """
    return named_profile(given, environ) or load(home(environ)).profile or ANYBODY
