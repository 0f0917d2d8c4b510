"""The audit of one edition as a workbook: ranks only ever with their interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evaluasi import scoring as sc
from evaluasi.errors import ParameterError
from evaluasi.scoring.composite.auditing import Audit
from evaluasi.scoring.composite.auditing import audit as audited
from evaluasi.scoring.composite.regional import CLAIMED
from evaluasi.tables import Dataset, provenance
from evaluasi.tables.outlet.book import SheetOut
from evaluasi.tables.outlet.book import save as save_book
from evaluasi.text import MISSING, _, number

_REGIONS = {
    "kode": _("Kode"),
    "nama": _("Wilayah"),
    "skor_audit": _("Skor audit (0–100, bukan indeks resmi)"),
    "skor_audit_verifikasi": _("Skor audit sesudah verifikasi"),
    "bawah": _("Peringkat, batas baik (5%)"),
    "median": _("Peringkat, median"),
    "atas": _("Peringkat, batas buruk (95%)"),
    "peluang_seperempat_teratas": _("Peluang seperempat teratas"),
    "tak_terbedakan": _("Wilayah lain yang selangnya bertindih"),
}
_SENSITIVITY = {
    "sumber": _("Sumber level"),
    "asumsi": _("Asumsi"),
    "pertama": _("Indeks Sobol pertama"),
    "pertama_bawah": _("pertama, 5%"),
    "pertama_atas": _("pertama, 95%"),
    "total": _("Indeks Sobol total"),
    "total_bawah": _("total, 5%"),
    "total_atas": _("total, 95%"),
}
_OFFICIAL = {
    "kode": _("Kode"),
    "nama": _("Wilayah"),
    "skor_audit": _("Skor audit"),
    "iid": _("IID dihitung (0–100)"),
    "iid_verifikasi": _("IID terverifikasi (0–100)"),
    "jumlah_inovasi": _("Inovasi"),
    "kematangan_per_inovasi": _("Kematangan per inovasi"),
    "rata_kematangan": _("Rata-rata kematangan (dengan lantai pembagi)"),
    "spd": _("SPD"),
    "skor_jumlah": _("Skor jumlah"),
    "penjelasan": _("Mengapa berbeda"),
    "status": _("Status IID"),
    "alasan": _("Alasan dan catatan"),
}


_LEFT_OUT = {
    "nama": _("Unsur yang dikeluarkan"),
    "kode": _("Kode"),
    "tingkat": _("Tingkat (1 = indikator)"),
    "pergeseran_rata": _("Pergeseran peringkat, rata-rata"),
    "pergeseran_terbesar": _("Pergeseran peringkat, terbesar"),
    "satuan_terbesar": _("Wilayah yang paling bergeser"),
    "satuan_sama": _("Wilayah yang bergeser sejauh itu"),
}
_IMPORTANCE = {
    "kode": _("Kode"),
    "nama": _("Unsur"),
    "induk": _("Bagian dari"),
    "bobot_keluarga": _("Bobot di antara saudaranya"),
    "pangsa": _("Kepentingan di antara saudaranya"),
    "selisih": _("Kepentingan dikurangi bobot"),
    "bobot_efektif": _("Bobot dalam indeks"),
    "kepentingan": _("Keragaman induk yang dijelaskan (S)"),
    "linear": _("Keragaman induk yang dijelaskan garis lurus (r²)"),
    "kepentingan_indeks": _("Keragaman indeks yang dijelaskan (S)"),
    "penaksir": _("Penaksir S"),
}


@dataclass(frozen=True)
class AuditBook:
    """An audit with the names of its regions.

    Attributes
    ----------
    audit : Audit
    names : mapping of str to str
        Name of each region, by code.
    """

    audit: Audit
    names: Mapping[str, str]

    def summary(self) -> str:
        """Say in Indonesian how firm the ranks are and what moves them."""
        return self.audit.summary(self.names)

    def save(self, path: Path) -> Path:
        """Write the workbook; the same audit gives the same bytes.

        Raises
        ------
        OutputError
            When the file can't be written.
        """
        title = _("Audit {rubric}").format(rubric=self.audit.levels.rubric.nama)
        sheets = [*self._results(title), *self._anatomy(title)]
        return save_book(path, sheets, provenance.of(self.audit.regions))

    def _results(self, title: str) -> list[SheetOut]:
        made = self.audit
        sobol = pd.concat(
            [found.table.assign(sumber=source) for source, found in made.sensitivities.items()]
        )
        interval = _(
            "Peringkat 1 terbaik. Batas 5% dan 95% dari {n} tarikan atas asumsi pada lembar Asumsi."
        ).format(n=number(made.draws))
        shift = _(
            "Sasaran: rata-rata pergeseran peringkat. Selang 90% dari pengambilan ulang baris "
            "bersama-sama."
        )
        own = _("Indeks Sobol total untuk peringkat wilayah itu sendiri; 0: tidak pernah bergeser.")
        left_out = self._named(made.levels.left_out)
        sheets = [
            SheetOut(
                _("Wilayah"),
                _shown(self._named(made.regions), _REGIONS),
                title,
                [*self.summary().splitlines(), interval],
            ),
            SheetOut(_("Asumsi"), made.assumptions, title),
            SheetOut(_("Kepekaan"), _shown(sobol, _SENSITIVITY), title, [shift]),
            SheetOut(_("Kepekaan wilayah"), self._by_region(), title, [own]),
            SheetOut(_("Indeks resmi"), _shown(self._named(made.official), _OFFICIAL), title),
        ]
        return sheets + ([SheetOut(_("Tidak ikut"), left_out, title)] if len(left_out) else [])

    def _by_region(self) -> pd.DataFrame:
        """Return the total Sobol index of each assumption for each region's own rank."""
        return pd.concat(
            [
                self._named(found.units.rename_axis("kode").reset_index()).assign(sumber=source)
                for source, found in self.audit.sensitivities.items()
            ]
        )

    def _anatomy(self, title: str) -> list[SheetOut]:
        """Return the sheets of the diagnosis of the claimed levels."""
        found = self.audit.diagnosis
        nodes = self.audit.indices[CLAIMED].recipe.framework.nodes
        tree = pd.DataFrame(
            [(node.code, node.name, node.parent, node.level, node.weight) for node in nodes],
            columns=["kode", "nama", "bagian_dari", "tingkat", "bobot"],
        )
        moved = found.leave_one_out.table
        moved = moved.assign(
            satuan_terbesar=[self.names.get(code, code) for code in moved["satuan_terbesar"]]
        )
        caution = _(
            "Putusan menggambarkan data ini, bukan vonis: indeks yang menjumlahkan capaian yang "
            "berbeda boleh berkorelasi rendah."
        )
        weights = _(
            "Kepentingan yang jauh dari bobot berarti bobotnya tidak bekerja seperti kelihatannya."
        )
        heading = {"rata_rata": _("Rata-rata")}
        sheets: list[tuple[str, pd.DataFrame, Sequence[str]]] = [
            (_("Putusan"), found.verdicts, [caution, *found.warnings]),
            (_("Aturan putusan"), found.rules, []),
            (_("Tanpa satu unsur"), _shown(moved, _LEFT_OUT), []),
            (
                _("Kepentingan"),
                _shown(found.importance.table, _IMPORTANCE),
                [found.importance.summary(), weights],
            ),
            (_("Korelasi"), found.correlations.table, [found.correlations.summary()]),
            (_("Alfa"), found.alphas.table, [found.alphas.summary()]),
            (_("Statistik"), found.statistics.table.rename(columns=heading), []),
            (_("Kerangka"), tree, []),
        ]
        return [SheetOut(name, frame, title, notes) for name, frame, notes in sheets]

    def _named(self, frame: pd.DataFrame) -> pd.DataFrame:
        named = frame.copy()
        named.insert(1, "nama", [self.names.get(code, MISSING) for code in frame["kode"]])
        return named


