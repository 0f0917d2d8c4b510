"""What a batch is going to do, checked before anything runs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import nbformat

from evaluasi import regions, tables, text
from evaluasi.errors import EvaluasiError, OutputError, ParameterError, RegionError
from evaluasi.reports import manifest, parameters
from evaluasi.reports.engine.preload import names_in_notebook
from evaluasi.reports.folders import Layout, file_stem, find_notebook, locate
from evaluasi.reports.formats import FORMATS
from evaluasi.reports.formats import check as check_formats
from evaluasi.reports.formats import default as default_formats
from evaluasi.reports.freshness import DATE_VARIABLE, Inputs, shared_key, why
from evaluasi.reports.job import Job
from evaluasi.reports.selection import Choice, left_out, select
from evaluasi.text import _

if TYPE_CHECKING:
    from evaluasi.tables import Dataset

ENGINE = "evaluasi"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plan:
    """A checked batch that has not run: its jobs and what they share.

    ``reasons`` tells by file stem why a report must be made; the others are fresh. ``preload``
    names what the processes of all jobs import, see `scheduler.run_tasks`. ``notes`` are sentences
    on what is not reported on, and why.
    """

    jobs: tuple[Job, ...]
    reasons: Mapping[str, str]
    layout: Layout
    shared: Mapping[str, Any]
    preload: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def stale(self) -> tuple[Job, ...]:
        """The jobs that must be done."""
        return tuple(job for job in self.jobs if job.stem in self.reasons)

    def summary(self) -> str:
        """Say what would run and why, and what is fresh."""
        stale = len(self.stale)
        return "\n".join(
            [
                _(
                    "{n} laporan akan dibuat ke {out} dari {notebook} dengan {data}; "
                    "{fresh} masih segar:"
                ).format(
                    n=text.number(stale),
                    out=self.layout.out,
                    notebook=self.shared["notebook"]["nama"],
                    data=self.shared["data"]["judul"],
                    fresh=text.number(len(self.jobs) - stale),
                ),
                *(
                    f"  {job.code}  {job.name}: {self.reasons.get(job.stem, _('segar'))}"
                    for job in self.jobs
                ),
                *self.notes,
            ]
        )


def plan(
    notebook: str | Path,
    choice: Choice,
    *,
    year: int | None = None,
    formats: Iterable[str] | None = None,
    out: str | Path = "reports",
    data: str | Path = "data/jatim",
    force: bool = False,
) -> Plan:
    """Check a batch and lay out its jobs; see `evaluasi.reports.run` for the parameters.

    Raises
    ------
    EvaluasiError
        With all that is wrong with the call, not just the first.
    """
    tried = _Attempts()
    suffixes = tried(lambda: check_formats(default_formats() if formats is None else formats)) or ()
    tried(lambda: _check_folder(Path(out)))
    read = tried(lambda: _read_notebook(notebook))
    dataset = tried(lambda: tables.load(locate(data)))
    if dataset and year is not None:
        tried(lambda: dataset.upto(year))  # refuses a year before all data
    if dataset and read:
        path, nb = read
        levels = nb.metadata.get("evaluasi", {}).get("tingkat", ())
        codes = tried(lambda: select(dataset, choice, levels)) or ()
        given = tried(lambda: _parameters(nb, dataset.path, year)) or {}
    tried.conclude()
    assert dataset is not None  # conclude has raised otherwise

    layout = Layout(Path(out))
    key = shared_key(nb, dataset.fingerprint)
    meta = _meta(dataset, year)
    inputs = Inputs(nb)

    def job(code: str) -> Job:
        name = _label(code, dataset)
        return Job(
            code=code,
            name=name,
            stem=file_stem(code, name, path),
            notebook=path,
            parameters={"wilayah": code, **given},
            out=layout.out,
            meta={**meta, "region": name, "code": code},
            engine=ENGINE,
            formats=suffixes,
            key={**key, "masukan": inputs.of(code)},
        )

    jobs = tuple(job(code) for code in codes)
    return Plan(
        jobs=jobs,
        reasons=_reasons(jobs, layout, force=force),
        layout=layout,
        shared={
            "notebook": {"nama": path.stem, "sha256": key["notebook"]},
            "data": {"judul": dataset.title, "jenis": dataset.kind, "sidik": key["data"]},
            "parameter": given,
            "versi": meta["versions"],
            "bahasa": key["bahasa"],
        },
        preload=(*names_in_notebook(nb), *(FORMATS[name].module for name in suffixes)),
        notes=left_out(dataset, choice, levels),
    )


def _meta(dataset: Dataset, year: int | None) -> dict[str, Any]:
    return {
        "year": year,
        "date": report_date(),
        "dataset": dataset.title,
        "fingerprint": dataset.fingerprint,
        "versions": manifest.versions(),
        "simulated": dataset.provenance.simulated,
    }


def _reasons(jobs: Iterable[Job], layout: Layout, *, force: bool) -> dict[str, str]:
    known = manifest.recorded(layout)
    found = {job.stem: why(known.get(job.stem), job, layout) for job in jobs}
    if force:
        return {stem: reason or _("diminta ulang") for stem, reason in found.items()}
    return {stem: reason for stem, reason in found.items() if reason}


class _Attempts:
    """Makes independent checks and tells all that is wrong at once."""

    def __init__(self) -> None:
        self._faults: list[EvaluasiError] = []

    def __call__(self, check: Callable[[], T]) -> T | None:
        try:
            return check()
        except EvaluasiError as fault:
            self._faults.append(fault)
            return None

    def conclude(self) -> None:
        if len(self._faults) == 1:
            raise self._faults[0]
        if self._faults:
            raise ParameterError(
                _("Ada {n} hal yang perlu diperbaiki dahulu.").format(n=len(self._faults)),
                faults=[str(fault).replace("\n", "\n    ") for fault in self._faults],
            )


def _read_notebook(name: str | Path) -> tuple[Path, nbformat.NotebookNode]:
    path = find_notebook(name)
    try:
        nb = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # no types
        return path, nb
    except Exception as fault:  # nbformat meets a malformed file with errors of any kind
        raise ParameterError(
            _("Notebook {path} tidak dapat dibaca.").format(path=path),
            _("Buka dan simpan ulang di JupyterLab, atau ambil salinan aslinya."),
        ) from fault


def _parameters(nb: Mapping[str, Any], folder: Path, year: int | None) -> dict[str, Any]:
    """Return the parameters that all reports share, checked against the notebook.

    What the user asked for must be known to the notebook; what we add by ourselves need not.
    """
    known = parameters.declared(nb)
    added = {"data": folder.as_posix(), "tanggal": report_date()}
    given: dict[str, Any] = {name: value for name, value in added.items() if name in known}
    if year is not None:
        given["tahun"] = year
    parameters.check(known, {"wilayah": "", **given})
    return given


def _label(code: str, dataset: Dataset) -> str:
    try:
        return regions.get(code).label
    except RegionError:  # a user's dataset may hold regions of its own
        names = dict(zip(dataset.wilayah["kode"], dataset.wilayah["nama"], strict=True))
        return str(names[code])


def report_date() -> str:
    """Return the report's date (ISO): that of SOURCE_DATE_EPOCH where it is set, else today.

    Raises
    ------
    ParameterError
        When SOURCE_DATE_EPOCH is not a number of seconds.
    """
    epoch = os.environ.get(DATE_VARIABLE)
    if not epoch:
        return datetime.now().astimezone().date().isoformat()
    if not epoch.isdecimal():
        raise ParameterError(
            _("SOURCE_DATE_EPOCH = “{epoch}” bukan bilangan detik.").format(epoch=epoch),
            _("Isi dengan bilangan bulat (detik sejak 1970), atau hapus variabel itu."),
        )
    return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()


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
