"""The garbage collector, held back where nothing is garbage.

What is made while a file is loaded, or the states of a case are found, stays alive until the end.
The collector would look through all of it again and again, for a fifth of the time; and once more
when it is let go, for a tenth. So what was made joins what is old already, unseen.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

FULL = 512
"""Every so many times all is looked through, so that no garbage of others is carried along."""
_times = count(1)
_set_aside = False
"""Whether something was; to ask the collector takes longer, the more there is."""


def set_aside() -> None:
    """Never look again through what there is by now: it stays until the end."""
    global _set_aside
    _set_aside = True
    gc.freeze()


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect nothing meanwhile; afterwards as before."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            _age()
            gc.enable()


def _age() -> None:
    """Make everything old, which takes no time; not where some of it was set aside for good."""
    if next(_times) % FULL == 0:
        gc.collect()
    elif not _set_aside:
        gc.freeze()
        gc.unfreeze()
