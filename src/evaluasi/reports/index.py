"""`indeks.html`: one row per report, to search and sort; a plain table without JavaScript."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from evaluasi import text
from evaluasi.reports.blocks import NO_VALUE
from evaluasi.reports.folders import Layout, write_atomic
from evaluasi.reports.templating import asset, template

STATUSES = ("selesai", "gagal", "menunggu")


def write(layout: Layout, batch: Mapping[str, Any], entries: Mapping[str, Any]) -> None:
    """Write the index of a folder of reports."""
    write_atomic(layout.index, render(batch, entries))


def render(batch: Mapping[str, Any], entries: Mapping[str, Any]) -> str:
    """Return the index as an HTML page.

    Parameters
    ----------
    batch, entries : mappings
        As in the manifest.
    """
    script = asset("index.js")
    rows = [entries[stem] for stem in sorted(entries)]
    labels = list(dict.fromkeys(f["label"] for row in rows for f in row["angka_kunci"]))
    counts = {status: sum(row["status"] == status for row in rows) for status in STATUSES}
    return template("index.html").render(
        batch=batch,
        rows=rows,
        labels=labels,
        counts=counts,
        figures=_figures,
        date=text.date(batch["parameter"].get("tanggal")),
        style=asset("report.css") + asset("index.css"),
        script=script,
        script_hash=_hash(str(script)),
        mixed=len({row["notebook"] for row in rows}) > 1,
        simulated=any(row["simulasi"] for row in rows),
    )


def _figures(row: Mapping[str, Any], labels: list[str]) -> list[tuple[Any, str]]:
    """Return (number, text) of a row's key figures in the order of the columns."""
    known = {figure["label"]: (figure["nilai"], figure["teks"]) for figure in row["angka_kunci"]}
    blank = (None, NO_VALUE)
    return [known.get(label, blank) for label in labels]


def _hash(script: str) -> str:
    """Return the script's hash for the content policy: no other script may run."""
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
