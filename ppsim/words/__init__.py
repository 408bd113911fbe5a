"""Words that every face uses, so that the same thing is called the same everywhere."""

from __future__ import annotations
