"""Screens: each puts widgets together and passes on what they say. None decides about a case."""

from __future__ import annotations
