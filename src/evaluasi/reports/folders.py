"""Where inputs are found, where outputs go, and how a file is written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from evaluasi.errors import OutputError, ParameterError
from evaluasi.reports.document import slug
from evaluasi.text import _

PROJECT = Path(__file__).resolve().parents[3]
NOTEBOOK_FOLDER = "notebooks"
MAX_SLUG = 60
# What `write_atomic` and the engine call a file until it is whole.
_DRAFT = re.compile(r"\..+\.\d+(\.tmp)?")


def locate(path: str | Path) -> Path:
    """Return a path as given where it exists, else the same path inside the project folder.

    The project folder is that of an editable installation, so that commands work from anywhere.
    """
    asked = Path(path)
    fallback = PROJECT / asked
    return fallback if not asked.exists() and fallback.exists() else asked


def find_notebook(name: str | Path) -> Path:
    """Find a notebook by name (``laporan_wilayah``) or path.

    Raises
    ------
    ParameterError
        When there is none; names those that exist.
    """
    asked = Path(name)
    path = asked if asked.suffix == ".ipynb" else Path(NOTEBOOK_FOLDER, f"{asked}.ipynb")
    found = locate(path)
    if found.is_file():
        return found
    known = sorted(p.stem for p in locate(NOTEBOOK_FOLDER).glob("*.ipynb"))
    raise ParameterError(
        _("Notebook “{name}” tidak ditemukan.").format(name=name),
        _("Notebook yang ada: {known}.").format(known=", ".join(known) or _("tidak ada")),
    )


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of one output folder.

    Reports lie flat, ready to be mailed; what only an analyst needs lies one folder deeper.
    """

    out: Path

    @property
    def index(self) -> Path:
        """Path of the index page."""
        return self.out / "indeks.html"

    @property
    def manifest(self) -> Path:
        """Path of the manifest."""
        return self.out / "manifest.json"

    @property
    def events(self) -> Path:
        """Path of the event log of the batch that runs, or ran last."""
        return self.out / "kejadian.jsonl"

    @property
    def earlier_events(self) -> Path:
        """Path of the event log of the batch before."""
        return self.out / "log" / "kejadian-sebelumnya.jsonl"

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders that hold files of a batch."""
        return self.out, self.out / "notebook", self.out / "log"

    def report(self, stem: str, suffix: str) -> Path:
        """Return the path of a report in one format."""
        return self.out / f"{stem}.{suffix}"

    def notebook(self, stem: str) -> Path:
        """Return the path of the executed notebook."""
        return self.out / "notebook" / f"{stem}.ipynb"

    def partial(self, stem: str) -> Path:
        """Return the path of the notebook while it runs; it stays after a failure."""
        return self.out / "log" / f"{stem}.sebagian.ipynb"

    def log(self, stem: str) -> Path:
        """Return the path of the account of a failure."""
        return self.out / "log" / f"{stem}.log"

    def prepare(self) -> None:
        """Make the folders and make sure that they can be written to.

        Raises
        ------
        OutputError
            When they can't.
        """
        try:
            for folder in self.folders:
                folder.mkdir(parents=True, exist_ok=True)
                with tempfile.TemporaryFile(dir=folder):
                    pass
        except OSError as fault:
            raise self.unwritable(fault) from fault

    def unwritable(self, fault: OSError) -> OutputError:
        """Return the error that says why nothing can be written here."""
        return OutputError(
            _("Folder keluaran {out} tidak dapat ditulisi: {reason}.").format(
                out=self.out, reason=reason(fault)
            ),
            _("Periksa folder, izin, dan sisa ruangnya, atau pilih folder lain dengan --keluaran."),
        )

    def sweep(self) -> None:
        """Remove what processes that were killed had not finished writing."""
        for folder in self.folders:
            for path in folder.iterdir():
                if _DRAFT.fullmatch(path.name) and path.is_file():
                    path.unlink(missing_ok=True)


def reason(fault: OSError) -> str:
    """Return the operating system's complaint in Indonesian, as far as we know it."""
    known = {
        "ENOSPC": _("diska penuh"),
        "EDQUOT": _("jatah diska habis"),
        "EFBIG": _("berkas melebihi batas ukuran"),
        "EROFS": _("hanya dapat dibaca"),
        "EACCES": _("tidak diizinkan, atau berkasnya sedang terbuka di program lain"),
        "EPERM": _("tidak diizinkan"),
        "ENOENT": _("tidak ada lagi"),
    }
    name = errno.errorcode.get(fault.errno or 0, "")
    return known.get(name) or fault.strerror or str(fault)


def file_stem(code: str, name: str, notebook: Path) -> str:
    """Return the file name of a report without suffix, e.g. ``35.79_kota-batu``.

    Whatever the dataset calls a region, the name stays inside the folder. Notebooks other than
    the region report add their own name, so that they do not overwrite it.
    """
    safe_code = "".join(c for c in code if c.isascii() and (c.isalnum() or c == ".")).strip(".")
    parts = [safe_code, slug(name)[:MAX_SLUG].strip("-")]
    if notebook.stem != "laporan_wilayah":
        parts.append(slug(notebook.stem))
    return "_".join(part for part in parts if part)


def write_atomic(path: Path, content: str | bytes) -> None:
    """Write a file (text as UTF-8) beside its target, then put it in place."""
    payload = content.encode() if isinstance(content, str) else content
    # One process writes one file at a time, so its number keeps two processes apart.
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(payload)
        draft.replace(path)
    except BaseException as fault:
        with contextlib.suppress(OSError):
            draft.unlink()
        if isinstance(fault, OSError):
            fault.filename, fault.filename2 = str(path), None  # not the draft's name
        raise
