from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read when textual is first imported
for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM", "VISUAL", "EDITOR"):
    os.environ.pop(name, None)

# cases made at random, and the helpers of the app's tests, serve here as well
for floor in ("engine", "tui"):
    sys.path.insert(0, str(Path(__file__).parent.parent / floor))
