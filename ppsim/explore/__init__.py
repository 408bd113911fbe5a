"""The exhaustive walk over the states a case can reach."""

from __future__ import annotations

from ppsim.explore.attempt_record import record
from ppsim.explore.walk import BUDGET, Walk, walk

__all__ = ["BUDGET", "Walk", "record", "walk"]
