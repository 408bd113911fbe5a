from __future__ import annotations

import sys
from pathlib import Path

# the made cases serve the proof too
sys.path.insert(0, str(Path(__file__).parent.parent / "engine"))
