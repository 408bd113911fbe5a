"""Debriefs in words, and their renderings."""
