"""Answers of beneficiaries as one score per respondent and wave, and who was asked when."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.sustainability.benefit.answers import read_answers, tally
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, listing, number


@dataclass(frozen=True, eq=False)
class Scores(Told):
    """One score per respondent and wave.

    Attributes
    ----------
    table : DataFrame
        responden, gelombang, skor (mean of the answered items), dijawab, butir (items asked).
    subject : str
        What was asked about.
    low, high : float
        Ends of the scale.
    dropped : DataFrame
        Answers left out, and respondents with too few answers: baris, objek, responden,
        gelombang, butir, nilai, alasan.
    provenance : Provenance or None
    """

    table: pd.DataFrame = field(repr=False)
    subject: str
    low: float
    high: float
    dropped: pd.DataFrame = field(repr=False)
    provenance: Provenance | None = field(default=None, repr=False)

    def wave(self, wave: int) -> pd.Series:
        """Return the scores of one wave, by respondent."""
        own = self.table[self.table["gelombang"] == wave]
        return own.set_index("responden")["skor"]

    def changes(self, before: int = 0, after: int = 1) -> pd.Series:
        """Return the change of each respondent asked in both waves, by respondent."""
        return (self.wave(after) - self.wave(before)).dropna().rename("perubahan")

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the scores, with their provenance."""
        frame = self.table.copy()
        return origin.stamp(frame, self.provenance) if self.provenance else frame

    def summary(self) -> str:
        """Say in Indonesian how many were asked in each wave."""
        counts = self.table["gelombang"].value_counts().sort_index()
        waves = [
            _("gelombang {wave}: {n} responden").format(wave=wave, n=number(n))
            for wave, n in counts.items()
        ]
        told = _("{subject}: {waves}.").format(subject=self.subject, waves="; ".join(waves))
        return "\n".join(part for part in (told, tally(self.dropped)) if part)


def respondent_scores(
    survei: pd.DataFrame,
    *,
    instrument: str | None = None,
    subject: str | None = None,
    low: float = 1,
    high: float = 4,
    least: float = 0.5,
) -> Scores:
    """Average the answers of each respondent in each wave.

    Parameters
    ----------
    survei : DataFrame
        Table `survei`: objek, responden, gelombang, butir, nilai; instrumen where it has one.
    instrument, subject : str, optional
        Which instrument and which object, where the table holds several.
    low, high : float
        Ends of the scale.
    least : float
        Share of the items of a wave that must be answered (project rule).

    Raises
    ------
    ParameterError
        For columns that lack, an unknown instrument or object, none chosen among several.
    """
    answers = read_answers(survei, instrument=instrument, low=low, high=high)
    subject = _chosen(answers.rows, subject)
    rows = answers.rows[answers.rows["objek"] == subject]
    asked = rows.groupby("gelombang")["butir"].nunique()
    scores = rows.groupby(["responden", "gelombang"], as_index=False).agg(
        skor=("nilai", "mean"), dijawab=("nilai", "count")
    )
    scores["butir"] = scores["gelombang"].map(asked)
    enough = (scores["dijawab"] > 0) & (scores["dijawab"] >= least * scores["butir"])
    few = scores[~enough].assign(
        objek=subject,
        alasan=_("responden menjawab kurang dari {share}% butir").format(share=number(100 * least)),
    )
    dropped = answers.dropped[
        answers.dropped["objek"].isin([subject]) | answers.dropped["objek"].isna()
    ]
    return Scores(
        table=scores[enough].reset_index(drop=True),
        subject=subject,
        low=low,
        high=high,
        dropped=pd.concat([dropped, few.reindex(columns=dropped.columns)], ignore_index=True),
        provenance=origin.of(survei),
    )


def _chosen(rows: pd.DataFrame, subject: str | None) -> str:
    names = rows["objek"].unique()
    if subject is None and len(names) == 1:
        return str(names[0])
    if subject is None or subject not in names:
        raise ParameterError(
            _("Tabel survei tidak memuat objek “{name}”.").format(name=subject)
            if subject is not None
            else _("Tabel survei memuat beberapa objek, atau tidak satu pun."),
            _("Pilih salah satu dengan subject=…: {names}.").format(names=listing(names)),
        )
    return subject
