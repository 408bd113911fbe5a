"""The one door to libyaml's event stream."""

from __future__ import annotations

from typing import Any, Protocol, cast

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]


class EventParser(Protocol):
    """Gives the events of a text one by one."""

    def get_event(self) -> Any:
        """The next event; ``None`` after the last.

        Raises:
            YAMLError: the text is not YAML from here on.
        """
        ...

    def dispose(self) -> None:
        """Free what libyaml holds."""
        ...


def open_parser(text: str) -> EventParser:
    """A parser at the start of ``text``."""
    return cast(EventParser, CParser(text))
