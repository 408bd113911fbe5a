"""What writes and rewrites the files of authors: starters, variants, the canonical layout."""

from __future__ import annotations
