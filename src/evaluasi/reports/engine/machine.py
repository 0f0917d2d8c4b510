"""What the machine has to give."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

# Measured on a region report: memory of its own, with room for larger notebooks.
WORKER_BYTES = 400 << 20
_SPARE = 0.9
_CGROUP = Path("/sys/fs/cgroup")


def default_workers() -> int:
    """Return how many workers fit: one for each core, as long as memory lasts."""
    return max(1, min(_cores(), int(free_memory() * _SPARE) // WORKER_BYTES))


def memory_share(workers: int) -> int:
    """Return how many bytes each of so many workers may take."""
    return max(WORKER_BYTES, int(free_memory() * _SPARE) // workers)


def free_memory() -> int:
    """Return the bytes that new processes can take, within the limit of a container."""
    free = int(psutil.virtual_memory().available)
    limit, used = _number("memory.max"), _number("memory.current")
    if limit is None or used is None:
        return free
    return min(free, max(0, limit - used + _cache()))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    quota, period = _numbers("cpu.max") or (None, None)
    return cores if not quota or not period else max(1, min(cores, quota // period))


def _cache() -> int:
    """Return the bytes that a container counts as used and would give back: files once read."""
    try:
        lines = (_CGROUP / "memory.stat").read_text().splitlines()
        return int(dict(line.split() for line in lines)["inactive_file"])
    except (OSError, ValueError, KeyError):
        return 0


def _number(name: str) -> int | None:
    numbers = _numbers(name)
    return numbers[0] if numbers else None


def _numbers(name: str) -> list[int] | None:
    """Read a control file of the container; None where there is none, or no limit."""
    try:
        return [int(word) for word in (_CGROUP / name).read_text().split()]
    except (OSError, ValueError):
        return None
