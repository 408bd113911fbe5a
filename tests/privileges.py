"""Permissions hold for the administrator, too, while a test is about permissions.

CI often runs as root, who may read and write anywhere. On Linux that is two capabilities, which a
process can set aside and take up again (capabilities(7), capset(2)); files stay root's own.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

OVERRIDE, READ_SEARCH = 1 << 1, 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def permissions_hold() -> Iterator[None]:
    """While this lasts, this thread may do only what the permissions of files allow.

    Where that cannot be had (another system's administrator), the test is skipped.
    """
    if os.name != "posix":
        pytest.skip("permissions as POSIX has them")
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("the administrator may read and write anywhere")
    libc = ctypes.CDLL(None, use_errno=True)
    header, data = _Header(VERSION_3, 0), (_Data * 2)()

    def call(function: str) -> None:
        if getattr(libc, function)(ctypes.byref(header), data) != 0:
            pytest.skip(f"{function}: {os.strerror(ctypes.get_errno())}")

    call("capget")
    before = data[0].effective
    data[0].effective = before & ~(OVERRIDE | READ_SEARCH)
    call("capset")
    try:
        yield
    finally:
        data[0].effective = before
        call("capset")
