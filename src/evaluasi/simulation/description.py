"""What a simulated dataset says of itself: its descriptor, and the note beside its truth."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from typing import Any

from evaluasi.simulation.dataset import Simulated
from evaluasi.simulation.origin import CODE, DATE, NAMES, TILES
from evaluasi.text import _

MAKER = "evaluasi simulasi"
TRUTH = "kebenaran"
_STATED = {"wilayah": NAMES, "petak": TILES}
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}

MEANINGS = {
    "hukum": "setiap hukum pembangkit: nilainya, sumbernya (atau asumsi), artinya",
    "mutu": "mutu laten setiap inovasi (normal baku)",
    "mutu_wilayah": "bagian mutu yang milik wilayah",
    "tanaman": "inovasi yang ditanam sebagai jawaban pertanyaan keaslian, dengan asalnya",
    "perangkat_daerah": "semua perangkat daerah tiap wilayah dan unit eselon III-nya",
    "kekerasan_verifikasi": "geseran logit peluang level diturunkan, per perangkat daerah",
    "spd_2023": "jumlah skor SPD edisi 2023 yang diandaikan; bobot indikatornya tidak diketahui",
    "edisi_tanpa_skor": "edisi yang skornya tidak dihitung, dan mengapa",
    "keberlangsungan": "mulai, penghargaan, akhir sebenarnya, dan pergantian penggerak",
    "penilai": "kekerasan setiap penilai",
    "kriteria": "kesukaran setiap kriteria",
    "objek_penilaian": "mutu setiap objek yang dinilai",
    "survei_kapasitas": "rata-rata benar tiap ranah setiap inovasi",
    "survei_layanan": "kepuasan benar sebelum, dan perubahannya",
    "adopsi": "tahun adopsi program setiap wilayah; kosong = tidak pernah",
    "capaian_wilayah": "efek wilayah tiap indikator",
    "capaian_tahun": "efek tahun tiap indikator",
    "patahan_layanan": "bulan patahan, jenjang, dan kemiringannya setiap wilayah",
}


def descriptor(simulated: Simulated, tables: dict[str, bytes]) -> dict[str, Any]:
    """Return the descriptor of the package, given the files of its tables by path."""
    settings = simulated.settings
    truth = [f"{TRUTH}/{name}.csv" for name in simulated.truth]
    return {
        "profile": "tabular-data-package",
        "name": f"evaluasi-simulasi-{settings['skala']}",
        "title": settings["judul"],
        "description": _(
            "SIMULASI. Kode dan nama wilayah nyata; semua yang lain rekaan, dibangkitkan dengan "
            "skala {scale} dan benih {seed}. Kebenarannya ada pada folder {truth}."
        ).format(scale=settings["skala"], seed=settings["benih"], truth=TRUTH),
        "version": "1.0.0",
        "created": f"{DATE}T00:00:00Z",
        "jenis": "simulasi",
        "pembuat": MAKER,
        "skala": settings["skala"],
        "benih": settings["benih"],
        "wilayah_utama": "" if settings["skala"] == "nasional" else "35",
        "licenses": [
            {"name": "CC0-1.0", "title": "CC0 1.0; nama dan kode wilayah menurut sumbernya"}
        ],
        "sources": [{"title": f"SIMULASI ({MAKER})"}],
        "berkas": [*tables, *truth, f"{TRUTH}/BACA.md"],
        "resources": [_resource(path, content) for path, content in tables.items()],
    }


def _resource(path: str, content: bytes) -> dict[str, Any]:
    name = path.removesuffix(".csv")
    file = resources.files("evaluasi.tables") / "schemas" / f"{name}.json"
    schema = json.loads(file.read_text(encoding="utf-8"))
    header = content.partition(b"\n")[0].decode().split(",")
    stated = {} if "sumber" in header else {"sumber": [_STATED.get(name, CODE)]}
    schema["fields"] = [field for field in schema["fields"] if field["name"] in header]
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": schema.pop("title"),
        "description": schema.pop("description"),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    } | stated


def readme(simulated: Simulated) -> str:
    """Return the note beside the truth: what each file tells."""
    settings = simulated.settings
    lines = [
        "# Kebenaran data simulasi",
        "",
        f"SIMULASI, skala {settings['skala']}, benih {settings['benih']}.",
        "Isi folder ini diketahui karena dibuat sendiri; jangan dipakai sebagai masukan penaksir.",
        "Arti tiap berkas dan hukumnya: docs/metode/simulasi.md.",
        "",
        *(f"- `{name}.csv`: {MEANINGS[name]}" for name in simulated.truth),
    ]
    return "\n".join(lines) + "\n"
