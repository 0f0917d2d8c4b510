"""The sentences of four reports, kept as text so that a change of wording is read as wording.

Renew them with ``PERBARUI_KALIMAT=1 python -m pytest tests/unit/region/test_golden_sentences.py``
and read the difference.
"""

import os
from pathlib import Path

import pytest

from evaluasi.reports.region import (
    aftermath,
    awards,
    events,
    gaps,
    iid,
    national,
    outcomes,
    profile,
    summary,
)

FOLDER = Path(__file__).parent / "kalimat"
SECTIONS = {
    "Ringkasan": summary.sentences,
    "Profil": profile.sentences,
    "IID": iid.sentences,
    "Catatan IID": iid.notes,
    "Konteks nasional": national.sentence,
    "SKK": events.skk_sentence,
    "Capaian": outcomes.sentences,
    "Kehati-hatian": outcomes.cautions,
    "Penghargaan": awards.sentences,
    "Sesudah penghargaan": aftermath.sentences,
    "Data penguat": gaps.sentences,
}


@pytest.mark.parametrize(
    ("kode", "data"),
    [("35.79", "jatim"), ("35.10", "jatim"), ("35.27", "jatim"), ("91.03", "nasional")],
)
def test_sentences_read_as_accepted(opened, kode, data):
    subject = opened(kode, data=data)
    said = "\n\n".join(f"## {name}\n\n{section(subject)}" for name, section in SECTIONS.items())
    path = FOLDER / f"{kode}.md"
    if os.environ.get("PERBARUI_KALIMAT"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(said + "\n", encoding="utf-8")
    assert said + "\n" == path.read_text(encoding="utf-8")
