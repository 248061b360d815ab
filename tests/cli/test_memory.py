"""What keeps a long process small."""

import subprocess
import sys
from datetime import date

import pytest

from cli import memory
from pipeline.match.fold import hash64
from pipeline.normalise import places
from pipeline.normalise.places import find

#: Eight threads that live at once; then many small blocks, of which a few in between stay. Says how many heaps there are beside the first, and kB resident.
WORK = """
import re, sys, threading
from cli import memory
if sys.argv[1] == "bound":
    memory.bound()
def resident():
    return int(re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1])
turn = threading.Barrier(8)
def work():
    turn.wait()
    bytearray(3000)
    turn.wait()
threads = [threading.Thread(target=work) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
reserved = [int(end, 16) - int(begin, 16) for begin, end in re.findall("^([0-9a-f]+)-([0-9a-f]+) ---p", open("/proc/self/maps").read(), re.M)]
blocks = [bytearray(3000) for _ in range(30_000)]
kept = blocks[::50]
del blocks
before = resident()
memory.give_back()
print(sum(size > 2**24 for size in reserved), before, resident())
"""


@pytest.mark.skipif(memory._libc("malloc_trim") is None, reason="glibc only")
def test_few_heaps_and_what_is_free_in_them_is_given_back() -> None:
    heaps = {}
    for way in ("bound", "as it is"):
        done = subprocess.run([sys.executable, "-c", WORK, way], capture_output=True, text=True, check=True)
        heaps[way], before, after = map(int, done.stdout.split())
        assert before - after > 50_000, done.stdout
    assert heaps["bound"] <= 1 < heaps["as it is"]


def test_bounded_caches_are_emptied_on_a_new_day_and_tables_stay() -> None:
    memory.tidy(date(2026, 3, 1))
    assert find("Dresden") is not None
    hash64("eins")
    memory.tidy(date(2026, 3, 1))
    assert hash64.cache_info().currsize == 1
    tables = [value.cache_info() for value in vars(places).values() if hasattr(value, "cache_info") and value.cache_parameters()["maxsize"] is None]
    memory.tidy(date(2026, 3, 2))
    assert hash64.cache_info().currsize == 0
    assert tables == [value.cache_info() for value in vars(places).values() if hasattr(value, "cache_info") and value.cache_parameters()["maxsize"] is None]
    assert any(table.currsize for table in tables)
