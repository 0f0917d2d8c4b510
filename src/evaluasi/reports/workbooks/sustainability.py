"""Whether a region's innovations last, as text and as a workbook; what is lacking is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from evaluasi import regions
from evaluasi import sustainability as su
from evaluasi.errors import ParameterError
from evaluasi.reports.workbooks.sustainability_benefit import Benefit, benefit
from evaluasi.rubrics import instruments
from evaluasi.rubrics.instruments import MEANS, Instrument
from evaluasi.sustainability.instruments.proxy import ProxyCapacity
from evaluasi.sustainability.instruments.survey import Capacity
from evaluasi.sustainability.standing.quadrants import Quadrant
from evaluasi.tables import Dataset, provenance
from evaluasi.text import _, date, listing, number, percent


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
    benefit : Benefit or None
        What beneficiaries say, and what one of them costs.
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
    benefit: Benefit | None
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
            (_("BAGI SIAPA"), self.benefit),
        ):
            if found is not None:
                parts += ["", heading, found.summary()]
            if found is not None and found is self.survival:
                parts += ["", lasting_line(self.register), *benchmark_lines()]
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
        Where nothing is dated up to `year`, or the instrument is not scored from answers.
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
        benefit=benefit(known.survei, own) if len(own) else None,
        lacking=(*_lacking(own, visits, capacity, code), *_strayed(known, every)),
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
    if instrument is not None and instrument.cara != MEANS:
        raise ParameterError(
            _("{name} tidak dinilai dari rata-rata jawaban pada tabel survei.").format(
                name=instrument.nama
            ),
            _("Pilih instrumen yang dinilai demikian: {names}.").format(names=listing(_surveys())),
        )
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


def _surveys() -> list[str]:
    return [name for name in instruments.available() if instruments.load(name).cara == MEANS]


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


def _strayed(ds: Dataset, every: pd.DataFrame) -> list[str]:
    """Tell of visits to what is on no list of innovations: they belong to no region."""
    visits = ds.tindak_lanjut["id_inovasi"]
    unknown = visits[~visits.isin(every["id"])]
    if unknown.empty:
        return []
    told = _(
        "inovasi bagi {n} kunjungan, yang karena itu tidak dihitung: pengenal {ids} tidak ada pada "
        "daftar inovasi"
    )
    names = sorted(unknown.unique())
    more = [_("{n} lainnya").format(n=number(len(names) - 5))] if len(names) > 5 else []
    return [told.format(n=number(len(unknown)), ids=listing([*names[:5], *more]))]


def verified_share(register: su.Register) -> su.Share:
    """Return how many of all that were ever verified have not ended, whenever first seen."""
    known = register.counts.drop(["tak_terverifikasi", "belum_diperiksa"])
    return su.exact_share(int(known.sum() - known["berhenti"]), int(known.sum()))


def lasting_line(register: su.Register | None) -> str:
    """Say the share of `verified_share`; nothing without a register."""
    told = _("Dari semua yang pernah terverifikasi, belum berhenti: {share}.")
    return "" if register is None else told.format(share=verified_share(register).summary())


def benchmark_lines() -> list[str]:
    """Return what is published of other winners, each with its bias."""
    found = su.benchmarks()
    return [
        _benchmark_line(dict(zip(found.columns, row, strict=True)))
        for row in found.to_numpy().tolist()
    ]


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
