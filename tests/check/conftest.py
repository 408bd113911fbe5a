from __future__ import annotations

import sys
from pathlib import Path

# the made cases and the naive engine and walk serve this floor as well
for floor in ("engine", "explore"):
    sys.path.insert(0, str(Path(__file__).parent.parent / floor))
