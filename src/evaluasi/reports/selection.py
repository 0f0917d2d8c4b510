"""Which regions a batch reports on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from evaluasi import regions, text
from evaluasi.errors import RegionError
from evaluasi.text import _

if TYPE_CHECKING:
    import pandas as pd

    from evaluasi.tables import Dataset

SECOND_LEVEL = ("kabupaten", "kota")
PROVINCE = "provinsi"
REPORTED = (PROVINCE, *SECOND_LEVEL)
KECAMATAN: Final = "kecamatan"
AWARD = "skk"
"""Contest whose winners are reported on where a notebook is made for kecamatan."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user asked for; nothing asked means the dataset's home province.

    ``names`` are codes or names, ``province`` a code or name whose kabupaten and kota are meant.
    Where a notebook is made for kecamatan, those of the province that won the SKK contest are
    meant instead.
    """

    names: tuple[str, ...] = ()
    province: str | None = None
    everything: bool = False


def select(dataset: Dataset, choice: Choice, levels: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the codes to report on, in order of code, each once.

    Parameters
    ----------
    dataset : Dataset
        Only its own regions can be reported on.
    choice : Choice
    levels : iterable of str, optional
        The kinds of region the notebook is made for; by default any.

    Raises
    ------
    RegionError
        One fault per region that is unknown, ambiguous, of another kind, or not in the dataset.
    """
    listed = dict(zip(dataset.wilayah["kode"], dataset.wilayah["tingkat"], strict=True))
    if choice.names:
        return _named(choice.names, listed, tuple(levels))
    if KECAMATAN in levels:
        codes = _winners(dataset, choice)["kode"].dropna()
        found = [kode for kode in dict.fromkeys(codes) if kode in listed]
    elif set(levels) == {PROVINCE}:
        asked = None if choice.everything else _province(dataset, choice.province)
        found = [
            k for k, tingkat in listed.items() if tingkat == PROVINCE and asked in (None, "", k)
        ]
    elif choice.everything:
        found = [kode for kode, tingkat in listed.items() if tingkat in REPORTED]
    else:
        province = _province(dataset, choice.province)
        found = [
            kode
            for kode, tingkat in listed.items()
            if tingkat in SECOND_LEVEL and (not province or kode.startswith(f"{province}."))
        ]
    if not found:
        raise RegionError(
            _("Dataset {title} tidak memuat wilayah yang diminta.").format(title=dataset.title),
            _("Periksa tabel wilayah pada {path}, atau pilih dataset lain dengan --data.").format(
                path=dataset.path
            ),
        )
    return tuple(sorted(found))


def left_out(dataset: Dataset, choice: Choice, levels: Iterable[str] = ()) -> tuple[str, ...]:
    """Name the winners that `select` can't report on, for the record does not say which they are.

    Returns
    -------
    tuple of str
        One sentence per winner, with the codes that would settle it.
    """
    if choice.names or KECAMATAN not in levels:
        return ()
    rows = _winners(dataset, choice)
    unclear = rows[rows["kode"].isna()].sort_values(["tahun", "nama"])
    return tuple(
        _(
            "Pemenang SKK {year} bernama {name} tidak dilaporkan: namanya bermakna ganda "
            "({candidates}). Sebut kodenya dengan --wilayah."
        ).format(
            year=row["tahun"],
            name=row["nama"],
            candidates=candidates(dataset, row["kode_kandidat"]),
        )
        for row in unclear.to_dict("records")
    )


def candidates(dataset: Dataset, codes: object) -> str:
    """Write the codes that an unclear row may mean, each with the kabupaten or kota it lies in."""
    names = dict(zip(dataset.wilayah["kode"], dataset.wilayah["nama"], strict=True))
    listed = codes.split(";") if isinstance(codes, str) else []
    named = [f"{code} {names.get(code.rpartition('.')[0], '')}".rstrip() for code in listed]
    return text.listing(named) or _("kandidat tidak tercatat")


def _winners(dataset: Dataset, choice: Choice) -> pd.DataFrame:
    """Return the rows of SKK winners in the province that is meant, by code or by candidates."""
    rows = dataset.penghargaan
    rows = rows[rows["ajang"] == AWARD]
    province = None if choice.everything else _province(dataset, choice.province)
    codes = rows["kode"].fillna(rows["kode_kandidat"]).fillna("")
    return rows[codes.str.startswith(f"{province}.")] if province else rows


def _province(dataset: Dataset, asked: str | None) -> str | None:
    if asked is None:
        return dataset.home
    return regions.resolve(asked, levels=("provinsi",))


def _named(
    names: Iterable[str], listed: dict[str, str], levels: tuple[str, ...]
) -> tuple[str, ...]:
    found: set[str] = set()
    faults: list[str] = []
    for name in names:
        try:
            code = name if name in listed else regions.resolve(name)
        except RegionError as fault:
            candidates = f": {'; '.join(fault.faults)}." if fault.faults else "."
            faults.append(fault.problem.removesuffix(".") + candidates)
            continue
        if code not in listed:
            faults.append(
                _("{name} ({code}) tidak ada di dataset ini; coba --data data/nasional.").format(
                    name=regions.get(code).label, code=code
                )
            )
        elif levels and listed[code] not in levels:
            faults.append(
                _("{name} ({code}) adalah {level}; notebook ini untuk {levels}.").format(
                    name=name, code=code, level=listed[code], levels=text.listing(levels)
                )
            )
        else:
            found.add(code)
    if faults:
        raise RegionError(
            _("Ada wilayah yang tidak dapat dilaporkan."),
            _("Tulis kode Kemendagri (misalnya 35.79) atau nama lengkap (misalnya “Kota Batu”)."),
            faults,
        )
    return tuple(sorted(found))
