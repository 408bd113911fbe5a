"""How to install what a part of ppsim needs beyond playing: said in one place."""

from __future__ import annotations

import os
from typing import Literal

Extra = Literal["cohort", "parquet", "postgres"]


def how_to_install(extra: Extra) -> str:
    """The command for an extra, in the folder and environment that README.md makes.

    ppsim is in no index of packages, so its name alone installs nothing.
    """
    if os.name == "nt":
        command = rf".venv\Scripts\python -m pip install .[{extra}]"
    else:
        command = f".venv/bin/python -m pip install '.[{extra}]'"
    return f"in the folder that ppsim was installed from: {command}"
