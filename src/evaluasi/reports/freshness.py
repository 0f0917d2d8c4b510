"""Whether a report on file is what a run would make now, and if it is not, why.

A report is fresh when all it was made from is as it was, and its files are as they were written.
The whole dataset counts, not the region's rows alone: medians and peers come from the others.

A file whose size and time are those on record is taken to be the one that was written; otherwise
its content decides. Reading 552 reports anew would take two seconds, asking for their times takes
ten milliseconds, and no way is known to change a file and keep both by accident.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from platform import python_version
from typing import Any

from evaluasi import text
from evaluasi.reports.folders import Layout, locate
from evaluasi.reports.job import NOTEBOOK, Job
from evaluasi.reports.templating import FOLDER as TEMPLATES
from evaluasi.text import _

DONE, FAILED, WAITING = "selesai", "gagal", "menunggu"
# Without it the date of a report is the day it was made, and a new day makes no report stale.
DATE_VARIABLE = "SOURCE_DATE_EPOCH"
LETTERHEAD = "lembaga.toml"
NOTES = "catatan/{wilayah}.md"
_PACKAGE = Path(__file__).parents[1]
_SOURCES = {".py", ".json", ".toml", ".csv", ".mo", ".html", ".css", ".js", ".typ"}


def shared_key(nb: Mapping[str, Any], fingerprint: str) -> dict[str, str]:
    """Return a hash of each thing that all reports of a batch are made from.

    Parameters
    ----------
    nb : mapping
        The notebook as nbformat 4 reads it.
    fingerprint : str
        Of the dataset.
    """
    return {
        "notebook": notebook_hash(nb),
        "data": fingerprint,
        "program": program_hash(),
        "versi": _sha256(json.dumps(_environment(), sort_keys=True)),
        "templat": template_hash(),
        "bahasa": os.environ.get(text.LANGUAGE_VARIABLE, "id"),
    }


def notebook_hash(nb: Mapping[str, Any]) -> str:
    """Return a hash of what a notebook says and does; tags and outputs are left out."""
    cells = [[cell["cell_type"], cell["source"]] for cell in nb["cells"]]
    return _sha256(json.dumps(cells, ensure_ascii=False))


def template_hash() -> str:
    """Return a hash over the templates of the reports."""
    return _folder_hash(Path(str(TEMPLATES)))


def program_hash() -> str:
    """Return a hash over this package, whose version does not change with every repair."""
    return _folder_hash(_PACKAGE, besides=Path(str(TEMPLATES)))


class Inputs:
    """The files besides the dataset that a report reads: they may be there or not.

    Every report may read the letterhead and the analyst's notes; a notebook names others in its
    metadata, as in ``{"evaluasi": {"masukan": ["catatan/{wilayah}.csv"]}}``.
    """

    def __init__(self, nb: Mapping[str, Any]) -> None:
        named = nb["metadata"].get("evaluasi", {}).get("masukan", ())
        self._patterns = (NOTES, *named)
        letterhead = locate(LETTERHEAD)
        files = [letterhead, *_logo(letterhead)]
        self._shared = {path.name: _file_hash(path) for path in files}

    def of(self, code: str) -> dict[str, str | None]:
        """Return the hash of each file for one region; None where there is no such file."""
        names = [pattern.replace("{wilayah}", code) for pattern in self._patterns]
        return self._shared | {name: _file_hash(locate(name)) for name in names}


def why(entry: Mapping[str, Any] | None, job: Job, layout: Layout) -> str:
    """Return why a report must be made, in a few words; empty when it is fresh.

    Parameters
    ----------
    entry : mapping or None
        What the manifest knows of the report.
    """
    if entry is None or entry["status"] == WAITING:
        return _("baru")
    if entry["status"] == FAILED:
        return _("gagal sebelumnya")
    if changed := list(changes(entry, job)):
        return _("berubah: {what}").format(what=", ".join(changed))
    told: dict[str, list[str]] = {}
    for name in (*job.formats, NOTEBOOK):
        if damage := _damage(entry, name, layout):
            told.setdefault(damage, []).append(name.upper())
    return "; ".join(f"{damage}: {', '.join(names)}" for damage, names in told.items())


def _damage(entry: Mapping[str, Any], name: str, layout: Layout) -> str:
    """Return how a file differs from the one that was written; empty when it does not."""
    output = entry["keluaran"].get(name)
    if output is None:
        return _("hilang")
    path = layout.out / output["berkas"]
    try:
        found = path.stat()
    except OSError:
        return _("hilang")
    if found.st_size == output["ukuran"] and (
        found.st_mtime_ns == output["diubah"] or _file_hash(path) == output["sha256"]
    ):
        return ""
    return _("isi berkas berubah")


def changes(entry: Mapping[str, Any], job: Job) -> Iterator[str]:
    """Yield what is not as it was when the report was made."""
    words = {
        "notebook": _("notebook"),
        "data": _("data"),
        "program": _("program"),
        "versi": _("versi paket"),
        "templat": _("templat"),
        "bahasa": _("bahasa"),
    }
    before, now = entry["kunci"], job.key
    yield from (word for name, word in words.items() if before[name] != now[name])
    for name in _different(before["masukan"], now["masukan"]):
        yield name
    for name in _different(entry["parameter"], job.parameters):
        if name != "tanggal" or DATE_VARIABLE in os.environ:
            yield _("parameter {name}").format(name=name)


def _different(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return [name for name in {**before, **now} if before.get(name) != now.get(name)]


def _environment() -> dict[str, str]:
    """Return the version of everything the reports are made with."""
    found = {"python": python_version()}
    for requirement in metadata.requires("evaluasi") or ():
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        with contextlib.suppress(metadata.PackageNotFoundError):  # an extra that is not installed
            found[name] = metadata.version(name)
    return found


def _logo(letterhead: Path) -> list[Path]:
    """Return the picture that a letterhead names; a report tells what is wrong with the file."""
    with contextlib.suppress(OSError, ValueError):
        name = tomllib.loads(letterhead.read_text(encoding="utf-8-sig")).get("logo")
        return [letterhead.parent / name] if name and isinstance(name, str) else []
    return []


def _folder_hash(folder: Path, besides: Path | None = None) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.*")):
        if path.suffix in _SOURCES and besides not in path.parents:
            # Line ends differ between two copies of one repository.
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(b"%s\0%d\0" % (path.name.encode(), len(content)) + content)
    return digest.hexdigest()


def _file_hash(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
