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
    "ppsim.tui.screens.search": ("SearchScreen", "Sought"),
    "ppsim.tui.screens.reading": ("ReadingScreen",),
    "ppsim.tui.screens.debrief": ("DebriefScreen",),
    "ppsim.tui.screens.contents": ("ContentsScreen",),
    "ppsim.tui.widgets.path_line": ("PathLine",),
    "ppsim.tui.screens.decision": ("DecisionScreen",),
    "ppsim.tui.screens.settings": ("SettingsScreen", "Rows"),
    "ppsim.tui.preview.screen": ("PreviewScreen",),
    "ppsim.tui.cohort.screens": ("GroupScreen", "DecisionOfGroupScreen"),
    "ppsim.tui.seminar.screen": ("SeminarScreen",),
    "ppsim.tui.seminar.agenda": ("AgendaScreen", "AgendaRows"),
    "ppsim.tui.seminar.write_up": ("WriteUpScreen",),
    "ppsim.tui.seminar.beside": ("BesideScreen",),
}
"""Where keys are bound that a person may want to change."""

BESIDE = {
    "choices": {"play"},
    "listing": {"library", "settings", "keys", "contents", "preview", "agenda"},
    "reading": {
        *("briefing", "debrief", "decision"),
        *("group", "group-decision", "write-up", "beside"),
    },
    "path": {"debrief", "reading"},
    "page": {"debrief", "reading", "path", "group"},
}
"""Beside the keys of which screens those of a widget are in force; an id begins with either."""


FIXED = {"seminar": (frozenset("abcdefgh"), "the hands for an option")}
"""Letters that stand for what is on offer, as digits do everywhere: they are not to be changed."""


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
                if binding.id and binding.description and not _is_fixed(binding):
                    yield KeyOf(binding.id, binding.description, where, binding.key)


def _is_fixed(binding: Binding) -> bool:
    letters, _ = FIXED.get((binding.id or "").split(".")[0], (frozenset(), ""))
    return binding.key.isdigit() or binding.key in letters


def _together(part: str, near: str) -> bool:
    """Whether keys whose ids begin so are in force at the same time."""
    beside = near in BESIDE.get(part, ()) or part in BESIDE.get(near, ())
    return near == part or "app" in (near, part) or beside


def now(key: KeyOf, changed: Mapping[str, str]) -> str:
    """The keys that do it now."""
    return changed.get(key.id, key.keys)


def clash(key: KeyOf, pressed: str, changed: Mapping[str, str]) -> KeyOf | None:
    """What ``pressed`` does already where ``key`` is in force; ``None`` where it is free."""
    part = key.id.split(".")[0]
    if pressed.isdigit():
        return KeyOf("choices", "choosing by number", "", pressed)
    for near, (letters, does) in FIXED.items():
        if pressed in letters and _together(part, near):
            return KeyOf(near, does, "", pressed)
    for other in all_keys():
        together = _together(part, other.id.split(".")[0])
        if other.id != key.id and together and pressed in now(other, changed).split(","):
            return other
    return None
