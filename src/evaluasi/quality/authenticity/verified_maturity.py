"""The question how far claimed maturity agrees with the one that was verified."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from evaluasi import rubrics
from evaluasi.figures import Chart, Level, Measure, agreement
from evaluasi.quality.authenticity import maturing
from evaluasi.quality.authenticity.agreement import Agreement, bland_altman
from evaluasi.quality.authenticity.cells import paired
from evaluasi.quality.authenticity.question import Question, lacks, not_loaded, with_origin
from evaluasi.quality.authenticity.scope import ALL, Scope, by_edition, completed, with_place
from evaluasi.scoring import maturity
from evaluasi.text import _, number

LEAST_PAIRS = 10
"""With fewer pairs there is no chart: limits of agreement would be guesses."""

_PAIR = ["tahun", "dasar", "kode", "opd", "judul", "id_inovasi", "diakui", "terverifikasi"]
_SHOWN = 200


def verified_maturity(
    inovasi: pd.DataFrame, verifikasi: pd.DataFrame, telaah: pd.DataFrame, scope: Scope = ALL
) -> Question:
    """Ask how verified maturity differs from the claim (Bland and Altman 1999).

    Two bases that are never mixed: maturity computed from verified levels (cells that were not
    verified keep the claim), and the scores of a review as printed.

    Parameters
    ----------
    inovasi, verifikasi, telaah : DataFrame
        Tables; of verifikasi and telaah one may be empty.
    scope : Scope

    Returns
    -------
    Question
        One row per edition and basis: n, bias, limits of agreement, each with its interval, and
        the observed 2,5th and 97,5th percentile. `chart` is of the latest edition with enough
        pairs.
    """
    if verifikasi.empty and telaah.empty:
        return _question(pd.DataFrame(), {}, None, unasked=not_loaded("verifikasi"))
    rows = completed(inovasi, "inovasi")
    parts = [_from_levels(rows, verifikasi), _from_reviews(rows, completed(telaah, "telaah"))]
    pairs = pd.concat([part for part in parts if len(part)] or [pd.DataFrame(columns=_PAIR)])
    pairs = scope.rows(pairs).reset_index(drop=True)
    pairs["selisih"] = pairs["terverifikasi"].astype(float) - pairs["diakui"].astype(float)
    sources = [frame for frame in (inovasi, verifikasi, telaah) if len(frame)]
    groups = [
        _row(edition, str(basis), found)
        for edition, rows_ in by_edition(pairs)
        for basis, found in rows_.groupby("dasar")
    ]
    table = pd.DataFrame(groups, columns=list(_ROW))
    largest = pairs.sort_values(["selisih", "kode", "id_inovasi"], kind="stable").head(_SHOWN)
    details = {_("Selisih terbesar"): with_origin(largest.reset_index(drop=True), *sources)}
    with_origin(pairs, *sources)
    unasked = "" if len(pairs) else lacks(_("tidak ada verifikasi untuk edisi dan wilayah ini"))
    return _question(with_origin(table, *sources), details, _chart(pairs), unasked)


def _question(
    table: pd.DataFrame, details: dict[str, pd.DataFrame], chart: Chart | None, unasked: str = ""
) -> Question:
    lower = int((table["selisih_batas_atas"] < 0).sum()) if len(table) else 0
    return Question(
        code="kematangan_verifikasi",
        title=_("Kematangan diakui dan terverifikasi"),
        sentence=_(
            "Mengapa kematangan terverifikasi rata-rata lebih rendah daripada yang diakui pada {n} "
            "dari {all} edisi dan sumber ini?"
        ).format(n=number(lower), all=number(len(table))),
        count=lower,
        table=table,
        details=details,
        rule=_("Kematangan terverifikasi sama dengan yang diakui."),
        source=_("Bland dan Altman 1999, Statistical Methods in Medical Research 8, 135–160"),
        confidence=_("selang 95 persen"),
        innocent=(
            _("verifikasi hanya melihat sebagian indikator atau bukti yang terunggah"),
            _("inovasi yang diperiksa dipilih karena diragukan, bukan acak"),
        ),
        notes=(
            _(
                "Batas kesepakatan menganggap selisih tersebar normal; persentil teramati berdiri "
                "di sampingnya."
            ),
            _("Inovasi satu wilayah diperiksa tim yang sama, jadi selang bisa terlalu sempit."),
        ),
        unasked=unasked,
        chart=chart,
    )


def _from_levels(inovasi: pd.DataFrame, verifikasi: pd.DataFrame) -> pd.DataFrame:
    """Return both maturities of each innovation with a verified level, by its own edition."""
    if verifikasi.empty:
        return pd.DataFrame(columns=_PAIR)
    cells = paired(inovasi, verifikasi).table
    rows = inovasi.drop_duplicates(["id", "tahun"])
    found = [part for part in _editions(rows, cells) if len(part)]
    return pd.concat(found) if found else pd.DataFrame(columns=_PAIR)


def _editions(rows: pd.DataFrame, cells: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for edition, checked in by_edition(cells):
        rubric = rubrics.of_edition(edition)
        if rubric is None or not rubric.columns:
            continue
        own = rows[(rows["tahun"] == edition) & rows["id"].isin(checked["id_inovasi"])]
        own = own.set_index("id", drop=False)
        claims = own[list(maturing.LEVELS)].astype("Float64")
        wide = checked.pivot(index="id_inovasi", columns="indikator", values="terverifikasi")
        wide = wide.reindex(index=claims.index, columns=claims.columns).astype("Float64")
        table = own[["tahun", "kode", "opd", "judul"]].assign(
            dasar=_("level terverifikasi"),
            id_inovasi=own["id"],
            diakui=maturity(claims, rubric),
            terverifikasi=maturity(wide.fillna(claims), rubric),
        )
        yield table[_PAIR]


def _from_reviews(inovasi: pd.DataFrame, telaah: pd.DataFrame) -> pd.DataFrame:
    """Return both scores of each review that prints them; the claim is the review's own."""
    reviewed = telaah.dropna(subset=["kematangan", "kematangan_verifikasi"])
    rows = with_place(reviewed, inovasi).dropna(subset=["kode"])
    rows = rows.assign(
        dasar=_("telaah: ") + rows["sumber"].astype("str"),
        diakui=rows["kematangan"],
        terverifikasi=rows["kematangan_verifikasi"],
    )
    return rows[_PAIR]


