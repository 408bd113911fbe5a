from __future__ import annotations

import sys
from pathlib import Path

# the made cases, the naive engine and walk, and the maker of YAML serve this floor as well
for floor in ("engine", "explore", "format"):
    sys.path.insert(0, str(Path(__file__).parent.parent / floor))
