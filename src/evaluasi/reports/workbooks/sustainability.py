"""Whether a region's innovations last, as text and as a workbook; what is lacking is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pandas as pd

from evaluasi import regions
from evaluasi import sustainability as su
from evaluasi.rubrics import instruments
from evaluasi.rubrics.instruments import MEANS, Instrument
from evaluasi.sustainability.capacity_survey import Capacity
from evaluasi.sustainability.proxy import ProxyCapacity
from evaluasi.sustainability.quadrant_sorting import Quadrant
from evaluasi.sustainability.registers import status_names
from evaluasi.tables import Dataset, provenance
from evaluasi.tables.outlet.book import SheetOut
from evaluasi.tables.outlet.book import save as save_book
from evaluasi.text import _, date, number, percent

_ID = _("Pengenal")
_TITLE = _("Inovasi")


@dataclass(frozen=True)
class Review:
    """Everything the command tells of one region, or of all.

    Attributes
    ----------
    name : str
        Of the region, or of the dataset.
    today : date
    innovations : DataFrame
        One row per innovation, its latest edition.
    register : Register or None
    survival : Survival or None
    capacity : Capacity or None
        From a survey.
    proxy : ProxyCapacity or None
    quadrant : Quadrant or None
    risk : AtRisk or None
    plan : VisitPlan or None
    lacking : tuple of str
        What the dataset does not hold, and how to supply it.
    origin : Provenance
    """

    name: str
    today: dt.date
    innovations: pd.DataFrame
    register: su.Register | None
    survival: su.Survival | None
    capacity: Capacity | None
    proxy: ProxyCapacity | None
    quadrant: Quadrant | None
    risk: su.AtRisk | None
    plan: su.VisitPlan | None
    lacking: tuple[str, ...]
    origin: provenance.Provenance

    def summary(self) -> str:
        """Say in Indonesian how many last, what holds them, and which to look after first."""
        parts = [
            _("Keberlanjutan inovasi, {name}, keadaan {day}").format(
                name=self.name, day=date(self.today)
            )
        ]
        for heading, found in (
            (_("TINDAK LANJUT"), self.register),
            (_("KELANGSUNGAN"), self.survival),
            (_("KAPASITAS"), self.proxy),
            (_("KAPASITAS MENURUT SURVEI"), self.capacity),
            (_("KUADRAN"), self.quadrant),
            (_("YANG BERISIKO"), self.risk),
            (_("RENCANA KUNJUNGAN"), self.plan),
        ):
            if found is not None:
                parts += ["", heading, found.summary()]
            if found is not None and found is self.survival:
                parts += ["", _lasting(self.register), *map(_benchmark_line, _benchmarks())]
        if self.lacking:
            parts += ["", _("YANG BELUM ADA"), *(f"- {line}" for line in self.lacking)]
        return "\n".join(parts)


def review(
    ds: Dataset,
    region: str | None = None,
    *,
    today: dt.date,
    year: int | None = None,
    days: int = 5,
    instrument: Instrument | None = None,
) -> Review:
    """Gather what a dataset holds on the sustainability of innovations.

    The chance of having ended is estimated from all innovations of the dataset, also where one
    region is asked for: a region alone has too few ends.

    Parameters
    ----------
    ds : Dataset
    region : str, optional
        Code or name; with what lies in it. By default all.
    today : date
    year : int, optional
        Only what is dated up to this year.
    days : int
        Days the visiting team has.
    instrument : Instrument, optional
        Of the survey; by default the first one on file that the survey holds.

    Raises
    ------
    RegionError
        For an unknown region.
    ParameterError
        Where nothing is dated up to `year`.
    """
    code = None if region is None else regions.resolve(region)
    known = ds if year is None else ds.upto(year)
    every = known.inovasi.sort_values("tahun", kind="stable").drop_duplicates("id", keep="last")
    own = every if code is None else every[(every["kode"] + ".").str.startswith(f"{code}.")]
    visits = known.tindak_lanjut[known.tindak_lanjut["id_inovasi"].isin(own["id"])]
    name = ds.title if code is None else regions.get(code).label
    register = _register(own, visits, today) if len(own) else None
    seen = register if len(visits) else None
    proxy = su.proxy_by_edition(own) if len(own) else None
    capacity = _capacity(known, own, instrument)
    states = None if register is None else _states(register)
    quadrant = risk = None
    if states is not None and proxy is not None:
        quadrant = su.quadrant(proxy.for_quadrant(), states, source=proxy.label)
    if states is not None:
        risk = su.at_risk(own, states, today=today, proxy=proxy, capacity=capacity)
    return Review(
        name=name,
        today=today,
        innovations=own,
        register=register,
        survival=None if seen is None else _survival(seen),
        capacity=capacity,
        proxy=proxy,
        quadrant=quadrant,
        risk=risk,
        plan=None if seen is None else _plan(known, seen, own, today, days),
        lacking=tuple(_lacking(own, visits, capacity, code)),
        origin=ds.provenance,
    )


def _register(own: pd.DataFrame, visits: pd.DataFrame, today: dt.date) -> su.Register:
    return su.register(visits, starts=su.starts_of(own), today=today)


def _survival(register: su.Register) -> su.Survival:
    # Awards of single innovations are not on file: from when each was first seen running, no year
    # before it counts as survived.
    return su.survival(register, entry=register.table["pertama_hidup"])


def _plan(
    ds: Dataset, own_register: su.Register, own: pd.DataFrame, today: dt.date, days: int
) -> su.VisitPlan:
    whole = su.register(ds.tindak_lanjut, starts=su.starts_of(ds.inovasi), today=today)
    hazard = su.grouped(whole, entry=whole.table["pertama_hidup"])
    rows = su.visit_candidates(own_register, own)
    return su.visit_plan(rows, hazard, today=today, days=days)


def _capacity(ds: Dataset, own: pd.DataFrame, instrument: Instrument | None) -> Capacity | None:
    words = ds.survei["instrumen"].dropna().unique()
    shipped = map(instruments.load, instruments.available())
    held = [
        one
        for one in ([instrument] if instrument else shipped)
        if one.cara == MEANS and any(one.is_called(word) for word in words)
    ]
    if not held:
        return None
    found = su.capacity(ds.survei, held[0], objects=set(own["id"]))
    return None if found.table.empty and found.faults.empty else found


def _states(register: su.Register) -> pd.DataFrame:
    names = {"id_inovasi": "id", "status_terakhir": "status", "tanggal_terakhir": "tanggal"}
    return register.to_frame().rename(columns=names)[list(names.values())]


def _lacking(
    own: pd.DataFrame, visits: pd.DataFrame, capacity: Capacity | None, code: str | None
) -> list[str]:
    place = code or "35.79"
    told = []
    if own.empty:
        told.append(
            _(
                "inovasi: isi `evaluasi templat isian.xlsx --wilayah {code}`, lalu `evaluasi impor "
                "isian.xlsx --tabel inovasi`"
            ).format(code=place)
        )
    if visits.empty:
        told.append(
            _(
                "tindak lanjut: tanpa kunjungan tidak ada yang diketahui tentang keberlangsungan. "
                "Isi `evaluasi templat kunjungan.xlsx --kunjungan --wilayah {code}`, lalu "
                "`evaluasi impor kunjungan.xlsx --tabel tindak_lanjut`"
            ).format(code=place)
        )
    if capacity is None:
        told.append(
            _(
                "survei kapasitas: tabel survei dengan kolom instrumen, objek, responden, "
                "gelombang, domain, butir, nilai; kata-kata butirnya dari pemegang lisensinya"
            )
        )
    return told


def _share(register: su.Register) -> su.Share:
    """Return how many of all that were ever verified have not ended, whenever first seen."""
    known = register.counts.drop(["tak_terverifikasi", "belum_diperiksa"])
    return su.exact_share(int(known.sum() - known["berhenti"]), int(known.sum()))


def _lasting(register: su.Register | None) -> str:
    told = _("Dari semua yang pernah terverifikasi, belum berhenti: {share}.")
    return "" if register is None else told.format(share=_share(register).summary())


def _benchmarks() -> list[dict[str, object]]:
    found = su.benchmarks()
    return [dict(zip(found.columns, row, strict=True)) for row in found.to_numpy().tolist()]


def _benchmark_line(row: dict[str, object]) -> str:
    if row["kira_kira"]:
        share = str(row["kira_kira"])
    else:
        told = _("{alive} dari {all} = {share} (selang tepat 95% {low} sampai {high})")
        share = told.format(
            alive=number(_real(row["hidup"])),
            all=number(_real(row["jumlah"])),
            share=percent(_real(row["bagian"]), 0),
            low=percent(_real(row["bawah"]), 0),
            high=percent(_real(row["atas"]), 0),
        )
    told = _("Pembanding terbitan: {name}: {share}; bias {bias}. {source} (keyakinan {trust}).")
    return told.format(
        name=row["nama"], share=share, bias=row["bias"], source=row["sumber"],
        trust=row["keyakinan"],
    )  # fmt: skip


def _real(value: object) -> float:
    return float(str(value))


def save(found: Review, path: Path) -> Path:
    """Write a review as a workbook; the same review gives the same bytes.

    Raises
    ------
    OutputError
        When the file can't be written.
    """
    titles = found.innovations.set_index("id")["judul"]
    register, capacity, quadrant = found.register, found.capacity, found.quadrant
    sheets = [
        _overview(found),
        _sheet(_("Riwayat"), None if register is None else register.history, titles),
        _sheet(
            _("Kontradiksi"),
            None if register is None else register.contradictions,
            titles,
            none=_("tidak ada pertentangan"),
        ),
        _survival_sheet(found),
        _proxy_sheet(found.proxy, titles),
        _sheet(
            _("Kuadran"), None if quadrant is None else quadrant.table, titles, _lines(quadrant)
        ),
        _sheet(
            _("Berisiko"),
            None if found.risk is None else found.risk.table,
            None,
            _lines(found.risk),
        ),
        _sheet(_("Alasan risiko"), None if found.risk is None else found.risk.reasons, titles),
        _sheet(
            _("Rencana kunjungan"),
            None if found.plan is None else found.plan.table,
            None,
            _lines(found.plan),
        ),
    ]
    if capacity is not None:
        sheets[5:5] = [
            _sheet(_("Kapasitas survei"), capacity.table, titles, _lines(capacity)),
            _sheet(_("Keandalan survei"), capacity.reliability),
            _sheet(_("Kesalahan survei"), capacity.faults, none=_("tidak ada kesalahan")),
        ]
    return save_book(path, sheets, found.origin)


class _Told(Protocol):
    def summary(self) -> str: ...


def _lines(found: _Told | None) -> list[str]:
    return [] if found is None else [line for line in found.summary().splitlines() if line]


def _proxy_sheet(proxy: ProxyCapacity | None, titles: pd.Series) -> SheetOut:
    table = None if proxy is None else proxy.table.rename(columns=proxy.domains)
    return _sheet(_("Kapasitas"), table, titles, _lines(proxy))


def _sheet(
    name: str,
    frame: pd.DataFrame | None,
    titles: pd.Series | None = None,
    notes: Sequence[str] = (),
    none: str = "",
) -> SheetOut:
    """Return a table as a sheet, the title of an innovation beside its id; empty ones say so."""
    if frame is None or not len(frame):
        said = _("belum ada data") if frame is None or not none else none
        empty = pd.DataFrame({_("Keterangan"): [said]})
        return SheetOut(name, empty, name, notes)
    shown = frame.reset_index(drop=True)
    key = next((column for column in ("id", "id_inovasi", "objek") if column in shown), None)
    if titles is not None and key is not None:
        place = list(shown.columns).index(key) + 1
        shown.insert(place, _TITLE, shown[key].map(titles).fillna(""))
    if key is not None:
        shown = shown.rename(columns={key: _ID, "judul": _TITLE})
    return SheetOut(name, shown, name, notes)


def _survival_sheet(found: Review) -> SheetOut:
    name = _("Kelangsungan")
    if found.survival is None:
        return _sheet(name, None)
    notes = [*_lines(found.survival), _lasting(found.register)]
    notes += [_benchmark_line(row) for row in _benchmarks()]
    columns = {
        "tahun": _("Tahun sejak penerapan"), "berisiko": _("Diamati"), "S": _("Peluang berjalan"),
        "ci_low": _("Batas bawah 95%"), "ci_high": _("Batas atas 95%"),
        "S_km": _("Kaplan–Meier"), "km_low": _("Kaplan–Meier, bawah"),
        "km_high": _("Kaplan–Meier, atas"), "bahaya": _("Peluang berakhir setahun"),
    }  # fmt: skip
    table = found.survival.by_year.rename(columns=columns)
    return _sheet(name, table, None, notes)


def _overview(found: Review) -> SheetOut:
    rows = [(_("Inovasi tercatat"), len(found.innovations), "")]
    if found.register is not None:
        names = status_names()
        rows += [(names[str(word)], int(n), "") for word, n in found.register.counts.items()]
        rows.append((_("kontradiksi"), len(found.register.contradictions), ""))
    if found.survival is not None and found.register is not None:
        share = _share(found.register)
        rows.append((_("pernah terverifikasi, belum berhenti"), share.count, share.summary()))
    if found.quadrant is not None:
        rows += [
            (_("kuadran: {name}").format(name=name), int(n), "")
            for name, n in found.quadrant.counts.items()
        ]
    if found.risk is not None:
        rows.append((_("dengan alasan risiko"), len(found.risk.table), ""))
    table = pd.DataFrame(rows, columns=[_("Ukuran"), _("Banyaknya"), _("Keterangan")])
    title = _("Keberlanjutan inovasi, {name}").format(name=found.name)
    notes = [_("Keadaan {day}.").format(day=date(found.today))]
    notes += [_("Belum ada {what}.").format(what=line) for line in found.lacking]
    return SheetOut(_("Ringkasan"), table, title, notes)
