"""The exhaustive walk over the states a case can reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ppsim.explore.walk import BUDGET, Walk, walk

if TYPE_CHECKING:
    from ppsim.explore.attempt_record import record

__all__ = ["BUDGET", "Walk", "record", "walk"]


def __getattr__(name: str) -> Any:
    """``record`` is brought in when first asked for: walking needs no play."""
    if name == "record":
        from ppsim.explore.attempt_record import record

        return record
    raise AttributeError(name)
