"""What a library sets in its ``ppsim.toml``: how grave each finding is to it, or not at all.

[severity]
PP813 = "off"
PP951 = "error"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from ppsim.check.registry import RULES
from ppsim.format import rules as format_rules
from ppsim.format.diagnostics import Diagnostic, Severity, suggest

FILE = "ppsim.toml"
Level = Literal["off", "note", "warning", "error"]
_LEVELS = get_args(Level)


class BadSettings(ValueError):
    """The file cannot be used; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How grave each finding is; codes not named are as grave as their rule says."""

    severity: Mapping[str, Level] = field(default_factory=dict)

    @property
    def off(self) -> frozenset[str]:
        """Codes that are not reported."""
        return frozenset(code for code, level in self.severity.items() if level == "off")

    def weigh(self, finding: Diagnostic) -> Diagnostic | None:
        """The finding as this library sees it; ``None`` where it is switched off."""
        level = self.severity.get(finding.code)
        if level is None:
            return finding
        if level == "off":
            return None
        severity: Severity = level
        return replace(finding, severity=severity)


def parse_settings(text: str | bytes) -> Settings:
    """The settings in the text of a ``ppsim.toml``, or in its bytes.

    What keeps a file from loading stays an error: its code cannot be set.

    Raises:
        BadSettings: not TOML, or something in it that has no meaning.
    """
    import tomllib

    try:
        data = tomllib.loads(text if isinstance(text, str) else text.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadSettings("it is not UTF-8 text; save it again as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"it cannot be read as TOML: {error}") from None
    strange = [key for key in data if key != "severity"]
    if strange:
        raise BadSettings(f"{strange[0]!r} has no meaning; there is [severity]")
    table = data.get("severity", {})
    if not isinstance(table, dict):
        raise BadSettings("'severity' is a table: [severity]")
    known = {**format_rules.RULES.rules, **RULES.rules}
    for code, level in table.items():
        if code not in known:
            raise BadSettings(f"there is no code {code}. {suggest(code, known) or ''}".rstrip())
        if level not in _LEVELS:
            raise BadSettings(f"{code} can be {', '.join(_LEVELS)}, not {level!r}")
        if code in format_rules.RULES.rules and known[code].severity == "error":
            raise BadSettings(f"{code} keeps a file from loading; it is always an error")
    return Settings(table)
