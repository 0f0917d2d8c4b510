"""What a batch is going to do, checked before anything runs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from evaluasi import regions, tables, text
from evaluasi.errors import OutputError, ParameterError, RegionError
from evaluasi.reports import manifest, parameters
from evaluasi.reports.folders import Layout, file_stem, find_notebook, locate
from evaluasi.reports.job import Job
from evaluasi.reports.selection import Choice, select
from evaluasi.text import _

if TYPE_CHECKING:
    from evaluasi.tables import Dataset

ENGINE = "evaluasi"
FORMATS = ("html",)


@dataclass(frozen=True, slots=True)
class Plan:
    """A checked batch that has not run: its jobs and what they share."""

    jobs: tuple[Job, ...]
    layout: Layout
    shared: Mapping[str, Any]

    def summary(self) -> str:
        """Say what would run."""
        lines = [f"  {job.code}  {job.name}" for job in self.jobs]
        return "\n".join(
            [
                _("{n} laporan akan dibuat ke {out} dari {notebook} dengan {data}:").format(
                    n=text.number(len(self.jobs)),
                    out=self.layout.out,
                    notebook=self.shared["notebook"]["nama"],
                    data=self.shared["data"]["judul"],
                ),
                *lines,
            ]
        )


def plan(
    notebook: str | Path,
    choice: Choice,
    *,
    year: int | None = None,
    formats: Iterable[str] = FORMATS,
    out: str | Path = "reports",
    data: str | Path = "data/jatim",
) -> Plan:
    """Check a batch and lay out its jobs; see `evaluasi.reports.run` for the parameters."""
    _check_formats(formats)
    _check_folder(Path(out))
    path = find_notebook(notebook)
    nb = nbformat.read(path, as_version=4)
    folder = locate(data)
    dataset = tables.load(folder)
    if year is not None:
        dataset.upto(year)  # refuses a year before all data
    codes = select(dataset, choice, nb.metadata.get("evaluasi", {}).get("tingkat", ()))
    given = _parameters(nb, folder, year, codes[0])

    shared = {
        "notebook": {"nama": path.stem, "sha256": manifest.notebook_hash(nb)},
        "data": {"judul": dataset.title, "jenis": dataset.kind, "sidik": dataset.fingerprint},
        "parameter": given,
        "templat": manifest.template_hash(),
        "versi": manifest.versions(),
        "bahasa": os.environ.get(text.LANGUAGE_VARIABLE, "id"),
    }
    meta = {
        "year": year or dataset.years[1],
        "date": report_date(),
        "dataset": dataset.title,
        "fingerprint": dataset.fingerprint,
        "versions": shared["versi"],
        "simulated": dataset.provenance.simulated,
    }
    jobs = []
    for code in codes:
        name = _label(code, dataset)
        jobs.append(
            Job(
                code=code,
                name=name,
                stem=file_stem(code, name, path),
                notebook=path,
                parameters={"wilayah": code, **given},
                out=Path(out),
                meta={**meta, "region": name, "code": code},
                engine=ENGINE,
            )
        )
    return Plan(tuple(jobs), Layout(Path(out)), shared)


def _parameters(
    nb: Mapping[str, Any], folder: Path, year: int | None, region: str
) -> dict[str, Any]:
    """Return the parameters that all reports share, checked against the notebook.

    What the user asked for must be known to the notebook; what we add by ourselves need not.
    """
    known = parameters.declared(nb)
    added = {"data": folder.as_posix(), "tanggal": report_date()}
    given: dict[str, Any] = {name: value for name, value in added.items() if name in known}
    if year is not None:
        given["tahun"] = year
    parameters.check(known, {"wilayah": region, **given})
    return given


def _label(code: str, dataset: Dataset) -> str:
    try:
        return regions.get(code).label
    except RegionError:  # a user's dataset may hold regions of its own
        names = dict(zip(dataset.wilayah["kode"], dataset.wilayah["nama"], strict=True))
        return str(names[code])


def report_date() -> str:
    """Return the report's date (ISO): SOURCE_DATE_EPOCH where it is set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    when = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now().astimezone()
    return when.date().isoformat()


def _check_formats(formats: Iterable[str]) -> None:
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise ParameterError(
            _("Format tidak dikenal: {names}.").format(names=text.listing(unknown)),
            _("Format yang tersedia: {names}.").format(names=text.listing(FORMATS)),
        )


def _check_folder(out: Path) -> None:
    """Refuse what can be seen without writing; `Layout.prepare` finds the rest."""
    existing = next(p for p in (out, *out.absolute().parents) if p.exists())
    if not existing.is_dir():
        raise OutputError(
            _("{path} adalah berkas, bukan folder.").format(path=existing),
            _("Pilih folder lain dengan --keluaran."),
        )
    if not os.access(existing, os.W_OK):
        raise OutputError(
            _("Folder {path} tidak dapat ditulisi.").format(path=existing),
            _("Pilih folder lain dengan --keluaran, atau perbaiki izinnya."),
        )
