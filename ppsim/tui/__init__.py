"""The app in the terminal: everything here may load Textual, and nothing elsewhere does."""

from __future__ import annotations
