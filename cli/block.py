"""``block``: the newsletter's section "VITAKO-Stellenmarkt"."""

from __future__ import annotations
