"""Words that point to no innovation or document in particular."""

from __future__ import annotations

import tomllib
from importlib import resources

_FILE = resources.files("evaluasi.quality.authenticity") / "words.toml"
_RAW = tomllib.loads(_FILE.read_text(encoding="utf-8"))

IN_TITLES: frozenset[str] = frozenset(_RAW["judul_umum"].split())
"""Say little about which innovation it is."""

IN_FILE_NAMES: frozenset[str] = frozenset(_RAW["berkas_umum"].split())
"""Name no document by themselves."""
