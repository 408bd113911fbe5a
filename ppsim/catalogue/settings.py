"""Settings: what there is to set, and the file that keeps it.

The file is JSON in the user's own folder, written whole and then put in place. What it holds that
this ppsim does not know, or cannot mean anything, is left as it is and not used.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from ppsim.catalogue.names import profile_name

FILE = "settings.json"
THEMES = ("dark", "light", "high-contrast", "mono")
DENSITIES = ("roomy", "close")


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting: its key in the file, what it is called, what it means, what it can be."""

    key: str
    label: str
    means: str
    options: tuple[str, ...] | None = None
    """Words to choose from; ``None`` for yes or no where ``text`` is not set."""
    text: bool = False
    """Whether it is the user's own words."""


SCHEMA = (
    Choice("theme", "Colours", "How the screen is coloured; mono has no colours at all.", THEMES),
    Choice("density", "Spacing", "How much room there is between lines.", DENSITIES),
    Choice(
        "compose_first",
        "Compose first",
        "Before the options of a decision appear, write what you would say yourself.",
    ),
    Choice("still", "Reduced motion", "Nothing glides or fades."),
    Choice("profile", "Profile", "Whose attempts these are, on a shared machine.", text=True),
    Choice(
        "resources",
        "Resources",
        "A text file with kinds of help near you, shown where you stop; empty for ppsim's own.",
        text=True,
    ),
)
"""The screen of settings is made of this; keys have a screen of their own."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set."""

    theme: str = THEMES[0]
    density: str = "roomy"
    compose_first: bool = False
    still: bool = True
    profile: str = ""
    resources: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by the id of what they do; only those that were changed."""


def load(folder: Path) -> Settings:
    """The settings kept in ``folder``, or the defaults where there are none to be read."""
    try:
        data = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    return of_data(data)


def of_data(data: object) -> Settings:
    """Settings of any JSON value; what does not fit is passed over."""
    if not isinstance(data, dict):
        return Settings()
    made: dict[str, Any] = {}
    for choice in SCHEMA:
        value = data.get(choice.key)
        wanted = bool if choice.options is None and not choice.text else str
        if type(value) is wanted and (choice.options is None or value in choice.options):
            made[choice.key] = value
    try:
        made["profile"] = typed("profile", str(made.get("profile", "")))
    except ValueError:
        made["profile"] = ""
    keys = data.get("keys")
    if isinstance(keys, dict):
        made["keys"] = {
            str(name): key for name, key in keys.items() if isinstance(key, str) and key.strip()
        }
    return replace(Settings(), **made)


def typed(key: str, words: str) -> str:
    """What somebody typed for the setting ``key``, as it is kept; empty unsets it.

    Raises:
        ValueError: it cannot be that; the message says what can.
    """
    words = " ".join(words.split())
    return profile_name(words) if key == "profile" and words else words


def save(settings: Settings, folder: Path) -> None:
    """Keep the settings in ``folder``, which is made where it is missing.

    Raises:
        OSError: they could not be written; what was kept before is as it was.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = _as_they_stand(folder / FILE)
    data = {**kept, **{f.name: getattr(settings, f.name) for f in fields(settings)}}
    data["keys"] = dict(settings.keys)
    temporary = NamedTemporaryFile(  # noqa: SIM115  (closed and renamed below, or removed)
        "w", encoding="utf-8", dir=folder, prefix=f".{FILE}.", delete=False
    )
    try:
        with temporary:
            json.dump(data, temporary, indent=2, sort_keys=True, ensure_ascii=False)
            temporary.flush()
            os.fsync(temporary.fileno())
        Path(temporary.name).replace(folder / FILE)
    except BaseException:
        with suppress(OSError):
            Path(temporary.name).unlink()
        raise


def _as_they_stand(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
