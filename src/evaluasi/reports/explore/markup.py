"""The HTML that the app puts on the screen; everything that comes from data is escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

from evaluasi.errors import EvaluasiError
from evaluasi.reports import images, preview
from evaluasi.reports.display import SIMULATED
from evaluasi.reports.explore.drawing import Picture
from evaluasi.reports.frames import tabulate
from evaluasi.reports.templating import template
from evaluasi.text import _

# The clipboard needs a secure page; elsewhere the selection is copied the old way.
_COPY = """
const box = this.parentElement, code = box.querySelector('code');
const told = box.querySelector('[role=status]');
const old = () => {
  const range = document.createRange();
  range.selectNodeContents(code);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  document.execCommand('copy');
};
const done = () => { told.textContent = told.dataset.done; };
if (window.isSecureContext && navigator.clipboard) {
  navigator.clipboard.writeText(code.textContent).then(done, () => { old(); done(); });
} else { old(); done(); }
"""


def style() -> str:
    """Return the style of the app."""
    sheet = resources.files("evaluasi.reports.explore") / "jelajah.css"
    return f"<style>{sheet.read_text(encoding='utf-8')}</style>"


def picture(shown: Picture) -> str:
    """Return the picture with its finding and caption."""
    media_type, payload = images.render(
        shown.chart.figure, SIMULATED if shown.caption.simulated else ""
    )
    if media_type == "image/svg+xml":
        payload = base64.b64encode(payload.encode()).decode("ascii")
    finding = escape(shown.chart.alt)
    parts: Any = template("parts.html").module
    caption = f"{parts.caption(shown.caption)}{parts.footnotes(shown.caption)}"
    # The finding is the picture's text: read aloud once, with the picture.
    return (
        f'<figure class="evaluasi-gambar"><p aria-hidden="true">{finding}</p>'
        f'<img src="data:{media_type};base64,{payload}" alt="{finding}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def table(shown: Picture) -> str:
    """Return the table behind the picture, in a box that scrolls by itself."""
    if shown.table.empty:
        return f"<p>{_('Belum ada data untuk pilihan ini.')}</p>"
    data = tabulate(shown.table, decimals=shown.plan.measure.decimals)
    return f'<div class="evaluasi-tabel" tabindex="0">{preview.table(shown.caption, data)}</div>'


def code(lines: str) -> str:
    """Return the code with a button that copies it."""
    return (
        f'<div class="evaluasi-kode"><button type="button" class="jupyter-button" '
        f'onclick="{escape(_COPY)}">{_("Salin kode")}</button> '
        f'<span role="status" data-done="{_("Tersalin.")}"></span>'
        f'<pre tabindex="0"><code>{escape(lines)}</code></pre></div>'
    )


def fault(error: Exception) -> str:
    """Return what is wrong as sentences; a fault of our own names its kind instead of a trace."""
    if isinstance(error, EvaluasiError):
        lines = str(error).splitlines()
    else:
        problem = _("Gambar ini tidak dapat dibuat ({kind}: {text}).").format(
            kind=type(error).__name__, text=error
        )
        lines = [problem, _("Ubah pilihan; bila berulang, laporkan kalimat ini.")]
    return f'<div class="evaluasi-galat" role="alert">{_paragraphs(lines)}</div>'


def saved(paths: Iterable[Path]) -> str:
    """Say where files were saved."""
    files = list(paths)
    names = ", ".join(f"<b>{escape(path.name)}</b>" for path in files)
    folder = escape(str(files[0].parent.resolve()))
    told = _("Tersimpan di {folder}: {names}").format(folder=folder, names=names)
    return f'<div class="evaluasi-simpan" role="status">{told}</div>'


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
