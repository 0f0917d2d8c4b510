"""Capacity in place, by instruments and by the proxy; how far a score can be trusted."""
