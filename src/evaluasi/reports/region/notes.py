"""The analyst's own words from ``catatan/<kode>.md``."""

from __future__ import annotations

import re

from evaluasi.errors import EvaluasiError
from evaluasi.reports.folders import locate
from evaluasi.reports.region.subject import Subject
from evaluasi.text import _

FOLDER = "catatan"
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t])")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_UNDER = 2
"""The section's own heading is of level two; an analyst's headings go below it."""


def analyst(subject: Subject) -> str:
    """Return the note on the region as Markdown, or where to write one.

    The renderers show raw HTML as text, so the file may come from anybody.

    Raises
    ------
    EvaluasiError
        When the file can't be read as UTF-8.
    """
    path = locate(f"{FOLDER}/{subject.kode}.md")
    if not path.is_file():
        return _hint(subject)
    try:
        written = path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise EvaluasiError(
            _("Catatan {path} tidak dapat dibaca.").format(path=path),
            _("Simpan berkas itu sebagai teks UTF-8."),
        ) from fault
    return _demoted(written) if written else _hint(subject)


def _hint(subject: Subject) -> str:
    return _(
        "Belum ada catatan analis untuk {name}. Tulis di berkas `{folder}/{kode}.md` (Markdown), "
        "lalu buat laporan ini lagi; isinya akan tampil di bagian ini."
    ).format(name=subject.said, folder=FOLDER, kode=subject.kode)


def _demoted(markdown: str) -> str:
    """Push headings down so that the highest stands right below the section's own."""
    lines = markdown.splitlines()
    inside, marked = False, []
    for i, line in enumerate(lines):
        inside ^= bool(_FENCE.match(line))
        found = None if inside else _HEADING.match(line)
        if found:
            marked.append((i, len(found[1])))
    if not marked:
        return markdown
    shift = max(0, _UNDER + 1 - min(level for _i, level in marked))
    for i, level in marked:
        text = lines[i].lstrip()[level:]
        lines[i] = "#" * min(6, level + shift) + text
    return "\n".join(lines)
