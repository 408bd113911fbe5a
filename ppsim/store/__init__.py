"""The journal of attempts on this machine."""

from __future__ import annotations
