"""What the report was made from: sources with their licences, dataset, versions."""

from __future__ import annotations

import pandas as pd

from evaluasi.reports import manifest
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import NO_REMARK
from evaluasi.tables import provenance
from evaluasi.text import _, date, listing, number

USED = ("skor_iid", "penghargaan", "kasus")
"""Tables of which only the region's own rows are quoted one by one."""

FINGERPRINT_SHOWN = 16


def sources(subject: Subject) -> pd.DataFrame:
    """Table of the sources behind the numbers: publisher, where they lie, licence, remarks."""
    listed = subject.data.sumber.set_index("sumber")
    codes = [code for code in _used(subject) if code in listed.index]
    found = listed.loc[codes].reset_index()
    table = pd.DataFrame(
        {
            _("Penerbit"): found["penerbit"],
            _("Asal"): found["asal"],
            _("Lisensi koleksi"): found["lisensi"],
            _("Catatan"): found["catatan"].fillna(NO_REMARK),
        }
    )
    return subject.stamped(table, codes)


def sources_sentence(subject: Subject) -> str:
    """Count the sources that are not listed one by one."""
    others = len(subject.data.sumber) - len(sources(subject))
    if others <= 0:
        return ""
    return _(
        "Selain itu dataset memuat {n} sumber tentang wilayah lain, antara lain daftar penerima "
        "penghargaan; semuanya tercatat pada tabel `sumber`."
    ).format(n=number(others))


def settings(subject: Subject, tanggal: str = "") -> pd.DataFrame:
    """Table of dataset, reporting year, date and versions."""
    data = subject.data
    lines = {
        _("Dataset"): data.title,
        _("Jenis data"): listing(data.provenance.kinds),
        _("Data per"): date(data.provenance.updated or None),
        _("Sidik dataset (SHA-256, awal)"): data.fingerprint[:FINGERPRINT_SHOWN],
        _("Wilayah"): f"{subject.kode} {subject.name}",
        _("Tahun laporan"): str(subject.year),
        _("Tanggal laporan"): date(tanggal or None),
    }
    versions = {_("Versi {name}").format(name=k): v for k, v in manifest.versions().items()}
    lines |= versions
    table = pd.DataFrame({_("Keterangan"): list(lines), _("Isi"): list(lines.values())})
    return provenance.stamp(table, data.provenance.narrowed(()))


def remarks(subject: Subject) -> str:
    """Say what changed in the files since their descriptor, and what is hidden."""
    told = [f"{note}." for note in subject.data.notes]
    hidden = subject.data.hidden
    if hidden:
        counts = listing(
            _("{n} baris {table}").format(n=number(n), table=name) for name, n in hidden.items()
        )
        told.append(
            _("Berkeyakinan rendah dan tidak dipakai di seluruh dataset: {counts}.").format(
                counts=counts
            )
        )
    return " ".join(told)


def _used(subject: Subject) -> list[str]:
    """Return the codes of the sources used, those of most rows first."""
    data = subject.data
    regions = provenance.of(data.wilayah)
    tiles = provenance.of(data.petak) if data.has("petak") else None
    codes = [source.kode for origin in (regions, tiles) if origin for source in origin.sources]
    outcomes = data.capaian
    outcomes = outcomes[outcomes["kode"].isin(subject.members)]
    codes += list(outcomes["sumber"].value_counts().index)
    for name in USED:
        rows = data.table(name)
        codes += list(rows[rows["kode"].fillna("").map(subject.within).astype(bool)]["sumber"])
    codes += list(data.iid_nasional["sumber"])
    return list(dict.fromkeys(codes))
