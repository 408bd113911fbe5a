from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
# the reader of pages, and the shell that runs commands, serve the tests of other floors as well
sys.path[:0] = [str(HERE), str(HERE.parent / "report"), str(HERE.parent / "cli")]

from cohort_page_fixtures import demo, home, shell  # noqa: E402

__all__ = ["demo", "home", "shell"]
