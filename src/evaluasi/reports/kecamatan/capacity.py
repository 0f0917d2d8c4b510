"""Capacity to keep the innovation alive: measured by a survey, else a labelled proxy, else none."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from evaluasi import sustainability as su
from evaluasi.reports.display import escape
from evaluasi.reports.kecamatan.entries import unfilled
from evaluasi.reports.kecamatan.place import Kecamatan
from evaluasi.reports.region.innovations import with_origin
from evaluasi.reports.region.sustainability_capacity import proxy
from evaluasi.reports.region.words import NO_REMARK
from evaluasi.sustainability import Capacity, ProxyCapacity
from evaluasi.sustainability.instruments.domain_scores import OVERALL
from evaluasi.text import _, listing, number

INSTRUMENT = "psat"


@lru_cache(maxsize=1)  # the sentence and the table of a report ask alike
def measured(subject: Kecamatan) -> Capacity:
    """Return the survey's capacity scores of the kecamatan's innovations."""
    objects = [subject.kode, *subject.titles.index]
    return su.capacity(subject.data.survei, INSTRUMENT, objects=objects)


def table(subject: Kecamatan) -> pd.DataFrame:
    """Table of capacity by domain: surveyed, as proxy, or empty places."""
    found = measured(subject)
    if not found.reason:
        return _surveyed(subject, found)
    near = proxy(subject)
    if near is not None:
        shown = pd.DataFrame(_proxied(subject, near))
        return with_origin(subject, shown if subject.several else shown.drop(columns=_("Inovasi")))
    domains = [domain.nama for domain in found.instrument.ranah]
    empty = pd.DataFrame({_("Ranah"): domains, _("Nilai (1–7)"): unfilled()})
    return subject.stamped(empty, ())


def title(subject: Kecamatan) -> str:
    """Name what the table holds."""
    if not measured(subject).reason:
        return _("Kapasitas keberlanjutan menurut survei")
    near = proxy(subject)
    if near is not None:
        return _("Kapasitas keberlanjutan: {label}").format(label=near.label)
    return _("Kapasitas keberlanjutan: tempat isian")


def sentence(subject: Kecamatan) -> str:
    """Say where capacity comes from, what it can't say, and that it is no proof of life."""
    apart = _("Kapasitas berarti faktor penopangnya ada; itu bukan bukti inovasi masih dipakai.")
    found = measured(subject)
    if not found.reason:
        warnings = " ".join(escape(warning) for warning in found.warnings)
        return f"{apart} {warnings}".strip()
    near = proxy(subject)
    if near is not None:
        told = _(
            "Survei kapasitas belum ada. Yang ditampilkan adalah {label}, dihitung dari level "
            "indikator IID yang diakui sendiri; ranah yang tidak dapat dilihat dari situ: {names}."
        ).format(label=near.label, names=listing(name for name, _why in near.uncovered))
        return f"{apart} {told}"
    return (
        apart
        + " "
        + _(
            "Belum ada survei kapasitas untuk inovasi ini, dan level indikator IID-nya tidak "
            "tercatat, jadi nilainya belum ada. Pertanyaan PSAT milik penyusunnya; pemakai memuat "
            "butir yang ia miliki izinnya."
        )
    )


def _surveyed(subject: Kecamatan, found: Capacity) -> pd.DataFrame:
    rows = found.latest()
    shown = pd.DataFrame(
        {
            _("Inovasi"): rows["objek"].map(subject.titles).fillna(subject.name),
            _("Ranah"): rows["nama"].where(rows["domain"] != OVERALL, _("Keseluruhan")),
            _("Nilai (1–7)"): rows["rata"],
            _("Selang 95%"): [
                _span(low, high) for low, high in zip(rows["bawah"], rows["atas"], strict=True)
            ],
            _("Penilai"): rows["penilai"],
            _("Keterangan"): rows["status"] + rows["alasan"].map(lambda t: f": {t}" if t else ""),
        }
    )
    kept = shown if rows["objek"].nunique() > 1 else shown.drop(columns=_("Inovasi"))
    return with_origin(subject, kept, "survei")


def _proxied(subject: Kecamatan, near: ProxyCapacity) -> list[dict[str, object]]:
    return [
        {
            _("Inovasi"): subject.titles[row["id"]],
            _("Ranah"): name,
            _("Bagian level tertinggi (%)"): row[code],
            _("Indikator"): listing(near.links.loc[near.links["ranah"] == code, "nama"]),
            _("Keterangan"): row["alasan"] or NO_REMARK,
        }
        for row in near.table.to_dict("records")
        for code, name in near.domains.items()
    ]


def _span(low: float, high: float) -> str:
    return NO_REMARK if pd.isna(low) else f"{number(low, 1)}–{number(high, 1)}"
