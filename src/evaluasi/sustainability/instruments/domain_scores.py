"""Scores of domains: by assessor first, then reliability and agreement, then means with noise."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from evaluasi.agreement import cronbach_alpha
from evaluasi.rubrics.instruments import Domain, Instrument
from evaluasi.sustainability.instruments.measurement import (
    NOTED,
    WITHHELD,
    AssessorAgreement,
    Z,
    alpha_interval,
    assessor_agreement,
    measurement_error,
    spread_between,
)
from evaluasi.text import _, number

OVERALL = "keseluruhan"
UNIT = ["objek", "gelombang"]
SHEET = [*UNIT, "responden"]
SHARE_ANSWERED = 0.6
"""A domain needs this share of its items answered: 3 of 5, 2 of 3. Ours, not the instrument's."""
MIN_SHEETS = 10
"""Complete answer sheets below which an alpha of one's own is not computed. Ours."""
MIN_FREE = 5
"""Degrees of freedom below which the spread between assessors is not relied upon. Ours."""
OWN, PUBLISHED = "survei ini", "acuan luar"


def needed(domain: Domain) -> int:
    """Return how many items of a domain must be answered."""
    return math.ceil(SHARE_ANSWERED * domain.butir)


def by_assessor(rows: pd.DataFrame, instrument: Instrument) -> pd.DataFrame:
    """Return one row per sheet and domain: jawaban, butir, rata (NaN below the least), alasan.

    The overall score of a sheet is the mean of all domains, and has none where one is missing.
    """
    found = rows.groupby([*SHEET, "domain"], as_index=False, sort=True)["nilai"].agg(
        jawaban="count", rata="mean"
    )
    items = found["domain"].map({one.kode: one.butir for one in instrument.ranah})
    least = found["domain"].map({one.kode: needed(one) for one in instrument.ranah})
    few = found["jawaban"] < least
    told = _("dijawab {n} dari {all} butir, paling sedikit {least}")
    reasons = [
        told.format(n=n, all=all_, least=low) if lacking else ""
        for n, all_, low, lacking in zip(found["jawaban"], items, least, few, strict=True)
    ]
    found = found.assign(butir=items, rata=found["rata"].mask(few), alasan=reasons)
    whole = found.pivot(index=SHEET, columns="domain", values="rata")
    whole = whole.reindex(columns=[one.kode for one in instrument.ranah])
    overall = whole.mean(axis=1, skipna=False).rename("rata").reset_index()
    counts = found.groupby(SHEET, as_index=False)[["jawaban"]].sum()
    overall = overall.merge(counts, on=SHEET)
    overall["alasan"] = np.where(overall["rata"].isna(), _("ada ranah tanpa skor"), "")
    size = sum(one.butir for one in instrument.ranah)
    overall = overall.assign(domain=OVERALL, butir=size)[list(found.columns)]
    joined: pd.DataFrame = pd.concat([found, overall], ignore_index=True)
    return joined


def agreements(
    assessors: pd.DataFrame, codes: list[str], seed: int
) -> dict[str, AssessorAgreement]:
    """Return the agreement of assessors per domain; an object at another wave is another unit."""
    unit = assessors["objek"].astype("str") + "\x00" + assessors["gelombang"].astype("str")
    scores = pd.DataFrame(
        {"objek": unit, "penilai": assessors["responden"], "nilai": assessors["rata"]}
    )
    return {
        code: assessor_agreement(scores[(assessors["domain"] == code).to_numpy()], seed=seed)
        for code in codes
    }


def reliability(
    rows: pd.DataFrame,
    assessors: pd.DataFrame,
    instrument: Instrument,
    agreed: dict[str, AssessorAgreement],
) -> pd.DataFrame:
    """Return one row per domain: alfa with its origin, error of measurement, agreement, noise.

    `derau` is the noise of one assessor's score: the larger of the error of measurement and the
    spread between assessors of one object, so that neither source is forgotten.
    """
    lines = [_domain_line(one, rows, assessors) for one in instrument.ranah]
    # Errors of domains add up independently in their mean.
    sem = math.sqrt(sum(line["sem"] ** 2 for line in lines)) / len(lines)
    whole = assessors[assessors["domain"] == OVERALL]
    overall = {
        "domain": OVERALL, "nama": _("keseluruhan"), "lembar": int(whole["rata"].notna().sum()),
        "alfa": math.nan, "alfa_bawah": math.nan, "alfa_atas": math.nan, "asal_alfa": "",
        "simpangan": float(whole["rata"].std()), "sem": sem,
    }  # fmt: skip
    table = pd.DataFrame([*lines, overall])
    table["setengah_lebar"] = Z * table["sem"]
    table["mdc"] = Z * math.sqrt(2) * table["sem"]
    found = [agreed[code] for code in table["domain"]]
    table["kesepakatan"] = [one.estimate for one in found]
    table["kesepakatan_bawah"] = [one.ci[0] for one in found]
    table["kesepakatan_atas"] = [one.ci[1] for one in found]
    table["icc"] = [one.icc for one in found]
    table["objek"] = [one.n_objects for one in found]
    between = [_between(assessors, code) for code in table["domain"]]
    table["antarpenilai"] = [spread for spread, _free in between]
    trusted = [spread if free >= MIN_FREE else math.nan for spread, free in between]
    table["derau"] = np.fmax(table["sem"], trusted)
    return table


