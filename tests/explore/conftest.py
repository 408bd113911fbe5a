from __future__ import annotations

import sys
from pathlib import Path

# the made cases and the naive engine serve both floors
sys.path.insert(0, str(Path(__file__).parent.parent / "engine"))
