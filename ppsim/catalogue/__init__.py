"""Where cases, rubrics and a person's own files are found."""

from __future__ import annotations
