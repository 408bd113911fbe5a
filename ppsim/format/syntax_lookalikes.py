"""Signs that look like those of YAML and are others: spaces that do not break, long dashes.

They come in by copying from a page, or from an editor that corrects while one types. Where a text
can be read they are part of it; looked for here where it cannot.
"""

from __future__ import annotations

import re
import unicodedata

from ppsim.format import rules_yaml
from ppsim.format.characters import DASHES
from ppsim.format.syntax_site import Site, Slip

_SPACES = "\N{NO-BREAK SPACE}\u1680\u2000-\u200a\u202f\u205f\u3000"
_COLONS = "\uff1a\ufe55\ua789"
_ODD_LEAD = re.compile(rf"[ {_SPACES}]*")
_ODD_GAP = re.compile(rf"\s*(?:- +)*(?:-|[A-Za-z_][\w-]*:)(?P<sign>[{_SPACES}])")
_ODD_DASH = re.compile(rf"\s*(?P<sign>[{DASHES}])\s")
_ODD_COLON = re.compile(rf"\s*(?:- +)*[A-Za-z_][\w-]*(?P<sign>[{_COLONS}])")
_SHOWN = 5
"""Lines that are named where a file has such spaces in many."""
_PLAIN = (
    (re.compile(rf" *(?P<sign>[{_SPACES}])"), " ", "a plain space"),
    (_ODD_GAP, " ", "a plain space"),
    (_ODD_DASH, "-", "a hyphen"),
    (_ODD_COLON, ":", "a plain colon"),
)


def lookalike(site: Site) -> Slip | None:
    """A sign in the place of one of YAML's own.

    Dashes are looked for here and on the line that this one goes on from; what hides a key may
    have come to light further down.
    """
    above = next((r for r in range(site.row - 1, -1, -1) if site.line(r).strip()), -1)
    began = site.began[0] if site.began is not None else -1
    near = {began, above, site.row}
    for row in (r for r in range(site.row + 1) if not site.line(r).isascii()):
        line = site.line(row)
        for pattern, by, wanted in _PLAIN:
            match = pattern.match(line) if by != "-" or row in near else None
            if match is not None:
                column = match.start("sign")
                sign = line[column]
                said = f"{unicodedata.name(sign).lower()} (U+{ord(sign):04X})"
                mended = plainly(line[:column] + by + line[column + 1 :])
                fields: dict[str, object] = {"sign": said, "wanted": wanted}
                fields["where"] = _where(site, row) if by == " " else "here"
                return Slip(rules_yaml.LOOKALIKE, site.at(row, column), fields, row + 1, mended)
    return None


def plain_sign(line: str, column: int) -> str | None:
    """The sign of YAML's own that is meant at ``column`` (from 0), where one is."""
    for pattern, by, _ in _PLAIN:
        match = pattern.match(line)
        if match is not None and match.start("sign") == column:
            return by
    return None


def _where(site: Site, row: int) -> str:
    """Here, and in which other lines there are such spaces."""
    odd = ((n, line) for n, line in enumerate(site.lines) if n != row and not line.isascii())
    others = [n for n, line in odd if plainly(line) != line]
    if not others:
        return "here"
    shown = ", ".join(str(n + 1) for n in others[:_SHOWN])
    more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    return f"here and in line{'s' if len(others) > 1 else ''} {shown}{more}"


def plainly(line: str) -> str:
    """The line, with plain spaces for others where it is indented, and after a dash or a colon."""
    lead = _ODD_LEAD.match(line)
    end = lead.end() if lead is not None else 0
    line = " " * end + line[end:]
    gap = _ODD_GAP.match(line)
    if gap is None:
        return line
    column = gap.start("sign")
    return plainly(f"{line[:column]} {line[column + 1 :]}")
