"""What else is on file around a break: innovations of a region, by the month they were applied."""

from __future__ import annotations

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.impact.interrupted.reading import LEAST_AFTER, LEAST_BEFORE
from evaluasi.reports.service.question import Question, monthly, spoken
from evaluasi.tables import provenance
from evaluasi.tables.dataset import Dataset
from evaluasi.text import _, date, listing, number

NEAR = 6
"""Months on either side of a break within which another innovation is a rival explanation."""
MOST_LISTED = 15
GENERIC = ("masuk", "selesai", "jumlah", "waktu", "rata", "persen", "layanan", "bulan", "total")
"""Words of codes that say nothing of what a service is about."""


def applied(ds: Dataset, region: str, service: str) -> pd.DataFrame:
    """List the innovations of a region whose day of application is on file.

    Returns
    -------
    DataFrame
        One row per innovation, columns bulan, tanggal, judul, opd, menyebut (whether the title
        names the service); those that name it first, then by day.
    """
    rows = ds.inovasi
    rows = rows[(rows["kode"] == region) & rows["tanggal_penerapan"].notna()]
    rows = rows.sort_values("tahun").drop_duplicates("id", keep="last")
    words = [w for w in service.split("_") if len(w) > 3 and w not in GENERIC]
    titles = rows["judul"].fillna("").astype(str).map(_one_line)
    made = pd.DataFrame(
        {
            "bulan": pd.PeriodIndex(rows["tanggal_penerapan"], freq="M"),
            "tanggal": rows["tanggal_penerapan"].to_numpy(),
            "judul": titles.to_numpy(),
            "opd": rows["opd"].fillna("").to_numpy(),
            "menyebut": [any(word in title.lower() for word in words) for title in titles],
        }
    )
    made = made.sort_values(["menyebut", "tanggal", "judul"], ascending=[False, True, True])
    return provenance.stamp(made.reset_index(drop=True), ds.provenance)


def _one_line(title: str) -> str:
    """Return a title on one line, without signs that would steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in title).split())


def require_break(ds: Dataset, region: str, service: str, until: int | None) -> None:
    """Ask for the month of the break, with the dated innovations that it may be.

    Raises
    ------
    ParameterError
        Always: no month is guessed.
    """
    months = monthly(ds, service, region, until).index.sort_values()
    found = applied(ds, region, service)
    if len(months) > LEAST_BEFORE + LEAST_AFTER:
        first, last = months[LEAST_BEFORE], months[-LEAST_AFTER]
        found = found[(found["bulan"] >= first) & (found["bulan"] <= last)]
    shown = [
        f"  --patahan {row['bulan']}  {row['judul']} ({date(row['tanggal'].date().isoformat())})"
        for row in found.head(MOST_LISTED).to_dict("records")
    ]
    rest = len(found) - len(shown)
    if rest > 0:
        shown.append(_("  dan {n} inovasi lain").format(n=number(rest)))
    told = _("Bulan patahan belum disebut, dan tidak ditebak.")
    heading = (
        _("Inovasi {code} yang tercatat diterapkan dalam rentang deret:")
        if shown
        else _("Tidak ada inovasi {code} bertanggal yang tercatat dalam rentang deret.")
    )
    told += "\n" + heading.format(code=region)
    raise ParameterError(
        "\n".join([told, *shown]),
        _("Sebutkan bulan pertama sesudah perubahan dengan --patahan TAHUN-BULAN."),
    )


def refuse_interrupted(question: Question) -> None:
    """Refuse control regions that are known to have changed the same service themselves.

    Known is an innovation on file whose title names the service, applied within the series.

    Raises
    ------
    ParameterError
    """
    months = monthly(question.ds, question.service, question.region, question.until).index
    faults = []
    for code in question.controls:
        found = applied(question.ds, code, question.service)
        inside = (found["bulan"] > months.min()) & (found["bulan"] <= months.max())
        faults += [
            _("{code}: “{title}”, diterapkan {day}").format(
                code=code, title=row["judul"], day=date(row["tanggal"].date().isoformat())
            )
            for row in found[inside & found["menyebut"]].to_dict("records")
        ]
    if faults:
        raise ParameterError(
            _("Wilayah pembanding sendiri berubah: inovasi tentang {service} tercatat.").format(
                service=spoken(question.service)
            ),
            _("Pilih pembanding lain dengan --pembanding, atau jalankan tanpa pembanding."),
            faults,
        )


def near(question: Question) -> pd.DataFrame:
    """Return the region's innovations applied within half a year of the break, as `applied`.

    Those that name the service come first, then those nearest to the break.
    """
    found = applied(question.ds, question.region, question.service)
    found["jarak"] = [abs((month - question.at).n) for month in found["bulan"]]
    found = found[found["jarak"] <= NEAR]
    order = ["menyebut", "jarak", "tanggal", "judul"]
    return found.sort_values(order, ascending=[False, True, True, True])


def rivals(question: Question, most: int | None = None) -> pd.DataFrame:
    """Table of the innovations around the break, the first `most` of them."""
    rows = near(question).iloc[:most]
    if rows.empty:
        return pd.DataFrame()
    table = pd.DataFrame(
        {
            _("Diterapkan"): [date(day.date().isoformat()) for day in rows["tanggal"]],
            _("Inovasi"): rows["judul"].to_numpy(),
            _("Perangkat daerah"): rows["opd"].to_numpy(),
            _("Menyebut layanan ini"): [_("ya") if own else _("tidak") for own in rows["menyebut"]],
        }
    )
    return provenance.stamp(table, question.ds.provenance.narrowed(()))


def rivals_note(question: Question, most: int) -> str:
    """Say how many innovations around the break the workbook lists beyond the table."""
    rest = len(near(question)) - most
    if rest <= 0:
        return ""
    return _("{n} lainnya pada buku kerja").format(n=number(rest))


def rivals_sentence(question: Question) -> str:
    """Say how many other changes are on file around the break."""
    if not question.ds.has("inovasi"):
        return _(
            "Tabel inovasi tidak dimuat, jadi perubahan lain di sekitar patahan tidak diketahui."
        )
    found = near(question)
    named = found["judul"][found["menyebut"]]
    told = _(
        "{n} inovasi wilayah ini tercatat diterapkan dalam {months} bulan sebelum atau sesudah "
        "patahan; masing-masing dapat menjadi penjelasan lain."
    ).format(n=number(len(found)), months=number(NEAR))
    if len(named):
        told += " " + _("Yang judulnya menyebut layanan ini: {titles}.").format(
            titles=listing(f"“{title}”" for title in named)
        )
    return told
