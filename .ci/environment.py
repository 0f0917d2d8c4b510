"""Make or heal a virtual environment from a lock file: `environment.py .venv requirements.lock`.

With `--check` it only says, by its exit code, whether the environment still fits the lock.
Only the standard library is used, because this runs before anything is installed.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)\s*(?:;\s*(?P<marker>.+))?$")


def main(arguments: list[str]) -> int:
    check_only = "--check" in arguments
    folder, lock = (Path(argument) for argument in arguments if argument != "--check")
    if check_only:
        return 0 if starts(folder) and fits(folder, lock) else 1
    if not starts(folder):
        shutil.rmtree(folder, ignore_errors=True)
        create(folder)
    install(folder, lock)
    return 0


def python_in(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def starts(folder: Path) -> bool:
    """Whether its Python runs and its scripts still point here (not upgraded away, not moved)."""
    try:
        subprocess.run(
            [python_in(folder), "-m", "pip", "--version"], capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    script = folder / "bin" / "pip"
    return os.name == "nt" or str(folder.resolve()) in script.read_text(encoding="utf-8")[:1000]


def fits(folder: Path, lock: Path) -> bool:
    """Whether every pin of the lock that applies to this machine is installed in that version."""
    answer = subprocess.run(
        [python_in(folder), __file__, "--installed", lock],
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.returncode == 0 and json.loads(answer.stdout)


def installed(lock: Path) -> bool:
    """Run inside the environment: its own metadata against the pins."""
    from pip._vendor.packaging.markers import Marker

    found = {
        normal(distribution.metadata["Name"]): distribution.version
        for distribution in importlib.metadata.distributions()
    }
    pins = (PIN.match(line) for line in lock.read_text(encoding="utf-8").splitlines())
    wanted = {
        normal(pin["name"]): pin["version"]
        for pin in pins
        if pin and (not pin["marker"] or Marker(pin["marker"]).evaluate())
    }
    return all(found.get(name) == version for name, version in wanted.items()) and (
        is_oracle(lock) or "evaluasi" in found
    )


def is_oracle(lock: Path) -> bool:
    """The oracle environment holds other people's libraries alone."""
    return "orakel" in lock.name


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def create(folder: Path) -> None:
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        shutil.rmtree(folder, ignore_errors=True)
        raise SystemExit(
            "Python sudah ada, tetapi venv atau pip belum: pasang dahulu (Debian/Ubuntu: "
            "`sudo apt install python3-venv python3-pip`), lalu ulangi perintah yang sama."
        ) from None


def install(folder: Path, lock: Path) -> None:
    print(f"Menyiapkan {folder} dari {lock} (sekali saja, beberapa menit) …", flush=True)
    pip = [python_in(folder), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        subprocess.run([*pip, "--requirement", lock], check=True)
        if not is_oracle(lock):
            subprocess.run([*pip, "--no-deps", "--editable", "."], check=True)
    except subprocess.CalledProcessError:
        raise SystemExit(
            "Pemasangan paket terhenti: periksa sambungan internet dan ruang cakram, "
            "lalu ulangi perintah yang sama."
        ) from None


if __name__ == "__main__":
    if sys.argv[1] == "--installed":
        print(json.dumps(installed(Path(sys.argv[2]))))
    else:
        sys.exit(main(sys.argv[1:]))
