"""`manifest.json`: what a folder of reports was made from, and what became of each report.

Its shape is described by ``manifest.schema.json`` beside this file. Reports of earlier batches in
the same folder keep their entries as long as their files are there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from importlib import metadata
from pathlib import Path
from platform import python_version
from typing import Any

from evaluasi.reports.folders import Layout, write_atomic
from evaluasi.reports.job import Job, JobResult
from evaluasi.reports.templating import FOLDER

VERSION = 1
DONE, FAILED, WAITING = "selesai", "gagal", "menunggu"
_PACKAGES = ("evaluasi", "pandas", "numpy", "scipy", "statsmodels", "matplotlib", "papermill")


def versions() -> dict[str, str]:
    """Return the versions a report depends on."""
    return {"Python": python_version()} | {name: metadata.version(name) for name in _PACKAGES}


def notebook_hash(nb: Mapping[str, Any]) -> str:
    """Return a hash of what a notebook says and does; tags and outputs are left out."""
    cells = [[cell["cell_type"], cell["source"]] for cell in nb["cells"]]
    return _sha256(json.dumps(cells, ensure_ascii=False))


def template_hash() -> str:
    """Return a hash over the templates of the reports."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(Path(str(FOLDER)).rglob("*.*"))]
    return _sha256("\0".join(texts))


def freshness_key(inputs: Mapping[str, Any], parameters: Mapping[str, Any]) -> str:
    """Return one hash over all a report is made from.

    The whole dataset counts, not the region's rows alone: medians and peers come from the others.
    """
    everything = {"inputs": inputs, "parameters": parameters}
    return _sha256(json.dumps(everything, sort_keys=True, ensure_ascii=False))


def entry(job: Job, key: str, result: JobResult | None = None) -> dict[str, Any]:
    """Return the entry of one report; without a result it is still waiting."""
    found: dict[str, Any] = {
        "kode": job.code,
        "nama": job.name,
        "status": WAITING,
        "notebook": job.notebook.stem,
        "parameter": dict(job.parameters),
        "kunci": key,
        "detik": None,
        "percobaan": 0,
        "galat": None,
        "keluaran": {},
        "angka_kunci": [],
        "gambar": 0,
        "tabel": 0,
        "simulasi": False,
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
            suffix: {"berkas": output.file, "sha256": output.sha256}
            for suffix, output in result.outputs.items()
        },
        "angka_kunci": [
            {"label": f.label, "nilai": f.value, "teks": f.text} for f in result.key_figures
        ],
        "gambar": result.figures,
        "tabel": result.tables,
        "simulasi": result.simulated,
    }


def earlier(layout: Layout) -> dict[str, Any]:
    """Return the entries of earlier batches by file stem, but for reports that are gone."""
    try:
        found = json.loads(layout.manifest.read_text(encoding="utf-8"))
        entries = found["laporan"] if found["versi_manifest"] == VERSION else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # no manifest, or one we can't read: the batch writes a new one
    return {
        stem: entry
        for stem, entry in entries.items()
        if all((layout.out / output["berkas"]).exists() for output in entry["keluaran"].values())
    }


def write(layout: Layout, batch: Mapping[str, Any], entries: Mapping[str, Any]) -> None:
    """Write the manifest, whole or not at all."""
    ordered = dict(sorted(entries.items()))
    content = {"versi_manifest": VERSION, "batch": dict(batch), "laporan": ordered}
    write_atomic(layout.manifest, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def timestamp() -> str:
    """Return the local time with its zone, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
