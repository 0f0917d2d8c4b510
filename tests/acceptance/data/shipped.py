"""The datasets as they lie in the repository, read as plain text and by no code of ours."""

import csv
import json
from functools import cache
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).parents[3]
CATALOGUE = ROOT.parent / "shared" / "data"


def read_rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def load(name):
    folder = ROOT / "data" / name
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    tables = {
        table: [row for path in paths(resource) for row in read_rows(folder / path)]
        for table, resource in resources.items()
    }
    return SimpleNamespace(folder=folder, package=package, resources=resources, tables=tables)


def paths(resource):
    return [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
