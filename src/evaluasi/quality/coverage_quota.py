"""How many innovations each office (OPD) is asked for, and which offices there are.

The rule is the region's own. Kota Batu asked for one per OPD and one more per echelon-III unit;
no guideline of the ministry states a quota.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evaluasi.errors import ParameterError
from evaluasi.text import _

_HEADINGS = {
    "opd": "opd",
    "nama opd": "opd",
    "perangkat daerah": "opd",
    "nama perangkat daerah": "opd",
    "unit": "unit",
    "jumlah unit": "unit",
    "unit eselon iii": "unit",
    "jumlah unit eselon iii": "unit",
    "alias": "alias",
    "nama lain": "alias",
}
_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Office:
    """One OPD: its name, the number of its echelon-III units (None where unknown), other names."""

    name: str
    units: int | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quota:
    """Innovations asked for: `per_office` from each OPD, and `per_unit` from each of its units.

    Attributes
    ----------
    per_office, per_unit : int
    offices : tuple of Office
        All OPD of the region; those that entered nothing are shown because they stand here.
    """

    per_office: int = 1
    per_unit: int = 1
    offices: tuple[Office, ...] = ()

    def asked(self, office: Office) -> int | None:
        """Return the number asked of an office; None where its units are not known."""
        if office.units is None and self.per_unit:
            return None
        return self.per_office + self.per_unit * (office.units or 0)

    def changed(self, per_office: int | None, per_unit: int | None) -> Quota:
        """Return the quota by another rule; None keeps what there is."""
        return replace(
            self,
            per_office=self.per_office if per_office is None else per_office,
            per_unit=self.per_unit if per_unit is None else per_unit,
        )

    @classmethod
    def read(cls, path: str | Path) -> Quota:
        """Read the offices of a region from a file.

        A table (CSV, XLSX, XLS, ODS) has columns opd, unit (number of echelon-III units) and
        alias (other names, separated by semicolons); the last two may be missing. A TOML file has
        ``[[opd]]`` with nama, unit and alias, and may set per_opd and per_unit.

        Raises
        ------
        ParameterError
            For a file that can't be read or is malformed; every fault is named.
        """
        file = Path(path)
        if not file.is_file():
            raise ParameterError(
                _("Daftar OPD {file} tidak ditemukan.").format(file=file.name),
                _("Periksa letak dan nama berkasnya."),
            )
        if file.suffix.lower() == ".toml":
            return _from_toml(file)
        return cls(offices=_offices(_rows(file), file.name))


def _from_toml(file: Path) -> Quota:
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise ParameterError(
            _("Daftar OPD {file} tidak dapat dibaca sebagai TOML.").format(file=file.name),
            _('Contoh isinya: [[opd]] lalu nama = "Dinas Kesehatan" dan unit = 4.'),
            [str(fault)],
        ) from None
    listed = raw.get("opd", [])
    entries = listed if isinstance(listed, list) else [listed]
    rows = [
        (number, {"opd": entry.get("nama"), **{k: entry.get(k) for k in ("unit", "alias")}})
        for number, entry in enumerate(entries, start=1)
        if isinstance(entry, Mapping)
    ]
    own = {"per_opd": raw.get("per_opd", 1), "per_unit": raw.get("per_unit", 1)}
    wrong = [
        _("{name}: “{value}” bukan bilangan bulat dari 0 ke atas").format(name=name, value=value)
        for name, value in own.items()
        if not _counts(value)
    ]
    return Quota(own["per_opd"], own["per_unit"], _offices(rows, file.name, wrong))


def _rows(file: Path) -> list[tuple[int, Mapping[str, Any]]]:
    """Return the rows of a table below its headings, each with its number."""
    from evaluasi.tables.files import open_file

    book = open_file(file)
    for grid in book.grids:
        for place, cells in enumerate(grid.rows):
            columns = [_HEADINGS.get(" ".join(str(cell).casefold().split())) for cell in cells]
            if "opd" in columns:
                return [
                    (grid.first + below, _named(columns, row))
                    for below, row in enumerate(grid.rows[place + 1 :], start=place + 1)
                    if any(cell is not None for cell in row)
                ]
    raise ParameterError(
        _("Daftar OPD {file} tidak memuat kolom “opd”.").format(file=file.name),
        _("Beri judul kolom: opd, unit (jumlah unit eselon III), alias (boleh tidak ada)."),
        [fault.kalimat for fault in book.faults],
    )


def _named(columns: Sequence[str | None], row: Sequence[Any]) -> dict[str, Any]:
    pairs = zip(columns, row, strict=True)
    return {column: cell for column, cell in pairs if column is not None}


def _offices(
    rows: Iterable[tuple[int, Mapping[str, Any]]], file: str, wrong: Sequence[str] = ()
) -> tuple[Office, ...]:
    found, faults = [], list(wrong)
    for number, row in rows:
        name = " ".join(str(row.get("opd") or "").split())
        units = _units(row.get("unit"))
        if not name:
            faults.append(_("baris {row}: nama OPD kosong").format(row=number))
        elif units is not None and units < 0:
            faults.append(
                _("baris {row}: unit “{value}” bukan bilangan bulat dari 0 ke atas").format(
                    row=number, value=row.get("unit")
                )
            )
        else:
            found.append(Office(name, units, _aliases(row.get("alias"))))
    if faults or not found:
        raise ParameterError(
            _("Daftar OPD {file} belum dapat dipakai.").format(file=file),
            _("Perbaiki baris itu: satu OPD satu baris, unit berupa bilangan atau kosong."),
            faults or [_("tidak ada satu pun OPD")],
        )
    return tuple(found)


def _units(value: Any) -> int | None:
    """Return a number of units; None where blank, negative where it is no such number."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    text = str(value).strip().removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() else -1


def _counts(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _aliases(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else str(value or "").split(_SEPARATOR)
    return tuple(" ".join(str(name).split()) for name in listed if str(name).strip())
