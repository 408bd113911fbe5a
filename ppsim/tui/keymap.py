"""Every key of the app by the id of what it does, and changing one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode

PLACES = {
    "ppsim.tui.app": ("PpsimApp",),
    "ppsim.tui.screens.library": ("LibraryScreen", "Shelf"),
    "ppsim.tui.screens.briefing": ("BriefingScreen",),
    "ppsim.tui.screens.asides": ("Asides",),
    "ppsim.tui.widgets.choices": ("Choices",),
    "ppsim.tui.widgets.listing": ("Listing",),
    "ppsim.tui.screens.note": ("NoteScreen",),
    "ppsim.tui.screens.search": ("SearchScreen",),
    "ppsim.tui.screens.reading": ("ReadingScreen",),
    "ppsim.tui.screens.debrief": ("DebriefScreen",),
    "ppsim.tui.screens.contents": ("ContentsScreen",),
    "ppsim.tui.widgets.path_line": ("PathLine",),
    "ppsim.tui.screens.decision": ("DecisionScreen",),
    "ppsim.tui.screens.settings": ("SettingsScreen", "Rows"),
    "ppsim.tui.preview.screen": ("PreviewScreen",),
}
"""Where keys are bound that a person may want to change."""

BESIDE = {
    "choices": {"play"},
    "listing": {"library", "settings", "keys", "contents", "preview"},
    "reading": {"briefing", "debrief", "decision"},
    "path": {"debrief", "reading"},
    "page": {"debrief", "reading", "path"},
}
"""Beside the keys of which screens those of a widget are in force; an id begins with either."""


@dataclass(frozen=True, slots=True)
class KeyOf:
    """Something a key does."""

    id: str
    does: str
    where: str
    keys: str
    """As the app binds it, several parted by commas."""


def all_keys() -> tuple[KeyOf, ...]:
    """Everything a key does, in the order of the screens; digits are as they are."""
    return tuple({key.id: key for key in reversed([*_all()])}.values())[::-1]


def _all() -> Iterator[KeyOf]:
    for module, names in PLACES.items():
        for name in names:
            node: type[DOMNode] = getattr(import_module(module), name)
            where = getattr(node, "NAME", "")
            for binding in node.__dict__.get("BINDINGS", ()):
                assert isinstance(binding, Binding)
                if binding.id and binding.description and not binding.key.isdigit():
                    yield KeyOf(binding.id, binding.description, where, binding.key)


def now(key: KeyOf, changed: Mapping[str, str]) -> str:
    """The keys that do it now."""
    return changed.get(key.id, key.keys)


def clash(key: KeyOf, pressed: str, changed: Mapping[str, str]) -> KeyOf | None:
    """What ``pressed`` does already where ``key`` is in force; ``None`` where it is free."""
    part = key.id.split(".")[0]
    if pressed.isdigit():
        return KeyOf("choices", "choosing by number", "", pressed)
    for other in all_keys():
        near = other.id.split(".")[0]
        together = near == part or "app" in (near, part)
        together |= near in BESIDE.get(part, ()) or part in BESIDE.get(near, ())
        if other.id != key.id and together and pressed in now(other, changed).split(","):
            return other
    return None
