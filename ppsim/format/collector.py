"""The garbage collector, held back where nothing is garbage.

What is made while a file is loaded, or the states of a case are found, stays alive until the end.
The collector would look through all of it again and again, for a fifth of the time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect nothing meanwhile; afterwards as before."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
