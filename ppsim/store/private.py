"""What of an event is private, and is therefore kept apart from it."""

from __future__ import annotations

from typing import Any

from ppsim.store.records import EventData

EMPTY: dict[str, dict[str, Any]] = {"notice": {"feelings": {}, "pulls": []}}
"""Event kind -> its private fields, with what stands in their place for others."""


def split(event: EventData) -> tuple[EventData, EventData | None]:
    """The event as others may see it, and the answers kept back (``None`` where there are none)."""
    fields = EMPTY.get(str(event["kind"]))
    if fields is None:
        return event, None
    kept_back = {name: event[name] for name in fields if event.get(name)}
    return {**event, **fields}, kept_back or None


def join(event: EventData, kept_back: EventData | None) -> EventData:
    """The event whole again."""
    return {**event, **kept_back} if kept_back else event
