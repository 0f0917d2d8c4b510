"""What poverty did after the region's awards, beside regions of the same type.

A description: it names no cause and gives no probability.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from evaluasi.figures import Chart, Measure, dot_with_peers
from evaluasi.impact import AwardComparison, award_comparison, caution
from evaluasi.reports.display import escape
from evaluasi.reports.region import awards
from evaluasi.reports.region.awards import IGA
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import NO_REMARK, bullets, moved, paragraphs
from evaluasi.tables import provenance, series
from evaluasi.tables.awards import is_certain
from evaluasi.text import _, listing, number, signed

OUTCOME = "p0"
MARCH = "Maret"


@lru_cache(maxsize=1)  # each table and chart of a report asks again
def comparison(subject: Subject) -> AwardComparison:
    """Describe the change in poverty after each award; see `evaluasi.impact.award_comparison`."""
    rows = subject.data.penghargaan
    rows = rows[(rows["ajang"] == IGA) & rows["kode"].notna()]
    return _compared(subject, rows)


def sentences(subject: Subject) -> str:
    """Tell the first exposed change of each award beside the median of the type."""
    result = comparison(subject)
    if result.reason:
        return result.reason
    rows = result.first_exposed().to_dict("records")
    return paragraphs(*(_change_sentence(subject, row) for row in rows))


def cautions(subject: Subject) -> str:
    """List how the comparison must be read; nothing where nothing is compared."""
    result = comparison(subject)
    if result.reason or _with_values(result.to_frame()).empty:
        return ""
    return bullets(
        [
            _("Penghargaan mengakui inovasi yang sudah berjalan; tahunnya bukan awal inovasi."),
            _(
                "Innovative Government Award (IGA) diumumkan pada Desember, kemiskinan diukur pada "
                "Maret: nilai pertama sesudahnya adalah Maret tahun berikutnya."
            ),
            _(
                "Penerima tidak dipilih secara acak, dan penghargaan yang berdekatan bertumpang "
                "tindih."
            ),
            _(
                "Galat survei kemiskinan tidak tercatat, sehingga letak hanya disebut terhadap "
                "median dan kuartil."
            ),
            _(
                "Angka negatif berarti kemiskinan turun. Di bawah kuartil pertama berarti lebih "
                "rendah daripada sekitar tiga perempat daerah sejenis."
            ),
        ]
    )


def chart(subject: Subject) -> Chart | None:
    """Draw each first exposed change within the spread of the type; None without any."""
    rows = comparison(subject).first_exposed().dropna(subset=["perubahan"])
    if rows.empty:
        return None
    outcome = subject.data.series(OUTCOME, subject.alike, trend=True)
    changes, measures = {}, {}
    for award, end in zip(rows["tahun_penghargaan"], rows["tahun_akhir"], strict=True):
        key = f"{award}"
        changes[key] = (outcome[end] - outcome[award]).round(6)
        measures[key] = Measure(
            _("IGA {award}: {award} ke {end}").format(award=award, end=end),
            _("persen poin"),
            2,
            "turun",
            change=True,
        )
    data = pd.DataFrame(changes).T
    origin = provenance.of(outcome)
    if origin is not None:
        provenance.stamp(data, origin)
    return dot_with_peers(
        data,
        subject.kode,
        measures=measures,
        title=_("Perubahan kemiskinan sesudah penghargaan"),
        labels=subject.names,
        peers=subject.peers.codes,
        group=_type_words(subject),
        order="data",
        alt=_chart_alt(subject, rows),
    )


def first_changes(subject: Subject) -> pd.DataFrame:
    """Table of the changes to the first exposed value, with the spread of the type."""
    rows = _with_values(comparison(subject).first_exposed())
    shown = pd.DataFrame(
        {
            _("Penghargaan"): [_("IGA {year}").format(year=y) for y in rows["tahun_penghargaan"]],
            _("Kurun"): _spans(rows),
            _("Perubahan"): [_signed(value) for value in rows["perubahan"]],
            _("Median"): [_signed(value) for value in rows["median"]],
            _("Kuartil 1 sampai 3"): _between(rows["kuartil_1"], rows["kuartil_3"]),
            _("Rentang"): _between(rows["minimum"], rows["maksimum"]),
            _("Banyak daerah"): rows["n"],
            _("Letak"): rows["letak"].replace("", None),
        }
    )
    return with_origin(shown, subject)


def later_changes(subject: Subject) -> pd.DataFrame:
    """Table of the changes to later years; other awards fall within many of them."""
    rows = comparison(subject).to_frame()
    rows = _with_values(rows[rows["tahun_akhir"] > rows["tahun_penghargaan"] + 1])
    shown = pd.DataFrame(
        {
            _("Penghargaan"): [_("IGA {year}").format(year=y) for y in rows["tahun_penghargaan"]],
            _("Kurun"): _spans(rows),
            _("Perubahan"): [_signed(value) for value in rows["perubahan"]],
            _("Median"): [_signed(value) for value in rows["median"]],
            _("Letak"): list(rows["letak"].replace("", None)),
            _("Peringatan"): [
                "; ".join(caution(key) for key in keys) or NO_REMARK for keys in rows["peringatan"]
            ],
        }
    )
    return with_origin(shown, subject)


def uncertainty(subject: Subject) -> pd.DataFrame:
    """Table of how much hangs on uncertain rows: comparison regions with and without them."""
    everything = _with_values(comparison(subject).first_exposed())
    if everything.empty:
        return pd.DataFrame()
    certain = _against(subject, everything["tahun_penghargaan"])
    doubts = awards.doubts(subject)
    shown = pd.DataFrame(
        {
            _("Penghargaan"): [
                _("IGA {year}").format(year=y) for y in everything["tahun_penghargaan"]
            ],
            _("Baris wilayah ini"): [
                doubts.get(year, _("pasti")) for year in everything["tahun_penghargaan"]
            ],
            _("Daerah lain tercatat (semua baris)"): everything["n_tercatat"],
            _("Median perubahan daerah yang tidak tercatat menerima (semua baris)"): [
                _signed(value) for value in everything["median_tidak_tercatat"]
            ],
            _("Daerah lain tercatat (baris pasti)"): certain["n_tercatat"],
            _("Median perubahan daerah yang tidak tercatat menerima (baris pasti)"): [
                _signed(value) for value in certain["median_tidak_tercatat"]
            ],
        }
    )
    return with_origin(shown, subject)


def _compared(subject: Subject, rows: pd.DataFrame) -> AwardComparison:
    return award_comparison(
        subject.data.series(OUTCOME, subject.members, trend=True),
        subject.kinds,
        rows[["kode", "tahun"]],
        subject.kode,
        reference=_reference_months(subject),
        called=_("kemiskinan"),
    )


def _against(subject: Subject, award_years: pd.Series) -> pd.DataFrame:
    """Return the same changes, with only certain rows telling which other regions were awarded."""
    rows = subject.data.penghargaan
    rows = rows[(rows["ajang"] == IGA) & rows["kode"].notna()]
    kept = rows[is_certain(rows) | (rows["kode"] == subject.kode)]
    found = _compared(subject, kept).first_exposed().set_index("tahun_penghargaan")
    return found.loc[list(award_years)].reset_index()


def with_origin(shown: pd.DataFrame, subject: Subject) -> pd.DataFrame:
    """Write on a table that it rests on the outcome and on the lists of awards."""
    outcome = provenance.of(subject.data.series(OUTCOME, subject.members))
    listed = subject.data.penghargaan
    lists = subject.origin(listed[listed["ajang"] == IGA]["sumber"].value_counts().index)
    parts = [part for part in (outcome, lists) if part is not None]
    return provenance.stamp(shown, provenance.Provenance.merge(*parts))


def _with_values(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, or none of them where no region has a change on file."""
    return rows if (rows["n"] > 0).any() else rows.iloc[:0]


