"""The question which claimed levels did not stand when verified, by indicator and office."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluasi.quality.authenticity.cells import Cells, paired
from evaluasi.quality.authenticity.question import Question, lacks, not_loaded, with_origin
from evaluasi.quality.authenticity.scope import ALL, Scope
from evaluasi.quality.authenticity.shares import clustered_share
from evaluasi.text import _, number

_UNKNOWN_OFFICE = "–"


def overturned(inovasi: pd.DataFrame, verifikasi: pd.DataFrame, scope: Scope = ALL) -> Question:
    """Ask about levels that verification lowered.

    Parameters
    ----------
    inovasi : DataFrame
        Table inovasi: the claims.
    verifikasi : DataFrame
        Table verifikasi; of several verifications of a cell the latest by date counts.
    scope : Scope

    Returns
    -------
    Question
        One row per edition and indicator: cells, lowered, raised, share lowered with its interval,
        mean change; the same by office under `details`, and the cells themselves.
    """
    if verifikasi.empty:
        return _question(pd.DataFrame(), {}, (), 0, 0, unasked=not_loaded("verifikasi"))
    cells = paired(inovasi, verifikasi)
    rows = scope.rows(cells.table)
    rows = rows.assign(opd=rows["opd"].fillna(_UNKNOWN_OFFICE))
    tables = {
        "indikator": _shares(rows, ["tahun", "indikator"]),
        _("Per OPD"): _shares(rows, ["tahun", "kode", "opd"]),
        _("Level yang diturunkan"): _lowered(rows),
    }
    for table in tables.values():
        with_origin(table, inovasi, verifikasi)
    by_indicator = tables.pop("indikator")
    lowered = int((rows["terverifikasi"] < rows["diakui"]).sum())
    unasked = "" if len(rows) else lacks(_("tidak ada verifikasi untuk edisi dan wilayah ini"))
    return _question(by_indicator, tables, _notes(cells), lowered, len(rows), unasked)


def _question(
    table: pd.DataFrame,
    details: dict[str, pd.DataFrame],
    notes: tuple[str, ...],
    lowered: int,
    count: int,
    unasked: str = "",
) -> Question:
    return Question(
        code="klaim_verifikasi",
        title=_("Level diakui dan terverifikasi"),
        sentence=_(
            "Apa yang menjelaskan {lowered} dari {n} level yang diturunkan saat verifikasi?"
        ).format(lowered=number(lowered), n=number(count)),
        count=lowered,
        table=table,
        details=details,
        rule=_("Level yang diakui didukung bukti dan bertahan saat diverifikasi."),
        source=_("selang: Clopper dan Pearson 1934, Korn dan Graubard 1998"),
        confidence=_("A untuk arti level; selang 95 persen per baris"),
        innocent=(
            _("bukti sah tetapi tidak terbaca atau salah unggah"),
            _("pemeriksa memakai batas level edisi lain"),
            _("klaim dibuat sebelum kegiatan selesai"),
        ),
        notes=notes,
        unasked=unasked,
    )


def _notes(cells: Cells) -> tuple[str, ...]:
    told = (
        (cells.contradicted, _("{n} sel diverifikasi berbeda tanpa tanggal; dilewati.")),
        (cells.unclaimed, _("{n} sel terverifikasi tidak punya klaim; dilewati.")),
        (cells.unknown, _("{n} sel terverifikasi menyebut inovasi yang tidak ada; dilewati.")),
    )
    first = _(
        "Level satu inovasi saling terkait; selang memperhitungkannya dengan inovasi sebagai "
        "gugus. Selang berlaku per baris, tidak serentak."
    )
    return (first, *(sentence.format(n=number(count)) for count, sentence in told if count))


def _shares(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return the share lowered of each group; innovations are clusters."""
    change = rows["terverifikasi"] - rows["diakui"]
    marked = rows.assign(turun=(change < 0).astype(int), naik=(change > 0).astype(int), ubah=change)
    overall = marked.groupby("tahun")["turun"].mean()
    cases = [_share(key, found, overall) for key, found in marked.groupby(by)]
    names = ["jumlah_level", "jumlah_inovasi", "diturunkan", "dinaikkan", "porsi_diturunkan"]
    names += ["batas_bawah", "batas_atas", "perubahan_rata_rata", "di_atas_keseluruhan"]
    table = pd.DataFrame(cases, columns=[*by, *names])
    order = ["tahun", "porsi_diturunkan", "jumlah_level"]
    return table.sort_values(order, ascending=[True, False, False], kind="stable").reset_index(
        drop=True
    )


def _share(key: tuple[object, ...], rows: pd.DataFrame, overall: pd.Series) -> tuple[object, ...]:
    clusters = rows.groupby("id_inovasi")["turun"].agg(["sum", "size"])
    share = clustered_share(clusters["sum"].to_numpy(), clusters["size"].to_numpy())
    beyond = np.isfinite(share.low) and share.low > overall[rows["tahun"].iloc[0]]
    return (
        *key,
        len(rows),
        len(clusters),
        int(rows["turun"].sum()),
        int(rows["naik"].sum()),
        *(100 * value for value in share),
        float(rows["ubah"].mean()),
        _("ya") if beyond else "",
    )


def _lowered(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the lowered cells, the steepest first."""
    found = rows[rows["terverifikasi"] < rows["diakui"]].copy()
    found["turun"] = found["diakui"] - found["terverifikasi"]
    found = found.sort_values(
        ["turun", "kode", "id_inovasi", "indikator"], ascending=[False, *[True] * 3]
    )
    columns = ["kode", "tahun", "opd", "judul", "indikator", "diakui", "terverifikasi", "turun"]
    return found[[*columns, "id_inovasi"]].reset_index(drop=True)
