from __future__ import annotations

import sys
from pathlib import Path

# the shipped cases and the attack serve several tests, and the attack runs by itself as well
sys.path.insert(0, str(Path(__file__).parent))
