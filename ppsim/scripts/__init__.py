"""Play scripts: plays written down beside a case, run again after every change of it."""

from __future__ import annotations
