"""``python -m ppsim``: the same as the ``ppsim`` command."""

from __future__ import annotations

import sys

from ppsim.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
