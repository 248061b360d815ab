"""The bundled sample portals: invented employers in real places, played over real HTTP in true wire formats.

Used by ``make run`` and by the tests. docs/samples.md describes truth file, clock and faults.
"""

from spiders.samples.server import SamplePortals
from spiders.samples.world import World

__all__ = ["SamplePortals", "World"]
