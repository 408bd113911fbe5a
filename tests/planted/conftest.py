from __future__ import annotations

import sys
from pathlib import Path

# the maker of YAML serves here as well, and the page's own script
sys.path[:0] = [str(Path(__file__).parents[1] / "format"), str(Path(__file__).parents[2] / "docs")]
