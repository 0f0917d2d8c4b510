"""What counts as treatment, and when each region started as far as that is on file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.impact.panel.starts import UNKNOWN_WORD
from evaluasi.text import _

ON_FILE, CERTAIN, STRICT = "tercatat", "pasti", "ketat"
READINGS = (ON_FILE, CERTAIN, STRICT)


def reading_words(reading: str) -> str:
    """Say how a reading treats regions whose start is not on file, or not for certain."""
    return {
        ON_FILE: _(
            "setiap baris yang tercatat dihitung; wilayah tanpa baris dianggap belum diperlakukan "
            "(anggapan: tidak tercatat bukan berarti tidak ada)"
        ),
        CERTAIN: _(
            "hanya baris yang pasti; wilayah yang hanya punya baris belum pasti tidak dipakai, "
            "baik sebagai penerima maupun sebagai pembanding"
        ),
        STRICT: _(
            "hanya wilayah yang punya baris; wilayah tanpa baris tidak dipakai sama sekali, dan "
            "pembandingnya yang baru mulai kemudian"
        ),
    }[reading]


@dataclass(frozen=True, eq=False)
class Treatment:
    """A treatment and what is on file of it.

    Attributes
    ----------
    word : str
        As the user wrote it.
    name : str
        In a sentence, e.g. "penghargaan IGA".
    short : str
        On a label, e.g. "IGA".
    recorded : str
        What the year of a record is, e.g. "tahun penghargaan".
    lag : int
        Years from the recorded year to the first value that can have been touched.
    lag_reason : str
        Why, as a sentence.
    records : DataFrame
        Columns kode, tahun, pasti (bool), sumber (code of a source in the dataset, or None);
        oldest first.
    complete : bool
        Whether a region without a record is known not to have started.
    recognition : bool
        Whether a record recognises what began earlier, so that earlier starts are tried.
    unknown : tuple of str
        Codes whose start is said not to be on file.
    remarks : tuple of str
        What a reader must know of the records.
    """

    word: str
    name: str
    short: str
    recorded: str
    lag: int
    lag_reason: str
    records: pd.DataFrame
    complete: bool = False
    recognition: bool = False
    unknown: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def unsure(self) -> bool:
        """Whether some records are not certain."""
        return not self.records["pasti"].all()

    def readings(self) -> tuple[str, ...]:
        """Return the readings that differ for these records."""
        asked = [ON_FILE]
        if self.unsure:
            asked.append(CERTAIN)
        if not self.complete:
            asked.append(STRICT)
        return tuple(asked)

    def first_exposed(
        self, regions: Sequence[str], reading: str = ON_FILE, *, earlier: int = 0
    ) -> pd.Series:
        """Return the first exposed year of each region.

        Parameters
        ----------
        regions : sequence of str
            Codes.
        reading : {"tercatat", "pasti", "ketat"}
        earlier : int
            Years by which the start is taken to lie before the record.

        Returns
        -------
        Series, index kode
            A year; None for a region taken never to have started; "tidak tercatat" for one that
            is neither treated nor a comparison.
        """
        if reading not in READINGS:
            raise ParameterError(
                _("Pembacaan “{word}” tidak dikenal.").format(word=reading),
                _("Pilih salah satu: {known}.").format(known=", ".join(READINGS)),
            )
        shift = self.lag - earlier
        own = self.records[self.records["kode"].isin(regions)]
        any_year = own.groupby("kode")["tahun"].min()
        sure_year = own[own["pasti"]].groupby("kode")["tahun"].min()
        chosen = sure_year if reading == CERTAIN else any_year
        starts = pd.Series([None] * len(regions), index=list(regions), dtype=object)
        if reading == CERTAIN:
            starts[[code for code in any_year.index if code not in sure_year.index]] = UNKNOWN_WORD
        elif reading == STRICT and not self.complete:
            starts[:] = UNKNOWN_WORD
        starts[[code for code in regions if code in self.unknown]] = UNKNOWN_WORD
        starts[list(chosen.index)] = [int(year) + shift for year in chosen]
        return starts
