"""Which regions a batch reports on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evaluasi import regions, text
from evaluasi.errors import RegionError
from evaluasi.text import _

if TYPE_CHECKING:
    from evaluasi.tables import Dataset

SECOND_LEVEL = ("kabupaten", "kota")
REPORTED = ("provinsi", *SECOND_LEVEL)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user asked for; nothing asked means the dataset's home province.

    ``names`` are codes or names, ``province`` a code or name whose kabupaten and kota are meant.
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
    if choice.everything:
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
