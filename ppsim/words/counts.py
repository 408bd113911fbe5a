"""How many of something, in words that agree with the number."""

from __future__ import annotations


def counted(n: int, one: str, many: str | None = None) -> str:
    """``1 attempt``, ``2 attempts``; ``counted(n, "person", "people")`` where -s will not do."""
    return f"{n:,} {one if n == 1 else many or f'{one}s'}"
