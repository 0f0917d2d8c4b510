"""As many workers as the machine has room for, never none."""

import os

import pytest

from evaluasi.reports.engine import machine

GIB = 1 << 30


@pytest.fixture
def box(tmp_path, monkeypatch):
    """Make a machine of 8 cores and 16 GiB free, in a container with these limits."""

    def make(**limits):
        monkeypatch.setattr(machine, "_CGROUP", tmp_path)
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)), raising=False)
        memory = type("Memory", (), {"available": 16 * GIB})
        monkeypatch.setattr(machine.psutil, "virtual_memory", lambda: memory)
        for name, text in limits.items():
            (tmp_path / name.replace("_", ".", 1)).write_text(text)

    return make


@pytest.mark.parametrize(
    ("limits", "workers"),
    [
        ({}, 8),
        ({"cpu_max": "max 100000", "memory_max": "max"}, 8),
        ({"cpu_max": "200000 100000"}, 2),
        ({"cpu_max": "50000 100000"}, 1),
        ({"memory_max": str(2 * GIB), "memory_current": str(GIB // 2)}, 3),
        (
            {
                "memory_max": str(2 * GIB),
                "memory_current": str(2 * GIB),
                "memory_stat": f"anon 5\ninactive_file {3 * GIB // 2}\n",
            },
            3,
        ),
        ({"memory_max": str(GIB), "memory_current": str(2 * GIB), "memory_stat": "rusak"}, 1),
        ({"cpu_max": "rusak"}, 8),
    ],
)
def test_cores_and_free_memory_set_the_number_of_workers(box, limits, workers):
    box(**limits)
    assert machine.default_workers() == workers


def test_workers_share_what_is_free(box):
    box()
    assert machine.memory_share(8) == int(16 * GIB * 0.9) // 8
    assert machine.memory_share(10_000) == machine.WORKER_BYTES
