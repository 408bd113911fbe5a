"""Attempts on their way out and in: attempt files, learning records, tidy tables."""
