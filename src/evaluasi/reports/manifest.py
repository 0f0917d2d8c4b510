"""`manifest.json`: what a folder of reports was made from, and what became of each report.

Its shape is described by ``manifest.schema.json`` beside this file. Reports of earlier batches in
the same folder keep their entries as long as their files are there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import metadata
from platform import python_version
from typing import Any

from evaluasi.reports import events
from evaluasi.reports.folders import Layout, write_atomic
from evaluasi.reports.freshness import DONE, FAILED, WAITING
from evaluasi.reports.job import Job, JobResult

VERSION = 2
_PACKAGES = ("evaluasi", "pandas", "numpy", "scipy", "statsmodels", "matplotlib", "papermill")

Entry = Mapping[str, Any]

_WITHOUT_RESULT: Entry = {
    "status": WAITING,
    "detik": None,
    "percobaan": 0,
    "galat": None,
    "keluaran": {},
    "angka_kunci": [],
    "gambar": 0,
    "tabel": 0,
    "simulasi": False,
}
_FIELDS = {"kode", "nama", "notebook", "parameter", "kunci", *_WITHOUT_RESULT}


def versions() -> dict[str, str]:
    """Return the versions that a report prints."""
    return {"Python": python_version()} | {name: metadata.version(name) for name in _PACKAGES}


def entry(job: Job, result: JobResult | None = None) -> dict[str, Any]:
    """Return the entry of one report; without a result it is still waiting."""
    found: dict[str, Any] = {
        "kode": job.code,
        "nama": job.name,
        "notebook": job.notebook.stem,
        "parameter": dict(job.parameters),
        "kunci": dict(job.key),
        **_WITHOUT_RESULT,
    }
    if result is None:
        return found
    fault = result.fault
    return found | {
        "status": FAILED if fault else DONE,
        "detik": round(result.seconds, 2),
        "percobaan": result.attempts,
        "galat": fault and {"pesan": fault.message, "sel": fault.cell, "log": fault.log},
        "keluaran": {
            suffix: {
                "berkas": output.file,
                "sha256": output.sha256,
                "ukuran": output.size,
                "diubah": output.modified,
            }
            for suffix, output in result.outputs.items()
        },
        "angka_kunci": [
            {"label": f.label, "nilai": f.value, "teks": f.text} for f in result.key_figures
        ],
        "gambar": result.figures,
        "tabel": result.tables,
        "simulasi": result.simulated,
    }


def recorded(layout: Layout) -> dict[str, Entry]:
    """Return the entries on record by file stem: those of the manifest, completed from the log."""
    try:
        found = json.loads(layout.manifest.read_text(encoding="utf-8"))
        entries = dict(found["laporan"]) if found["versi_manifest"] == VERSION else {}
    except (OSError, ValueError, KeyError, TypeError):
        entries = {}  # no manifest, or one we can't read: the batch writes a new one
    happened = events.read(layout.events)
    if happened and happened[0].get("versi_manifest") == VERSION:
        entries |= {event["laporan"]: event["entri"] for event in happened if "entri" in event}
    return {
        stem: entry
        for stem, entry in entries.items()
        if isinstance(entry, dict) and entry.keys() == _FIELDS
    }


def still_there(entries: Mapping[str, Entry], layout: Layout) -> dict[str, Entry]:
    """Return the entries with only those files that are still there; none left, no entry."""
    found: dict[str, Entry] = {}
    for stem, entry in entries.items():
        files = {
            name: output
            for name, output in entry["keluaran"].items()
            if (layout.out / output["berkas"]).exists()
        }
        if files or not entry["keluaran"]:
            found[stem] = {**entry, "keluaran": files}
    return found


def write(layout: Layout, batch: Mapping[str, Any], entries: Mapping[str, Entry]) -> None:
    """Write the manifest, whole or not at all; one line for each report."""
    lines = [f"{_json(stem)}: {_json(found)}" for stem, found in sorted(entries.items())]
    content = (
        f'{{"versi_manifest": {VERSION},\n"batch": {_json(batch)},\n"laporan": {{\n'
        + ",\n".join(lines)
        + "\n}}\n"
    )
    write_atomic(layout.manifest, content)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
