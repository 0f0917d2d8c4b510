"""The headline: a batch of region reports with HTML and PDF, against the plain loop.

    python benchmarks/reports_batch.py [-n 38] [--rounds 3] [--national]

The plain loop is what one writes without this package: `papermill.execute_notebook` with a new
kernel each time, nbconvert's HTML, and the same PDF route, one report after the other, in a
process of its own. Ours is the command `evaluasi laporan`. Both are timed from start to exit,
start-up included; they alternate. `--national` adds one batch of 552 and sets it against the
plain loop extrapolated from its time per report.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
NATIONAL = 552


def main():
    if sys.argv[1:2] == ["plain"]:
        plain_loop(Path(sys.argv[2]), sys.argv[3:])
        return
    options = arguments()
    codes = codes_of_east_java()[: options.number]
    plain, ours = [], []
    for number in range(options.rounds):
        plain.append(timed([sys.executable, __file__, "plain", "{out}", *codes]))
        ours.append(timed(command("--wilayah", ",".join(codes))))
        tell(f"putaran {number + 1}", plain[-1], ours[-1], len(codes))
    slow, fast = (statistics.median(times) for times in (plain, ours))
    tell("median", slow, fast, len(codes))
    if options.national:
        all_ours = timed(command("--data", "data/nasional", "--semua"))
        tell("nasional", slow / len(codes) * NATIONAL, all_ours, NATIONAL)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--number", type=int, default=38)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--national", action="store_true")
    return parser.parse_args()


def codes_of_east_java():
    from evaluasi import regions

    return sorted(regions.children("35"))


def command(*selection):
    script = Path(sys.executable).with_name("evaluasi")
    return [script, "laporan", *selection, "--format", "html,pdf", "-j", "2", "--keluaran", "{out}"]


def timed(arguments):
    """Run a command with an empty output folder in place of {out}; return wall seconds."""
    with tempfile.TemporaryDirectory() as out:
        began = time.perf_counter()
        subprocess.run(
            [out if part == "{out}" else part for part in arguments],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return time.perf_counter() - began


def tell(what, slow, fast, count):
    print(
        f"{what}: lugas {slow:.1f} detik, evaluasi {fast:.1f} detik untuk {count} laporan, "
        f"{slow / fast:.1f} kali; beban {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def plain_loop(out, codes):
    """Write one report after the other, as one would without this package."""
    import nbformat
    import papermill
    from nbconvert import HTMLExporter

    from evaluasi.reports import document, pdf

    for code in codes:
        notebook = out / f"{code}.ipynb"
        papermill.execute_notebook(
            ROOT / "notebooks" / "laporan_wilayah.ipynb",
            notebook,
            {"wilayah": code, "data": str(ROOT / "data" / "jatim")},
            kernel_name="python3",
            progress_bar=False,
        )
        page, _resources = HTMLExporter().from_filename(str(notebook))
        notebook.with_suffix(".html").write_text(page, encoding="utf-8")
        executed = nbformat.read(notebook, as_version=4)
        notebook.with_suffix(".pdf").write_bytes(pdf.render(document.from_notebook(executed)))


if __name__ == "__main__":
    main()
