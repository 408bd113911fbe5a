"""The author's loop in the app: the map, the scene in play and the findings, as one writes."""

from __future__ import annotations
