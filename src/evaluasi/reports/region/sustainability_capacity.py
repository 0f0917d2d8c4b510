"""Capacity of the region's innovations to last, beside what was seen of them, never blended."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from evaluasi import sustainability as su
from evaluasi.figures import Chart
from evaluasi.reports.region.followups import followed, register_of
from evaluasi.reports.region.subject import Subject
from evaluasi.sustainability import ProxyCapacity, Quadrant, Register
from evaluasi.text import _, listing, number


def latest(subject: Subject) -> pd.DataFrame:
    """Return the innovations as their last edition reports them, one row each."""
    rows = followed(subject).sort_values("tahun", kind="stable")
    return rows.drop_duplicates("id", keep="last").reset_index(drop=True)


@lru_cache(maxsize=1)
def proxy(subject: Subject) -> ProxyCapacity | None:
    """Return the proxy of all innovations, each by the rules of its last edition.

    None where no edition tells any level.
    """
    rows = latest(subject)
    if rows.empty:
        return None
    found = su.proxy_by_edition(rows)
    return found if found.for_quadrant()["nilai"].notna().any() else None


def states(found: Register) -> pd.DataFrame:
    """Return id, status and tanggal of the last verified state; no row for others."""
    table = found.table[found.table["n_terverifikasi"] > 0]
    return pd.DataFrame(
        {
            "id": table.index,
            "status": table["status_terakhir"].to_numpy(),
            "tanggal": table["tanggal_terakhir"].to_numpy(),
        }
    )


@lru_cache(maxsize=1)
def _quadrant(subject: Subject, tanggal: str) -> Quadrant | None:
    capacity, found = proxy(subject), register_of(subject, tanggal)
    if capacity is None or found is None or found.history.empty:
        return None
    return su.quadrant(capacity.for_quadrant(), states(found), source=capacity.label)


def sentence(subject: Subject, tanggal: str) -> str:
    """Say where capacity comes from and how many stand in which quadrant."""
    found = _quadrant(subject, tanggal)
    capacity = proxy(subject)
    if found is None or capacity is None:
        return ""
    counts = [
        _("{n} {quadrant}").format(n=number(int(n)), quadrant=name)
        for name, n in found.counts.items()
        if n
    ]
    return _(
        "Kapasitas (faktor penopang terpasang) dan keberlangsungan (masih dipakai saat dikunjungi) "
        "tidak digabung menjadi satu angka. Kapasitas di sini adalah {label}: dihitung dari level "
        "indikator IID yang diakui sendiri pada edisi terakhir tiap inovasi, dan tidak dapat "
        "melihat {uncovered}. Ranah terlemah: {weakest}. Disandingkan dengan status lapangan: "
        "{counts}."
    ).format(
        label=capacity.label,
        weakest=_weakest(capacity),
        uncovered=listing(name for name, _why in capacity.uncovered),
        counts=listing(counts),
    )


def _weakest(capacity: ProxyCapacity) -> str:
    medians = capacity.table[list(capacity.domains)].median()
    return _("{name} (median {value} persen dari level tertinggi)").format(
        name=capacity.domains[str(medians.idxmin())], value=number(medians.min(), 0)
    )


def chart(subject: Subject, tanggal: str) -> Chart | None:
    """Draw capacity against state; None without visits or levels."""
    found = _quadrant(subject, tanggal)
    return None if found is None else found.plot()
