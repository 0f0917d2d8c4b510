"""The follow-up register: what was seen of each innovation, when, and what cannot be true."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.sustainability.registry.checks import (
    ABSORBED,
    ALIVE,
    ENDED,
    STATUSES,
    UNKNOWN,
    faults_of,
    gathered,
    listed,
    reversals,
)
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, date, number

UNVISITED = "belum_diperiksa"
Dates = pd.Series | Mapping[str, object]
Day = dt.date | str | pd.Timestamp


@dataclass(frozen=True, kw_only=True, eq=False)
class Register:
    """History and state of every innovation.

    Attributes
    ----------
    table : DataFrame
        One row per innovation, index id_inovasi: mulai, penghargaan, status_terakhir (of
        `STATUSES`, or belum_diperiksa), tanggal_terakhir (last verified visit), pertama_hidup,
        terakhir_hidup, pertama_berakhir, cara (berhenti, diserap or empty),
        tak_terverifikasi_sejak and …_sampai (unverified visits after the last verified one),
        n_pemeriksaan (rows as handed in), n_terverifikasi.
    history : DataFrame
        One row per visit as handed in, ordered by innovation and date: id_inovasi, tanggal,
        status, bukti, jenis (of fault, or empty), dipakai.
    contradictions : DataFrame
        id_inovasi, tanggal, jenis, kalimat, perlakuan.
    today : Timestamp
        Day of the report; what is dated later is a contradiction.
    provenance : Provenance or None
    """

    table: pd.DataFrame = field(repr=False)
    history: pd.DataFrame = field(repr=False)
    contradictions: pd.DataFrame = field(repr=False)
    today: pd.Timestamp
    provenance: Provenance | None = field(default=None, repr=False)

    @property
    def counts(self) -> pd.Series:
        """Innovations by last state, all states named, none left out."""
        found = self.table["status_terakhir"].value_counts()
        return found.reindex([*STATUSES, UNVISITED], fill_value=0).rename("jumlah")

    def to_frame(self) -> pd.DataFrame:
        """Return one row per innovation, with its provenance."""
        frame = self.table.reset_index()
        return origin.stamp(frame, self.provenance) if self.provenance else frame

    def of(self, id_inovasi: str) -> pd.DataFrame:
        """Return the visits to one innovation, oldest first."""
        own = self.history[self.history["id_inovasi"] == id_inovasi]
        return own.reset_index(drop=True)

    def summary(self) -> str:
        """Say in Indonesian how many innovations are in which state, and what contradicts."""
        counts = self.counts
        seen = len(self.table) - int(counts[UNVISITED])
        lines = [
            _("{n} inovasi, {seen} pernah diperiksa sampai {day}.").format(
                n=number(len(self.table)), seen=number(seen), day=date(self.today.date())
            )
        ]
        named = status_names().items()
        lines += [f"  {name}: {number(counts[state])}" for state, name in named if counts[state]]
        if len(self.contradictions):
            lines.append(
                _("{n} pertentangan dalam catatan; perlakuannya disebut per baris.").format(
                    n=number(len(self.contradictions))
                )
            )
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.summary())}</pre>"


def status_names() -> dict[str, str]:
    """Return how each state is called in a sentence."""
    return {
        "berkembang": _("berkembang"),
        "tetap": _("tetap berjalan"),
        "melemah": _("melemah"),
        ENDED: _("berhenti"),
        ABSORBED: _("diserap ke layanan rutin atau diganti penerusnya"),
        UNKNOWN: _("belum pernah terverifikasi"),
        UNVISITED: _("belum diperiksa"),
    }


def register(
    tindak_lanjut: pd.DataFrame,
    *,
    starts: Dates,
    awards: Dates | None = None,
    today: Day,
) -> Register:
    """Read follow-ups into a register; nothing that contradicts is lost, and nothing raises.

    A status holds until a later verified one: what ended and was seen running afterwards paused.
    What happened after the last day an innovation was seen running is its end; of two different
    ends the first counts.

    Parameters
    ----------
    tindak_lanjut : DataFrame
        Table `tindak_lanjut`: id_inovasi, tanggal, status, bukti (optional).
    starts : Series or mapping
        Day each innovation began to be implemented, by id. Innovations without a visit count
        as belum_diperiksa.
    awards : Series or mapping, optional
        Day of the award, by id.
    today : date
        Day of the report.

    Raises
    ------
    ParameterError
        Where a column is missing or `today` is no date.
    """
    require_columns(tindak_lanjut)
    day = _day(today)
    begun, repeated = dates_by_id(starts)
    awarded, _more = dates_by_id(awards if awards is not None else {})
    visits = _visits(tindak_lanjut)
    # A start that is yet to come is wrong itself; it says nothing against the visits.
    start = begun.where(begun <= day).reindex(visits["id_inovasi"]).set_axis(visits.index)
    kind = faults_of(visits, start, day)
    # A day with opposite statuses was visited, but tells nothing: it stays, as unverified.
    torn = kind == "bertentangan"
    used = visits[(kind == "") | torn]
    known = used["status"].cat.set_categories(STATUSES)
    used = used.assign(status=known.mask(torn, UNKNOWN))
    table = _states(visits, used, begun, awarded)
    faulty = [listed(visits[kind == name], name) for name in kind.unique() if name]
    verified = used[used["status"] != UNKNOWN]
    return Register(
        table=table,
        history=visits.assign(
            id_inovasi=visits["id_inovasi"].astype("str"),
            status=visits["status"].astype("str"),
            jenis=kind,
            dipakai=(kind == ""),
        ),
        contradictions=gathered(
            [*faulty, *reversals(verified, table), *_impossible(table, repeated, day)]
        ),
        today=day,
        provenance=origin.of(tindak_lanjut),
    )


def starts_of(inovasi: pd.DataFrame) -> pd.Series:
    """Return the day each innovation began, as its latest edition that tells it reports it.

    Parameters
    ----------
    inovasi : DataFrame
        Table `inovasi`: id, tahun, tanggal_penerapan; one row per edition.

    Returns
    -------
    Series
        By id, every innovation once; NaT where no edition tells a day.
    """
    return inovasi.sort_values("tahun").groupby("id")["tanggal_penerapan"].last()


def endpoints(visits: pd.DataFrame, alive: Collection[str] = ALIVE) -> pd.DataFrame:
    """Return when each innovation was last seen alive and first seen ended after that.

    Parameters
    ----------
    visits : DataFrame
        Verified visits: id_inovasi, tanggal, status.
    alive : collection of str
        Statuses that count as alive; all others are ends.

    Returns
    -------
    DataFrame
        Index id_inovasi: pertama_hidup, terakhir_hidup, pertama_berakhir, cara (status found at
        the first sign of the end, empty where there is none).
    """
    running = visits["status"].isin(alive)
    seen = visits[running].groupby("id_inovasi", observed=True)["tanggal"].agg(["min", "max"])
    seen.columns = pd.Index(["pertama_hidup", "terakhir_hidup"])
    ends = visits[~running]
    last = seen["terakhir_hidup"].reindex(ends["id_inovasi"]).to_numpy()
    ends = ends[pd.isna(last) | (ends["tanggal"].to_numpy() > last)]
    first = ends.sort_values(["id_inovasi", "tanggal"], kind="stable")
    first = first.drop_duplicates("id_inovasi").set_index("id_inovasi")[["tanggal", "status"]]
    first.columns = pd.Index(["pertama_berakhir", "cara"])
    both = seen.join(first, how="outer")
    both.index = both.index.astype("str")
    return both.assign(cara=both["cara"].astype("str").fillna(""))


def dates_by_id(dates: Dates) -> tuple[pd.Series, pd.Index]:
    """Return dates by id, the earliest where an id has several, and the ids that have."""
    given = pd.Series(dates, dtype=object) if not isinstance(dates, pd.Series) else dates
    days = pd.to_datetime(given, errors="coerce").astype("datetime64[s]")
    days.index = days.index.astype(str)
    if not days.index.has_duplicates:
        return days, days.index[:0]
    grouped = days.groupby(level=0)
    several = grouped.nunique()
    return grouped.min(), several.index[several > 1]


def require_columns(tindak_lanjut: pd.DataFrame) -> None:
    """Raise ParameterError where a column of the follow-ups is missing."""
    lacking = [c for c in ("id_inovasi", "tanggal", "status") if c not in tindak_lanjut]
    if lacking:
        raise ParameterError(
            _("Tindak lanjut tidak memuat kolom {columns}.").format(columns=", ".join(lacking)),
            _("Pakai tabel tindak_lanjut: id_inovasi, tanggal, status, bukti."),
        )


def _day(today: Day) -> pd.Timestamp:
    day = pd.to_datetime(today, errors="coerce")
    if pd.isna(day):
        raise ParameterError(
            _("“{text}” bukan tanggal yang dikenal.").format(text=today),
            _("Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-11-21."),
        )
    return pd.Timestamp(day).as_unit("s")


def _visits(tindak_lanjut: pd.DataFrame) -> pd.DataFrame:
    """Return the four columns, dates read, ordered by innovation and date."""
    rows = tindak_lanjut.reindex(columns=["id_inovasi", "tanggal", "status", "bukti"])
    days = pd.to_datetime(rows["tanggal"], errors="coerce").astype("datetime64[s]")
    # As categories: text is compared once per innovation, not at every step.
    ids = rows["id_inovasi"].astype("str").astype("category")
    rows = rows.assign(tanggal=days, id_inovasi=ids, status=rows["status"].astype("category"))
    return rows.sort_values(["id_inovasi", "tanggal"], ignore_index=True, kind="stable")


def _states(
    visits: pd.DataFrame, used: pd.DataFrame, begun: pd.Series, awarded: pd.Series
) -> pd.DataFrame:
    """Return the state of each innovation that has a start, an award or a visit."""
    verified = used[used["status"] != UNKNOWN]
    everyone = begun.index.union(awarded.index).union(pd.Index(visits["id_inovasi"].unique()))
    table = pd.DataFrame(index=everyone.rename("id_inovasi"))
    table["mulai"], table["penghargaan"] = begun, awarded
    last = verified.drop_duplicates("id_inovasi", keep="last").set_index("id_inovasi")
    table = table.join(endpoints(verified)).join(
        last[["status", "tanggal"]].set_axis(["status_terakhir", "tanggal_terakhir"], axis=1)
    )
    for column in ("status_terakhir", "cara"):
        table[column] = table[column].astype(object).where(table[column].notna(), "")
    table["n_pemeriksaan"] = _count(visits, table.index)
    table["n_terverifikasi"] = _count(verified, table.index)
    ended, nothing = table["cara"] != "", table["status_terakhir"] == ""
    table["status_terakhir"] = (
        table["status_terakhir"]
        .mask(ended, table["cara"])
        .mask(nothing, UNVISITED)
        .mask(nothing & (table["n_pemeriksaan"] > 0), UNKNOWN)
    )
    unsure = used[used["status"] == UNKNOWN]
    known = table["tanggal_terakhir"].reindex(unsure["id_inovasi"]).to_numpy()
    after = unsure[pd.isna(known) | (unsure["tanggal"].to_numpy() > known)]
    days = after.groupby("id_inovasi", observed=True)["tanggal"]
    table["tak_terverifikasi_sejak"], table["tak_terverifikasi_sampai"] = days.min(), days.max()
    return table


def _count(visits: pd.DataFrame, ids: pd.Index) -> pd.Series:
    return visits["id_inovasi"].value_counts().reindex(ids, fill_value=0)


def _impossible(table: pd.DataFrame, repeated: pd.Index, today: pd.Timestamp) -> list[pd.DataFrame]:
    """List what cannot be true of an innovation as a whole; without visits nothing is asked."""
    rows = table[table["n_pemeriksaan"] > 0].reset_index()
    start, award, end = rows["mulai"], rows["penghargaan"], rows["pertama_berakhir"]
    return [
        listed(rows[wrong].assign(tanggal=day[wrong]), kind)
        for kind, wrong, day in (
            ("tanpa_mulai", start.isna(), start),
            ("mulai_ganda", rows["id_inovasi"].isin(repeated), start),
            ("mulai_masa_depan", start > today, start),
            ("penghargaan_sebelum_mulai", award < start, award),
            ("berakhir_sebelum_penghargaan", end <= award, end),
        )
    ]
