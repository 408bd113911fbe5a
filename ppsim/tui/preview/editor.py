"""Opening a line of a file in the author's own editor, never through a shell."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

NO_EDITOR = (
    "No editor is set. Set VISUAL or EDITOR before you start ppsim, for example: export EDITOR=nano"
)
COLON = {"zed", "zeditor", "subl", "sublime_text", "hx", "helix", "lite-xl", "pulsar"}
"""Editors that are told a line as ``file:line``."""
GO_TO = {"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"}
"""Editors that are told it as ``-g file:line``."""
LINE_OPTION = {"kate": "--line", "kwrite": "--line", "mate": "--line", "idea": "--line",
               "pycharm": "--line", "bbedit": "--line", "notepad++": "-n"}  # fmt: skip
"""Editors that have an option for it."""
BARE = {"notepad", "textedit", "open", "xdg-open"}
"""Programs that cannot be told a line."""
WINDOWS = COLON - {"hx", "helix"} | GO_TO | LINE_OPTION.keys() | BARE | {"gvim", "gedit"}
"""Programs with a window of their own: the preview stays where it is while they are open."""


class NoEditor(Exception):
    """There is none to open; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Editor:
    """A command that opens a file at a line."""

    command: tuple[str, ...]
    own_window: bool
    """Whether it opens a window of its own, so that the terminal stays ours."""

    @property
    def name(self) -> str:
        """What it is called."""
        return PurePath(self.command[0]).name


def editor_for(environ: Mapping[str, str], file: Path, line: int | None) -> Editor:
    """The editor of the environment, opening ``file`` at ``line`` (from 1).

    Raises:
        NoEditor: none is set, or what is set is no command.
    """
    given = environ.get("VISUAL") or environ.get("EDITOR") or ""
    try:
        words = shlex.split(given, posix=os.name != "nt")
    except ValueError as error:
        raise NoEditor(f"VISUAL or EDITOR cannot be read ({error}): {given}") from None
    if not words:
        raise NoEditor(NO_EDITOR)
    name = PurePath(words[0].strip('"')).name.lower().removesuffix(".exe").removesuffix(".cmd")
    return Editor((*words, *_at(name, str(file), line)), name in WINDOWS)


def _at(name: str, file: str, line: int | None) -> tuple[str, ...]:
    if line is None or name in BARE:
        return (file,)
    if name in GO_TO:
        return ("-g", f"{file}:{line}")
    if name in COLON:
        return (f"{file}:{line}",)
    if name in LINE_OPTION:
        return (LINE_OPTION[name], str(line), file)
    return (f"+{line}", file)