_ROW = (
    "tahun",
    "dasar",
    "jumlah_inovasi",
    "rata_rata_diakui",
    "rata_rata_terverifikasi",
    "selisih",
    "selisih_batas_bawah",
    "selisih_batas_atas",
    "simpangan_baku",
    "kesepakatan_bawah",
    "kesepakatan_bawah_dari",
    "kesepakatan_bawah_sampai",
    "kesepakatan_atas",
    "kesepakatan_atas_dari",
    "kesepakatan_atas_sampai",
    "persentil_2_5",
    "persentil_97_5",
    "porsi_sama",
)


def _row(year: int, basis: str, pairs: pd.DataFrame) -> tuple[object, ...]:
    gaps = pairs["selisih"].dropna().to_numpy(dtype=float)
    found = bland_altman(gaps)
    observed = np.percentile(gaps, [2.5, 97.5]) if len(gaps) else (np.nan, np.nan)
    return (
        year,
        basis,
        found.n,
        float(pairs["diakui"].mean()),
        float(pairs["terverifikasi"].mean()),
        found.bias,
        *found.bias_ci,
        found.sd,
        found.lower,
        *found.lower_ci,
        found.upper,
        *found.upper_ci,
        *(float(value) for value in observed),
        100 * float((gaps == 0).mean()) if len(gaps) else np.nan,
    )


def _chart(pairs: pd.DataFrame) -> Chart | None:
    """Draw the largest group of the latest edition with enough pairs."""
    sizes = pairs.groupby(["tahun", "dasar"]).size()
    sizes = sizes[sizes >= LEAST_PAIRS]
    if sizes.empty:
        return None
    year = sizes.index.get_level_values("tahun").max()
    basis = sizes.loc[year].idxmax()
    rows = pairs[(pairs["tahun"] == year) & (pairs["dasar"] == basis)]
    found = bland_altman(rows["selisih"])
    shown = rows.assign(rata_rata=(rows["diakui"] + rows["terverifikasi"]) / 2)
    return agreement(
        shown,
        bias=Level(found.bias, *found.bias_ci),
        limits=_limits(found),
        measure=Measure(
            _("Kematangan edisi {year} ({basis})").format(year=year, basis=basis), _("poin")
        ),
        difference=_("terverifikasi dikurangi diakui"),
    )


def _limits(found: Agreement) -> tuple[Level, Level]:
    return Level(found.lower, *found.lower_ci), Level(found.upper, *found.upper_ci)
