"""Turn the data catalogue into the two datasets that ship: `python data/build.py CATALOGUE`."""

import argparse
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from recipe.catalogue import Row, Tables, names_used, read_catalogue
from recipe.descriptor import write_package
from recipe.words import Words

HERE = Path(__file__).parent
PROVINCE = "35"
ISLANDS = {  # by the first digit of the code
    "1": "sumatera",
    "2": "sumatera",
    "3": "jawa",
    "5": "bali-nusa-tenggara",
    "6": "kalimantan",
    "7": "sulawesi",
    "8": "maluku-papua",
    "9": "maluku-papua",
}


def province_only(tables: Tables, extra: list[Row]) -> Tables:
    """Keep one province: its rows, national figures, and the sources that they name."""

    def here(row: Row) -> bool:
        codes = row.get("kode") or row.get("kode_kandidat") or PROVINCE
        return codes.split(".")[0] == PROVINCE

    sliced = {name: list(filter(here, rows)) for name, rows in tables.items() if name != "sumber"}
    used = names_used(sliced) | {row["sumber"] for row in extra}
    return sliced | {"sumber": [row for row in tables["sumber"] if row["sumber"] in used]}


def island(row: Row) -> str:
    """Name the group of islands, by which a table too big for one file is split."""
    return ISLANDS[row["kode"][0]]


def build(catalogue: Path, output: Path) -> None:
    """Write `jatim` and `nasional` below the output folder; stop if a word has no translation."""
    phrases = tomllib.loads((HERE / "recipe" / "terjemahan.toml").read_text(encoding="utf-8"))
    sources = tomllib.loads((HERE / "recipe" / "sumber.toml").read_text(encoding="utf-8"))
    words = Words(phrases | sources)
    nation = read_catalogue(catalogue, words, sources)
    if words.missing:
        gaps = "\n".join(f"  - {gap}" for gap in sorted(words.missing))
        sys.exit(
            f"{len(words.missing)} istilah katalog belum punya padanan:\n{gaps}\n"
            "Tambahkan pada data/terjemahan.toml atau data/sumber.toml, lalu ulangi."
        )
    parts: dict[str, dict[str, Callable[[Row], str]]] = {"nasional": {"capaian": island}}
    datasets = {"jatim": province_only(nation, sources["tambahan"]), "nasional": nation}
    for name, tables in datasets.items():
        write_package(output / name, name, tables, sources["tambahan"], parts.get(name, {}))


def main() -> None:
    """Read the folders from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalogue", type=Path, help="folder that holds the catalogue")
    parser.add_argument("--output", type=Path, default=HERE, help="where to write (default: data/)")
    arguments = parser.parse_args()
    build(arguments.catalogue, arguments.output)


if __name__ == "__main__":
    main()
