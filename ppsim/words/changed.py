"""What is said where a case was edited since an attempt at it was begun."""

from __future__ import annotations


def changed(reason: str | None) -> str:
    """That one goes on with the text as it was; ``reason`` is why the new one would not fit."""
    fits = "it would fit the new text too" if reason is None else "it does not fit the new text"
    return f"the case was changed since you began; you go on with the text you began with ({fits})"
