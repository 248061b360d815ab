"""Keeps the memory of a process flat that runs for years."""

from __future__ import annotations

import ctypes
import logging
import sys
from datetime import date
from functools import _lru_cache_wrapper

log = logging.getLogger("stellenmarkt.memory")

#: mallopt(3). Left alone, glibc gives each thread a heap of its own, up to eight a core, and from the first large block that is freed on puts
#: blocks of its size among the small ones: what is free between them is counted as ours and never given back (40 of 90 MB after a quarter).
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8
_ARENAS, _LARGE = 2, 128 * 1024
#: Our rooms, whose caches hold what the visits of a day have in common.
_ROOMS = ("pipeline.", "store.", "render.", "spiders.")
_tidied: list[date] = []


def bound() -> None:
    """Few heaps, and large blocks beside them; before the first thread begins. Elsewhere than on glibc nothing."""
    mallopt = _libc("mallopt")
    if mallopt is not None:
        for option, value in ((_M_ARENA_MAX, _ARENAS), (_M_MMAP_THRESHOLD, _LARGE), (_M_TRIM_THRESHOLD, _LARGE)):
            mallopt(option, value)


def give_back() -> None:
    """Return what is free inside the heaps to the system (malloc_trim(3)); some milliseconds."""
    trim = _libc("malloc_trim")
    if trim is not None:
        trim(ctypes.c_size_t(0))


def tidy(today: date) -> None:
    """After a piece of work: give back what it needed, on a new day what was kept for it too."""
    if _tidied != [today]:
        forget_caches()
        _tidied[:] = [today]
    give_back()


def forget_caches() -> int:
    """Empty the bounded caches: they would fill for years with what no portal shows any more. Tables that are made once stay. How many were emptied."""
    found = {id(value): value for name, module in list(sys.modules.items()) if name.startswith(_ROOMS)
             for value in list(vars(module).values()) if isinstance(value, _lru_cache_wrapper) and (value.cache_parameters()["maxsize"] or 0) > 1}
    for cache in found.values():
        cache.cache_clear()
    return len(found)


def _libc(name: str) -> ctypes._NamedFuncPointer | None:
    """A function of the C library; None where it has no such."""
    try:
        return getattr(ctypes.CDLL(None), name, None)
    except OSError as error:
        log.info("the C library cannot be asked: %s", error)
        return None