def audit(
    ds: Dataset,
    year: int | None = None,
    draws: int = 10_000,
    seed: int = 1,
    tell: Callable[[str], None] = lambda _sentence: None,
) -> AuditBook:
    """Audit the innovations of one edition of a dataset.

    Parameters
    ----------
    ds : Dataset
    year : int, optional
        Edition; default the latest in the dataset.
    draws, seed : int
    tell : callable, optional
        Told the step at work.

    Raises
    ------
    ParameterError
        Where the dataset holds no innovations of that edition, fewer than five regions, or the
        edition has no indicator table.
    """
    if ds.inovasi.empty:
        raise ParameterError(
            _("Dataset {name} tidak memuat inovasi.").format(name=ds.title or ds.name),
            _("Masukkan inovasi dahulu dengan `evaluasi impor`, atau pilih dataset lain (--data)."),
        )
    edition = int(ds.inovasi["tahun"].max()) if year is None else year
    made = audited(
        ds.inovasi,
        ds.kapasitas if ds.has("kapasitas") else None,
        sc.load_rubric(f"iid-{edition}"),
        verifikasi=ds.verifikasi if ds.has("verifikasi") else None,
        draws=draws,
        seed=seed,
        tell=tell,
    )
    places = ds.wilayah[["kode", "nama"]].to_dict("list")
    return AuditBook(made, dict(zip(places["kode"], places["nama"], strict=True)))


def lines(book: AuditBook, most: int = 40) -> str:
    """Return the regions as text for a terminal, each rank as an interval."""
    told = _("{name}: peringkat {low} sampai {high} (median {mid}), skor audit {score}")
    shown = book.audit.regions.head(most)
    rows = [
        told.format(
            name=book.names.get(row["kode"], row["kode"]),
            low=number(row["bawah"]),
            high=number(row["atas"]),
            mid=number(row["median"]),
            score=number(row["skor_audit"], 1),
        )
        for row in shown.to_dict("records")
    ]
    hidden = len(book.audit.regions) - len(rows)
    if hidden > 0:
        rows.append(_("… dan {n} wilayah lagi").format(n=number(hidden)))
    return "\n".join(rows)


def _shown(frame: pd.DataFrame, headings: Mapping[str, str]) -> pd.DataFrame:
    """Keep the columns that have a heading, in its order."""
    named = [name for name in headings if name in frame]
    return frame[named].rename(columns=dict(headings))
