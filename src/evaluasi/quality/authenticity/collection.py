"""All questions of authenticity of a dataset, asked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from evaluasi import regions
from evaluasi.errors import ParameterError
from evaluasi.quality.authenticity.claims import overturned
from evaluasi.quality.authenticity.copies import copied
from evaluasi.quality.authenticity.dates import heaped_dates, outside_window
from evaluasi.quality.authenticity.digital import digital_without_service
from evaluasi.quality.authenticity.entries import repeated_entries
from evaluasi.quality.authenticity.evidence import shared_documents
from evaluasi.quality.authenticity.identical import identical_titles
from evaluasi.quality.authenticity.matching import matched
from evaluasi.quality.authenticity.question import Question, not_loaded
from evaluasi.quality.authenticity.renamed import renamed
from evaluasi.quality.authenticity.scope import Scope, completed
from evaluasi.quality.authenticity.sheets import workbook_sheets
from evaluasi.quality.authenticity.surges import surges
from evaluasi.quality.authenticity.verified_maturity import verified_maturity
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.outlet.book import SheetOut, save
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, listing, number

Tell = Callable[[str], None]


@dataclass(frozen=True, eq=False, repr=False)
class Authenticity:
    """What a dataset leaves to ask, for internal use.

    Attributes
    ----------
    questions : tuple of Question
        In reading order; those that cannot be put say why.
    scope : Scope
        Edition and region asked about.
    provenance : Provenance or None
    internal : bool
        Always True.
    """

    questions: tuple[Question, ...]
    scope: Scope
    provenance: Provenance | None = None
    internal: bool = field(default=True, init=False)

    def __repr__(self) -> str:
        return self.summary()

    def __getitem__(self, code: str) -> Question:
        """Return a question by its code."""
        found = {question.code: question for question in self.questions}
        if code not in found:
            raise ParameterError(
                _("Pertanyaan “{code}” tidak dikenal.").format(code=code),
                _("Pilih salah satu: {known}.").format(known=listing(found)),
            )
        return found[code]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The evidence of each question that could be put, by code."""
        return {q.code: q.to_frame() for q in self.questions if not q.unasked}

    def to_frame(self) -> pd.DataFrame:
        """Return one row per question: how many cases, rule, source, innocent explanations."""
        rows = [
            {
                "kode": q.code,
                "judul": q.title,
                "jumlah": pd.NA if q.unasked else q.count,
                "pertanyaan": q.told,
                "aturan": q.rule,
                "sumber": q.source,
                "keyakinan": q.confidence,
                "penjelasan_wajar": "; ".join(q.innocent),
                "catatan": " ".join(q.notes),
            }
            for q in self.questions
        ]
        return pd.DataFrame(rows).astype({"jumlah": "Int64"})

    def summary(self) -> str:
        """List the questions with their counts, in Indonesian."""
        lines = [_("PENGGUNAAN INTERNAL. Pertanyaan, bukan tuduhan.")]
        for q in self.questions:
            count = f"{number(q.count)}. " if q.count and not q.unasked else ""
            lines.append(f"- {q.title}: {count}{q.told}")
        return "\n".join(lines)

    def sheets(self) -> list[SheetOut]:
        """Return the workbook's sheets: the questions, then the evidence of each."""
        return workbook_sheets(self.to_frame(), self.questions)

    def save(self, path: str | Path) -> Path:
        """Write questions and evidence as a workbook; the same data give the same bytes.

        Raises
        ------
        OutputError
            Where the file cannot be written.
        """
        return save(Path(path), self.sheets(), self.provenance)


def authenticity(
    ds: Dataset,
    edition: int | None = None,
    region: str | None = None,
    *,
    tell: Tell = lambda _sentence: None,
) -> Authenticity:
    """Ask all questions of authenticity of a dataset.

    Parameters
    ----------
    ds : Dataset
        Tables inovasi, and as far as at hand verifikasi, telaah, bukti.
    edition : int, optional
        Only cases that touch this edition; the others still serve to compare.
    region : str, optional
        Code or name: only cases of this region and of what lies in it.
    tell : callable, optional
        Called with the name of each step before it begins.

    Raises
    ------
    RegionError
        Where the region is unknown, or more than one bears the name.
    ParameterError
        Where the edition or region has no innovation in the dataset.
    """
    scope, inovasi = Scope(edition, regions.resolve(region) if region else None), ds.inovasi
    if len(inovasi) and scope.rows(inovasi).empty:
        raise _nothing(inovasi, scope)
    questions = tuple(_asked(ds, inovasi, scope, tell))
    if inovasi.empty:
        questions = tuple(replace(q, unasked=not_loaded("inovasi")) for q in questions)
    return Authenticity(questions, scope, ds.provenance)


def _asked(ds: Dataset, inovasi: pd.DataFrame, scope: Scope, tell: Tell) -> Iterator[Question]:
    tell(_("membandingkan judul dalam wilayah"))
    rows = completed(inovasi, "inovasi")
    pairs = matched(rows[scope.covers(rows["kode"])])
    yield renamed(inovasi, scope, pairs=pairs)
    tell(_("mencari inovasi yang masuk berulang"))
    yield repeated_entries(inovasi, scope, pairs=pairs)
    yield identical_titles(inovasi, scope)
    tell(_("membandingkan judul antarwilayah"))
    yield copied(inovasi, scope)
    tell(_("memeriksa tanggal dan jumlah"))
    yield outside_window(inovasi, scope)
    yield heaped_dates(inovasi, scope)
    yield surges(inovasi, scope)
    tell(_("membandingkan klaim dan verifikasi"))
    yield overturned(inovasi, ds.verifikasi, scope)
    yield verified_maturity(inovasi, ds.verifikasi, ds.telaah, scope)
    tell(_("memeriksa bukti"))
    yield shared_documents(ds.bukti, inovasi, scope)
    yield digital_without_service(inovasi, scope)


def _nothing(inovasi: pd.DataFrame, scope: Scope) -> ParameterError:
    """Make the error for an edition or region without any innovation."""
    held = sorted(
        int(year) for year in inovasi.loc[scope.covers(inovasi["kode"]), "tahun"].unique()
    )
    if held:
        return ParameterError(
            _("Tidak ada inovasi edisi {year} untuk wilayah yang diminta.").format(
                year=scope.edition
            ),
            _("Edisi yang ada: {held}.").format(held=listing(held)),
        )
    return ParameterError(
        _("Tidak ada inovasi wilayah {region} dalam dataset.").format(region=scope.region),
        _("Periksa wilayahnya, atau pilih dataset yang memuatnya dengan --data."),
    )
