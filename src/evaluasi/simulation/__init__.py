"""Datasets with known truth."""

from evaluasi.simulation.dataset import Simulated, simulate
from evaluasi.simulation.package import write

__all__ = ["Simulated", "simulate", "write"]