def _spans(rows: pd.DataFrame) -> list[str]:
    pairs = zip(rows["tahun_dasar"], rows["tahun_akhir"], strict=True)
    return [f"{base}–{end}" for base, end in pairs]


def _change_sentence(subject: Subject, row: Mapping[Any, Any]) -> str:
    measure = series.get(OUTCOME)
    award, end = row["tahun_penghargaan"], row["tahun_akhir"]
    if pd.isna(row["perubahan"]):
        return _without_change(subject, row)
    told = _(
        "IGA {award}: dari {start} ke {end} persentase penduduk miskin {name} {change} (dari "
        "{base} menjadi {value} persen). Pada kurun yang sama median perubahan {n} {kind} adalah "
        "{median} persen poin, dengan rentang {low} sampai {high}; perubahan {name} {place}."
    )
    if "dasar_terpapar" in row["peringatan"]:
        told += " " + _("Nilai awalnya diukur sesudah penghargaan sebelumnya.")
    return told.format(
        award=award,
        start=_moment(subject, award),
        end=_moment(subject, end),
        name=subject.said,
        change=moved(row["perubahan"], measure),
        base=number(row["nilai_dasar"], measure.desimal),
        value=number(row["nilai_akhir"], measure.desimal),
        n=number(row["n"]),
        kind=escape(_type_words(subject)),
        median=_signed(row["median"]),
        low=_signed(row["minimum"]),
        high=_signed(row["maksimum"]),
        place=row["letak"],
    )


