"""DECIDE: the pure room. No clock, network, database or template; ``now`` is an argument."""
