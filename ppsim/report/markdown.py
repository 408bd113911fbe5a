"""A page as Markdown (CommonMark), with everything that could be read as markup escaped."""

from __future__ import annotations

import re

from ppsim.report.page import Block, Columns, Entry, Field, Page, Para

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-=+])", re.MULTILINE)


def literal(text: str) -> str:
    """``text`` so that a Markdown reader shows just those characters; lines are kept."""
    text = _SPECIAL.sub(r"\\\1", text)
    return _LEADING.sub(_escape_leading, text)


def _escape_leading(match: re.Match[str]) -> str:
    space, mark = match.group(1), match.group(2)
    if mark[-1] in ".)":
        return f"{space}{mark[:-1]}\\{mark[-1]}"
    return f"{space}\\{mark}"


def render(page: Page) -> str:
    """The page as Markdown, ending in a newline."""
    out = [f"# {_inline(page.title)}"]
    if page.subtitle:
        out.append(_inline(page.subtitle))
    for section in page.sections:
        if section.title:
            out.append(f"## {_inline(section.title)}")
        for block in section.blocks:
            out += _block(block)
    return "\n\n".join(out) + "\n"


def _inline(text: str) -> str:
    return literal(text.replace("\n", " "))


def _lines(text: str) -> str:
    return "  \n".join(literal(part) for part in text.split("\n"))


def _block(block: Block) -> list[str]:
    if isinstance(block, Para):
        return [_lines(block.text)]
    if isinstance(block, Field):
        return [f"**{_inline(block.label)}:** {_lines(block.text)}"]
    if isinstance(block, Entry):
        out = [f"### {_inline(block.title)}"]
        for inner in block.blocks:
            out += _block(inner)
        return out
    return [_table(block)]


def _table(block: Columns) -> str:
    rows = [" | ".join(_inline(cell) for cell in row) for row in block.rows]
    rule = " | ".join("---" for _ in block.heads)
    head = " | ".join(_inline(cell) for cell in block.heads)
    return "\n".join(f"| {row} |" for row in (head, rule, *rows))
