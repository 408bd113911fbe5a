"""No plugin of pydantic has a say in a case, so none is looked for.

Pydantic can be told so, but first imports what it would look with (``importlib.metadata`` and, by
way of it, mail, archives and sockets), which would be a sixteenth of a check.
"""

from __future__ import annotations

import importlib
import os
import sys
from types import ModuleType
from typing import Any

_SWITCH, _OFF = "PYDANTIC_DISABLE_PLUGINS", "__all__"
_LOOKS = "pydantic.plugin._loader"


def none_of_pydantic() -> None:
    """Let pydantic find no plugins, unless whoever started ppsim set its switch otherwise."""
    if os.environ.setdefault(_SWITCH, _OFF) == _OFF:
        sys.modules.setdefault(_LOOKS, _NoPlugins(_LOOKS))


class _NoPlugins(ModuleType):
    """Stands for the module that looks for plugins; asked for more, it gives way to it."""

    @staticmethod
    def get_plugins() -> tuple[()]:
        return ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(_LOOKS) is self:
            del sys.modules[_LOOKS]
        return getattr(importlib.import_module(_LOOKS), name)
