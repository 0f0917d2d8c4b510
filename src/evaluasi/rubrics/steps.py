"""What kind of change it takes to raise an indicator: of the innovation, or of its file only."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

SUBSTANCE, FILE, GOVERNMENT, OUTCOME = "inovasi", "berkas", "daerah", "hasil"
"""Kinds of steps; the first two for innovations, the others for the SPD aspect."""

_RAW = tomllib.loads(
    (resources.files("evaluasi.rubrics") / "langkah.toml").read_text(encoding="utf-8")
)
KINDS: Mapping[str, str] = MappingProxyType(_RAW["sifat"])
REASONS: Mapping[str, str] = MappingProxyType(_RAW["alasan"])


def kind(code: str) -> str:
    """Return the kind of a step; an SPD row that is not classed counts as an outcome."""
    return KINDS.get(code, OUTCOME)
