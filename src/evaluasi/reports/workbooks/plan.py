"""An action plan as a workbook: steps in order, per office, later editions, the way to a target."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evaluasi import regions
from evaluasi import scoring as sc
from evaluasi.errors import ParameterError
from evaluasi.reports.region.iid import provisional
from evaluasi.reports.workbooks.own_tables import own_rows
from evaluasi.scoring.plan_order import COLUMNS
from evaluasi.scoring.targets import TargetPath, target_path
from evaluasi.tables import Dataset, provenance
from evaluasi.tables.outlet.book import SheetOut
from evaluasi.tables.outlet.book import save as save_book
from evaluasi.text import MISSING, _, number

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


def costs_of(path: Path) -> pd.DataFrame:
    """Read a user's costs: columns indikator, ke, biaya.

    Raises
    ------
    ParameterError
        Where the file can't be read or has no such columns; `action_plan` checks the cells.
    """
    remedy = _("Kolomnya: indikator (misalnya i16), ke (level yang dicapai, 1–3), biaya.")
    rows = own_rows(path, ["indikator", "ke", "biaya"], remedy)
    return pd.DataFrame(
        [(row.text("indikator"), row.text("ke"), row.number("biaya")) for row in rows],
        columns=["indikator", "ke", "biaya"],
    )


def effort_of(path: Path) -> dict[str, float]:
    """Read what the steps of each office may cost at most: columns opd, beban.

    Raises
    ------
    ParameterError
        Where the file can't be read, has no such columns, or a limit is no number or told twice.
    """
    remedy = _("Tulis satu baris per OPD: kolom opd (seperti pada tabel inovasi) dan beban.")
    made: dict[str, float] = {}
    faults = []
    for row in own_rows(path, ["opd", "beban"], remedy):
        name, most = row.text("opd"), row.number("beban")
        if most is None or not name or name in made:
            faults.append(
                _("baris {line}: opd “{name}”, beban “{cell}”").format(
                    line=row.line, name=name, cell=row.text("beban")
                )
            )
        else:
            made[name] = most
    if faults:
        raise ParameterError(_("Batas beban OPD tidak dapat dipakai."), remedy, faults)
    return made


def path_of(ds: Dataset, region: str, target: str | float, year: int) -> TargetPath:
    """Set the target against the region's published scores; provisional ones do not count.

    Raises
    ------
    ParameterError
        See `target_path`.
    """
    own = ds.skor_iid[ds.skor_iid["kode"] == regions.resolve(region)]
    return target_path(own[~provisional(own)], target, year)


def title_of(plan: sc.ActionPlan) -> str:
    """Say whose plan it is, and under which rules."""
    return _("Rencana aksi {region}, {rubric}").format(
        region=regions.get(plan.region).label, rubric=plan.rubric.nama
    )


def save(plan: sc.ActionPlan, path: Path, way: TargetPath | None = None) -> Path:
    """Write a plan as a workbook, with the way to its year; the same plan gives the same bytes.

    Raises
    ------
    OutputError
        When the file can't be written.
    """
    title = title_of(plan)
    steps = plan.steps.rename(columns=_HEADINGS)
    spd = _("Satuan Pemerintah Daerah")
    offices = (
        plan.steps.assign(opd=plan.steps["opd"].fillna(MISSING).mask(plan.steps["id"].isna(), spd))
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
    if way is not None:
        heading = {name: str(name).capitalize() for name in way.to_frame()}
        drawn = way.to_frame().rename(columns=heading)
        sheets.append(SheetOut(_("Jalur sasaran"), drawn, title, way.summary().splitlines()))
    return save_book(path, sheets, provenance.of(plan.steps))


def lines(plan: sc.ActionPlan, most: int = 20) -> str:
    """Return the first steps as text for a terminal."""
    told = _("{n}. {what}: {title} → {score}")
    rows = []
    for step in plan.steps.head(most).to_dict("records"):
        raise_ = (
            _("{indicator} {name}, level {low} → {high} (bukti: {evidence})")
            if isinstance(step["id"], str)
            else _("SPD {indicator} {name}, level {low} → {high} (bukti: {evidence})")
        )
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
