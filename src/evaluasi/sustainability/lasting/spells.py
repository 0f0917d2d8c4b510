"""Follow-ups as spells: from when each innovation is observed, and between which days it ended."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.sustainability.lasting.binomial import Share, exact_share
from evaluasi.sustainability.registry.checks import ABSORBED, ALIVE, UNKNOWN
from evaluasi.sustainability.registry.registers import (
    Dates,
    Day,
    Register,
    dates_by_id,
    endpoints,
    register,
    require_columns,
)
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _

Floats = npt.NDArray[np.float64]
YEAR = 365.25
"""Days of a year."""

EVENTS = {"berhenti": ALIVE, "melemah+berhenti": ("berkembang", "tetap")}
"""What may count as the end, and the statuses that are then still alive."""

RUNNING, OVER, TAKEN_OVER = 0, 1, 2


@dataclass(frozen=True, kw_only=True, eq=False)
class Spells:
    """What is known of each innovation, in years since its origin.

    Attributes
    ----------
    table : DataFrame
        Index id_inovasi: masuk (observed from), terakhir (last known to run), pertama (first
        known to have ended or been absorbed, NaN), sebab (`RUNNING`, `OVER`, `TAKEN_OVER`),
        ragu (first and last unverified visit after `terakhir`: ragu_dari, ragu_sampai, NaN).
    dropped : DataFrame
        id_inovasi, alasan: visited, but of no use here.
    unverified : DataFrame
        Of the dropped ones those that were visited after entry, but never verified; columns of
        `table`, terakhir being the entry.
    states : DataFrame
        Index id_inovasi, every innovation visited, whenever it came under observation:
        terverifikasi, berakhir (the event), ragu (neither ended nor verifiable any more).
    n_unvisited : int
        Innovations of the register that nobody has visited.
    event : str
    register : Register
    """

    table: pd.DataFrame = field(repr=False)
    dropped: pd.DataFrame = field(repr=False)
    unverified: pd.DataFrame = field(repr=False)
    states: pd.DataFrame = field(repr=False)
    n_unvisited: int
    event: str
    register: Register = field(repr=False)

    def share(self, level: float) -> Share:
        """Return how many of the verified had not ended when last verified, with exact limits."""
        verified = self.states[self.states["terverifikasi"]]
        return exact_share(int((~verified["berakhir"]).sum()), len(verified), level)

    @property
    def provenance(self) -> Provenance | None:
        """Where the follow-ups come from."""
        return self.register.provenance

    def discovered(self) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
        """Return entry, time and cause, the end being dated when it was found."""
        rows = self.table
        found = rows["pertama"].where(rows["sebab"] != RUNNING, rows["terakhir"])
        return (
            rows["masuk"].to_numpy(np.float64),
            found.to_numpy(np.float64),
            rows["sebab"].to_numpy(np.int64),
        )


def spells(
    source: Register | pd.DataFrame,
    *,
    origin: Dates | str | None = None,
    entry: Dates | str | None = None,
    event: str = "berhenti",
    today: Day | None = None,
) -> Spells:
    """Turn follow-ups into spells.

    Parameters
    ----------
    source : Register or DataFrame
        A register, or the table `tindak_lanjut`.
    origin : Series, mapping or column name
        Day from which time runs, by id; by default the register's start of implementation.
    entry : Series, mapping or column name, optional
        Day from which an innovation is observed, given that it was running then; by default the
        register's award where it knows any, else the origin.
    event : {"berhenti", "melemah+berhenti"}
        What counts as the end; being absorbed always competes with it.
    today : date, optional
        Day of the report where `source` is a table; by default its last day.

    Raises
    ------
    ParameterError
        For an unknown event or column, or a table without an origin.
    """
    if event not in EVENTS:
        raise ParameterError(
            _("Peristiwa “{event}” tidak dikenal.").format(event=event),
            _("Pilih salah satu: {known}.").format(known=", ".join(EVENTS)),
        )
    if isinstance(source, Register):
        known, own, awarded = source, source.table["mulai"], source.table["penghargaan"]
        origins = own if origin is None else _days(source.history, origin)
        if entry is None and awarded.notna().any():
            entry = awarded
    else:
        require_columns(source)
        if origin is None:
            raise ParameterError(
                _("Kelangsungan memerlukan tanggal mulai tiap inovasi."),
                _("Isi origin dengan tanggal per id_inovasi."),
            )
        origins = _days(source, origin)
        last = pd.to_datetime(source["tanggal"], errors="coerce").max() if today is None else today
        known = register(source, starts=origins, today="1970-01-01" if pd.isna(last) else last)
    entries = origins if entry is None else _days(known.history, entry, source)
    return _measured(known, origins, entries, event)


def _days(
    history: pd.DataFrame, given: Dates | str, source: Register | pd.DataFrame | None = None
) -> pd.Series:
    """Return dates by id, from a column of the follow-ups where it is named."""
    if isinstance(given, str):
        table = source if isinstance(source, pd.DataFrame) else history
        if given not in table:
            raise ParameterError(
                _("Tindak lanjut tidak memuat kolom {columns}.").format(columns=given),
                _("Isi dengan nama kolom yang ada, atau tanggal per id_inovasi."),
            )
        given = table.set_index("id_inovasi")[given]
    return dates_by_id(given)[0]


def _measured(known: Register, origins: pd.Series, entries: pd.Series, event: str) -> Spells:
    visits = known.history[known.history["dipakai"] & (known.history["status"] != UNKNOWN)]
    ends = endpoints(visits, EVENTS[event])
    table = known.table[known.table["n_pemeriksaan"] > 0]
    start = origins.reindex(table.index)

    def years(days: pd.Series) -> pd.Series:
        return (days.reindex(table.index) - start).dt.days / YEAR

    entered = years(entries).clip(lower=0)
    rows = pd.DataFrame(
        {
            "masuk": entered,
            "terakhir": np.fmax(years(ends["terakhir_hidup"]), entered),
            "pertama": years(ends["pertama_berakhir"]),
            "sebab": ends["cara"].reindex(table.index).fillna("").map(_cause).astype(int),
            "ragu_dari": years(table["tak_terverifikasi_sejak"]),
            "ragu_sampai": years(table["tak_terverifikasi_sampai"]),
        }
    )
    # Visits before entry leave no doubt about what came after it.
    rows["ragu_sampai"] = rows["ragu_sampai"].where(rows["ragu_sampai"] > rows["terakhir"])
    late = rows["ragu_dari"] > rows["terakhir"]
    rows["ragu_dari"] = rows["ragu_dari"].where(late, rows["ragu_sampai"])
    reason = pd.Series("", index=table.index, dtype=object)
    unverified = _("belum pernah terverifikasi")
    never = table["n_terverifikasi"] == 0
    unseen_running = entered.isna() & ends["terakhir_hidup"].reindex(table.index).isna()
    for sentence, applies in (
        (_("tanggal mulai tidak diketahui"), start.isna()),
        (_("tanggal mulai sesudah hari laporan"), start > known.today),
        (unverified, never),
        (_("tidak pernah terlihat berjalan"), unseen_running),
        (_("tanggal masuk pengamatan tidak diketahui"), entered.isna()),
        (_("sudah berakhir saat masuk pengamatan"), rows["pertama"] <= rows["masuk"]),
        (
            _("tidak terlihat sesudah masuk pengamatan"),
            rows["pertama"].isna() & (rows["terakhir"] <= rows["masuk"]),
        ),
    ):
        reason[applies & (reason == "")] = sentence
    out = reason[reason != ""]
    over = rows["sebab"] == OVER
    unsure = table["tak_terverifikasi_sampai"].notna() & (rows["sebab"] == RUNNING)
    states = {"terverifikasi": table["n_terverifikasi"] > 0, "berakhir": over, "ragu": unsure}
    unseen = (reason == unverified) & rows["ragu_sampai"].notna() & entered.notna()
    return Spells(
        table=rows[reason == ""],
        unverified=rows[unseen].assign(terakhir=rows.loc[unseen, "masuk"]),
        dropped=pd.DataFrame({"id_inovasi": out.index, "alasan": out.to_numpy()}),
        states=pd.DataFrame(states),
        n_unvisited=int((known.table["n_pemeriksaan"] == 0).sum()),
        event=event,
        register=known,
    )


def _cause(status: str) -> int:
    if not status:
        return RUNNING
    return TAKEN_OVER if status == ABSORBED else OVER
