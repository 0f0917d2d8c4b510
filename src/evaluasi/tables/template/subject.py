"""Whom a template is for: an edition, a region, and the offices that will fill it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaluasi import regions, rubrics
from evaluasi.errors import ParameterError
from evaluasi.regions import Region
from evaluasi.rubrics import Indicator, Rubric
from evaluasi.tables import schemas
from evaluasi.tables.intake.ids import folded_title
from evaluasi.text import _, number

MAX_OFFICES = 200
_EDITIONS = range(2000, 2101)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Subject:
    """What a template is made for.

    Attributes
    ----------
    edition : int
    region : Region or None
        None: whoever fills it writes the region down.
    rubric : Rubric or None
        None where no rules of the edition are on file.
    offices : tuple of str
        Names for the drop-down list of column ``opd``.
    """

    edition: int
    region: Region | None
    rubric: Rubric | None
    offices: tuple[str, ...]

    @property
    def region_line(self) -> str:
        """The line that the intake reads the region from."""
        name = f"{self.region.kode} {self.region.label}" if self.region else ""
        return _("Wilayah: {name}").format(name=name)

    @property
    def edition_line(self) -> str:
        """The line that the intake reads the edition from."""
        return _("Edisi: {edition}").format(edition=self.edition)

    @property
    def has_levels(self) -> bool:
        """Whether the indicators of the edition are on file."""
        return self.rubric is not None and bool(self.rubric.sid)

    @property
    def innovation_indicators(self) -> tuple[Indicator, ...]:
        """The 20 indicators of an innovation; without weights and levels where not on file."""
        return self.rubric.sid if self.rubric and self.has_levels else _nameless()

    @property
    def region_indicators(self) -> tuple[Indicator, ...]:
        """The indicators of the region; empty where not on file."""
        return self.rubric.spd if self.rubric else ()


def subject(
    edition: int | None = None, region: str | None = None, offices: Iterable[str] = ()
) -> Subject:
    """Say whom a template is for.

    Parameters
    ----------
    edition : int, optional
        Default: the latest whose rules are on file.
    region : str, optional
        Code or name.
    offices : iterable of str
        Names as they shall stand in the list; blank ones and repetitions are left out.

    Raises
    ------
    ParameterError
        For an edition or a region that can't be, or too many or too long names of offices.
    """
    year = _latest() if edition is None else edition
    if year not in _EDITIONS:
        raise ParameterError(
            _("Edisi {edition} tidak masuk akal.").format(edition=year),
            _("Tulis tahun edisi, misalnya 2026."),
        )
    found = None if region is None else regions.get(regions.resolve(region))
    return Subject(year, found, rubrics.of_edition(year), _distinct(offices))


def _latest() -> int:
    return max(rubrics.load(name).edisi for name in rubrics.available())


def _distinct(offices: Iterable[str]) -> tuple[str, ...]:
    names = [" ".join(office.split()) for office in offices]
    kept = tuple({folded_title(name): name for name in reversed(names) if name}.values())[::-1]
    long = [name for name in kept if len(name) > _LONGEST]
    if long or len(kept) > MAX_OFFICES:
        raise ParameterError(
            _("Daftar perangkat daerah tidak dapat dipakai."),
            _("Tulis satu nama pada satu baris, paling banyak {n} nama.").format(
                n=number(MAX_OFFICES)
            ),
            [_("terlalu panjang: {name}…").format(name=name[:_LONGEST]) for name in long]
            or [_("ada {n} nama").format(n=number(len(kept)))],
        )
    return kept


def _nameless() -> tuple[Indicator, ...]:
    fields = schemas.get("inovasi").fields
    return tuple(
        Indicator(
            kode=field.name,
            nama=field.title.partition(": ")[2],
            variabel="",
            bobot=None,
            level=(),
            dasar=(),
            ukuran="",
            bukti="",
            wajib=None,
            sumber=(),
            keyakinan="",
            keyakinan_bobot="",
            catatan="",
            satuan="",
            kelas=(),
        )
        for field in fields
        if field.name[1:].isdigit()
    )
