"""One module a command; each is imported when it is called for."""

from __future__ import annotations
