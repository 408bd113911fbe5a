"""Widgets: each draws what it is given and says what was done with it."""

from __future__ import annotations