def _without_change(subject: Subject, row: Mapping[Any, Any]) -> str:
    """Name the values that a change lacks."""
    years = {"nilai_dasar": row["tahun_penghargaan"], "nilai_akhir": row["tahun_akhir"]}
    words = {
        "nilai_dasar": _("nilai awal, {moment}, belum ada data"),
        "nilai_akhir": _("nilai pertama sesudah pengumuman, {moment}, belum ada data"),
    }
    told = [
        words[name].format(moment=_moment(subject, year))
        for name, year in years.items()
        if pd.isna(row[name])
    ]
    return _("IGA {award}: {told}.").format(award=row["tahun_penghargaan"], told="; ".join(told))


def _chart_alt(subject: Subject, rows: pd.DataFrame) -> str:
    told = [
        _("sesudah IGA {award} {change} persen poin (median {median})").format(
            award=row["tahun_penghargaan"],
            change=_signed(row["perubahan"]),
            median=_signed(row["median"]),
        )
        for row in rows.to_dict("records")
    ]
    return _("Perubahan persentase penduduk miskin {name} sampai Maret berikutnya: {told}.").format(
        name=subject.name, told=listing(told)
    )


def _reference_months(subject: Subject) -> dict[int, str]:
    cells = subject.data.capaian
    own = cells[(cells["indikator"] == OUTCOME) & (cells["kode"] == subject.kode)]
    return dict(zip(own["tahun"].astype(int), own["acuan_waktu"].fillna(""), strict=True))


def _moment(subject: Subject, year: int) -> str:
    """Return the moment a value stands for; one that is not on file yet will be of March."""
    month = _reference_months(subject).get(year, MARCH)
    return (
        f"{month} {year}"
        if month == MARCH
        else _("{year} ({month})").format(year=year, month=month or _("bulan tidak tercatat"))
    )


def _type_words(subject: Subject) -> str:
    return _("{kind} di {province}").format(kind=subject.kind, province=subject.province)


def _signed(value: float) -> str | None:
    return None if pd.isna(value) else signed(value, series.get(OUTCOME).desimal)


def _between(low: pd.Series, high: pd.Series) -> list[str | None]:
    return [
        None if pd.isna(a) else _("{low} sampai {high}").format(low=_signed(a), high=_signed(b))
        for a, b in zip(low, high, strict=True)
    ]
