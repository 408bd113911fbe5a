"""The environment of a measured process."""

from __future__ import annotations

import os
from pathlib import Path


def environment(folder: Path) -> dict[str, str]:
    """Every side reads bytecode, as once installed: kept in ``folder``, by the round thrown away.

    ``folder`` is also where ppsim finds a journal of nobody.
    """
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**env, "PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "PPSIM_HOME": str(folder)}
