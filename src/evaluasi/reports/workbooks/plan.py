"""An action plan as a workbook: steps in order, per office, later editions, what it assumes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evaluasi import regions
from evaluasi import scoring as sc
from evaluasi.errors import ParameterError
from evaluasi.scoring.plan_order import COLUMNS
from evaluasi.tables import Dataset, provenance
from evaluasi.tables.outlet.book import SheetOut
from evaluasi.tables.outlet.book import save as save_book
from evaluasi.text import _, number

_HEADINGS = dict(
    zip(
        COLUMNS,
        (
            _("Langkah"),
            _("Tindakan"),
            _("Pengenal"),
            _("Inovasi"),
            _("OPD"),
            _("Indikator"),
            _("Nama indikator"),
            _("Dari level"),
            _("Ke level"),
            _("Arti level itu"),
            _("Bukti yang diminta"),
            _("Sifat langkah"),
            _("Biaya"),
            _("Kenaikan indeks"),
            _("Indeks sesudahnya"),
        ),
        strict=True,
    )
)


def tables_of(
    ds: Dataset, region: str, year: int | None, rules: Path | None = None
) -> tuple[pd.DataFrame, pd.DataFrame | None, sc.Rubric]:
    """Return innovations and capacity of one region in one edition, and the rules for them.

    Raises
    ------
    ParameterError
        Where the dataset holds no innovation of the region in that edition.
    """
    code = regions.resolve(region)
    own = ds.inovasi[ds.inovasi["kode"] == code]
    if year is not None:
        own = own[own["tahun"] == year]
    if own.empty:
        raise ParameterError(
            _("Dataset {name} tidak memuat inovasi {region}{year}.").format(
                name=ds.name,
                region=regions.get(code).label,
                year="" if year is None else _(" edisi {year}").format(year=year),
            ),
            _("Masukkan inovasi dahulu dengan `evaluasi impor`, atau pilih dataset lain (--data)."),
        )
    edition = int(own["tahun"].max())
    capacity = ds.kapasitas[(ds.kapasitas["kode"] == code) & (ds.kapasitas["tahun"] == edition)]
    rubric = sc.load_rubric(rules if rules is not None else f"iid-{edition}")
    return own[own["tahun"] == edition], capacity if len(capacity) else None, rubric


def save(plan: sc.ActionPlan, path: Path) -> Path:
    """Write a plan as a workbook; the same plan gives the same bytes.

    Raises
    ------
    OutputError
        When the file can't be written.
    """
    title = _("Rencana aksi {region}, {rubric}").format(
        region=regions.get(plan.region).label, rubric=plan.rubric.nama
    )
    steps = plan.steps.rename(columns=_HEADINGS)
    offices = (
        plan.steps.assign(opd=plan.steps["opd"].fillna(_("Satuan Pemerintah Daerah")))
        .groupby("opd", as_index=False)
        .agg(
            langkah=("urutan", "size"),
            inovasi=("id", "nunique"),
            biaya=("biaya", "sum"),
            kenaikan=("kenaikan", "sum"),
        )
        .sort_values("kenaikan", ascending=False)
    )
    later = plan.next_editions.set_axis(
        [_("Edisi"), _("Pembagi"), _("Indeks tanpa rencana"), _("Indeks sesudah rencana")], axis=1
    )
    outlook = _(
        "Aturan yang diumumkan untuk edisi mendatang (keyakinan B), dengan inovasi dan level yang "
        "sama."
    )
    sheets = [
        SheetOut(_("Langkah"), steps, title, plan.summary().splitlines()),
        SheetOut(_("Per OPD"), offices, title),
        SheetOut(_("Edisi mendatang"), later, title, [outlook]),
    ]
    return save_book(path, sheets, provenance.of(plan.steps))


def lines(plan: sc.ActionPlan, most: int = 20) -> str:
    """Return the first steps as text for a terminal."""
    told = _("{n}. {what}: {title} → {score}")
    rows = []
    for step in plan.steps.head(most).to_dict("records"):
        raise_ = _("{indicator} {name} level {low} → {high} (bukti: {evidence})")
        what = (
            _("tarik inovasi")
            if step["tindakan"] == "tarik"
            else raise_.format(
                indicator=step["indikator"],
                name=step["nama"],
                low=step["dari"],
                high=step["ke"],
                evidence=step["bukti"],
            )
        )
        score = number(step["skor_sesudah"], 2)
        rows.append(told.format(n=step["urutan"], what=what, title=step["judul"], score=score))
    hidden = len(plan.steps) - len(rows)
    if hidden > 0:
        rows.append(_("… dan {n} langkah lagi").format(n=number(hidden)))
    return "\n".join(rows)
