"""Write a Data Package: one CSV file per table, and the descriptor that vouches for them."""

import csv
import hashlib
import io
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCHEMAS = HERE.parents[1] / "src" / "evaluasi" / "tables" / "schemas"
Row = dict[str, str]
DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}


def write_package(
    folder: Path,
    name: str,
    tables: dict[str, list[Row]],
    sources: list[Row],
    splits: dict[str, Callable[[Row], str]],
) -> None:
    """Write the tables and `datapackage.json`; `splits` names the part that a row goes to."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.csv"):
        old.unlink()
    settings = tomllib.loads((HERE / "deskriptor.toml").read_text(encoding="utf-8"))
    package = settings["bersama"] | settings[name]
    extras = package.pop("tabel", {})
    package["sources"] = package_sources(tables["sumber"])
    package["resources"] = [
        resource(folder, table, rows, splits.get(table), sources) | extras.get(table, {})
        for table, rows in tables.items()
    ]
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")


def resource(
    folder: Path,
    table: str,
    rows: list[Row],
    split: Callable[[Row], str] | None,
    sources: list[Row],
) -> dict[str, Any]:
    """Write one table and describe it."""
    schema = json.loads((SCHEMAS / f"{table}.json").read_text(encoding="utf-8"))
    columns = [field["name"] for field in schema["fields"]]
    whole = csv_text(columns, rows)
    described = {
        "profile": "tabular-data-resource",
        "name": table,
        "title": schema.pop("title"),
        "description": schema.pop("description"),
        "path": f"{table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": DIALECT,
        **fingerprint(whole),
        "schema": schema,
    }
    files = {f"{table}.csv": whole}
    if split:
        files = {
            f"{table}-{part}.csv": csv_text(columns, [row for row in rows if split(row) == part])
            for part in dict.fromkeys(map(split, rows))
        }
        described["path"] = list(files)
        described["bagian"] = [{"path": path, **fingerprint(files[path])} for path in files]
    for path, content in files.items():
        (folder / path).write_bytes(content)
    if own := [row for row in sources if row["tabel"] == table]:
        described["sumber"] = [row["sumber"] for row in own]
    return described


def csv_text(columns: list[str], rows: list[Row]) -> bytes:
    """Rows as UTF-8 CSV; a column that a row does not name is empty."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def fingerprint(content: bytes) -> dict[str, Any]:
    """Size and digest as the standard wants them."""
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def package_sources(rows: list[Row]) -> list[dict[str, str]]:
    """List the collections behind the package; pages of the press stay in the table `sumber`."""
    listed = []
    for row in rows:
        if len(row["sumber"]) == 1:
            listed.append({"title": f"{row['penerbit']} ({row['asal']})", "path": address(row)})
    return [{key: text for key, text in source.items() if text} for source in listed]


def address(row: Row) -> str:
    """Web address of the repository that a source was taken from, if it was one."""
    _, found, place = row["asal"].partition("github:")
    return f"https://github.com/{place.split(' ')[0]}" if found else ""