def _domain_line(domain: Domain, rows: pd.DataFrame, assessors: pd.DataFrame) -> dict[str, Any]:
    own = rows[rows["domain"] == domain.kode]
    sheets = own.pivot(index=SHEET, columns="butir", values="nilai").dropna()
    scores = assessors.loc[assessors["domain"] == domain.kode, "rata"].dropna()
    alpha, ends, origin, spread = math.nan, (math.nan, math.nan), "", float(scores.std())
    if len(sheets) >= MIN_SHEETS and sheets.shape[1] == domain.butir:
        alpha = cronbach_alpha(sheets)
        ends, origin = alpha_interval(alpha, len(sheets), domain.butir), OWN
    if not math.isfinite(alpha) and domain.acuan:
        alpha, spread, origin = domain.acuan["alfa"], domain.acuan["simpangan"], PUBLISHED
    known = math.isfinite(alpha) and math.isfinite(spread)
    return {
        "domain": domain.kode, "nama": domain.nama, "lembar": len(sheets),
        "alfa": alpha, "alfa_bawah": ends[0], "alfa_atas": ends[1], "asal_alfa": origin,
        "simpangan": spread,
        "sem": measurement_error(spread, alpha).sem if known else math.nan,
    }  # fmt: skip


def _between(assessors: pd.DataFrame, code: str) -> tuple[float, int]:
    own = assessors[assessors["domain"] == code]
    unit = own["objek"].astype("str") + "\x00" + own["gelombang"].astype("str")
    return spread_between(pd.DataFrame({"objek": unit, "nilai": own["rata"]}))


def means(
    assessors: pd.DataFrame,
    instrument: Instrument,
    noise: pd.DataFrame,
    agreed: dict[str, AssessorAgreement],
) -> pd.DataFrame:
    """Return one row per object, wave and domain; a mean stands only where agreement allows it."""
    found = assessors.groupby([*UNIT, "domain"], as_index=False, sort=True).agg(
        rata=("rata", "mean"), penilai=("rata", "count"), jawaban=("jawaban", "sum"),
        terendah=("rata", "min"), tertinggi=("rata", "max"), lembar=("rata", "size"),
    )  # fmt: skip
    verdicts = [
        _verdict(row, agreed) for row in found[["domain", "penilai", "lembar"]].values.tolist()
    ]
    found["status"], found["alasan"] = zip(*verdicts, strict=True) if verdicts else ((), ())
    whole = found["domain"] == OVERALL
    found.loc[whole, "rata"] = _overall(found, instrument).to_numpy()  # both sorted by unit
    lacking = whole & found["rata"].isna()
    found.loc[lacking, ["status", "alasan"]] = [WITHHELD, _("ada ranah tanpa skor")]
    found["rata"] = found["rata"].mask(found["status"] == WITHHELD)
    single = found["domain"].map(noise.set_index("domain")["derau"])
    half = Z * single / np.sqrt(found["penilai"].where(found["penilai"] > 0))
    low, high = instrument.limits
    found["bawah"] = (found["rata"] - half).clip(low, high)
    found["atas"] = (found["rata"] + half).clip(low, high)
    names = {one.kode: one.nama for one in instrument.ranah} | {OVERALL: _("keseluruhan")}
    found["nama"] = found["domain"].map(names)
    columns = [*UNIT, "domain", "nama", "rata", "bawah", "atas", "penilai", "jawaban"]
    order = {code: place for place, code in enumerate(names)}
    found["urutan"] = found["domain"].map(order)
    found = found.sort_values([*UNIT, "urutan"], ignore_index=True)
    return found[[*columns, "terendah", "tertinggi", "status", "alasan"]]


def _verdict(row: list[object], agreed: dict[str, AssessorAgreement]) -> tuple[str, str]:
    code, assessors, sheets = str(row[0]), int(str(row[1])), int(str(row[2]))
    if not assessors:
        told = _("terlalu sedikit butir dijawab") if code != OVERALL else _("ada ranah tanpa skor")
        return WITHHELD, told
    status, reason = agreed[code].verdict(assessors)
    unscored = sheets - assessors
    if unscored and status != WITHHELD:
        told = _("{n} lembar tanpa skor").format(n=number(unscored))
        return NOTED, "; ".join(filter(None, (reason, told)))
    return status, reason


def _overall(found: pd.DataFrame, instrument: Instrument) -> pd.Series:
    """Return the mean of all domains by object and wave; none where a domain has no score."""
    wide = found.pivot(index=UNIT, columns="domain", values="rata")
    wide = wide.reindex(columns=[one.kode for one in instrument.ranah])
    return pd.Series(wide.mean(axis=1, skipna=False), name=OVERALL)


def changes(table: pd.DataFrame, noise: pd.DataFrame) -> pd.DataFrame:
    """Return the change of each domain from one wave to the next, and whether it is noise.

    Columns: objek, domain, dari, ke, rata_dari, rata_ke, selisih, mdc, arti (naik, turun, dalam
    derau).
    """
    rows = table[table["rata"].notna()].sort_values(["objek", "domain", "gelombang"])
    before = rows.groupby(["objek", "domain"])[["gelombang", "rata", "penilai"]].shift()
    single = rows["domain"].map(noise.set_index("domain")["derau"])
    share = np.sqrt(1 / before["penilai"] + 1 / rows["penilai"])
    found = pd.DataFrame(
        {
            "objek": rows["objek"],
            "domain": rows["domain"],
            "dari": before["gelombang"],
            "ke": rows["gelombang"],
            "rata_dari": before["rata"],
            "rata_ke": rows["rata"],
            "selisih": rows["rata"] - before["rata"],
            "mdc": Z * single * share,
        }
    )
    found = found[before["gelombang"].notna()].reset_index(drop=True)
    moved = np.where(found["selisih"] > 0, _("naik"), _("turun"))
    real = found["selisih"].abs() > found["mdc"]
    unknown = np.where(found["mdc"].isna(), _("derau tidak diketahui"), _("dalam derau"))
    found["arti"] = np.where(real, moved, unknown)
    return found
