"""Time of one notebook: the engine `evaluasi` under the scheduler, against plain papermill.

    python benchmarks/engine_notebook.py [notebook] [--parameter NAME] [--values A,B,…] [-n 20]

The two alternate, three rounds; start-up is included in the engine's wall time. The plain loop
runs a few of the notebooks, one after the other, as people write it. Load is printed beside each
round: on a busy machine compare processor seconds, not wall seconds.
"""

import argparse
import os
import resource
import statistics
import tempfile
import time
from pathlib import Path

import engine_jobs
import nbformat

from evaluasi.reports.engine.preload import names_in_notebook
from evaluasi.reports.scheduler import run_tasks

HERE = Path(__file__).parent
MIB = 1 << 20


def main():
    options = arguments()
    preload = names_in_notebook(nbformat.read(options.notebook, as_version=4))
    rounds = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.rounds):
            plain = measured(lambda: run_plainly(options, folder), options.plain)
            ours = measured(lambda: run_scheduled(options, folder, preload), options.number)
            rounds.append((plain, ours))
            tell(f"putaran {number + 1}", plain, ours)
        medians = [
            [statistics.median(values) for values in zip(*column, strict=True)]
            for column in zip(*rounds, strict=True)
        ]
        tell("median", *medians)
        paths = sorted(Path(folder).glob("evaluasi-*.ipynb"))
        cells = statistics.median(map(engine_jobs.seconds_of_cells, paths))
        print(f"sel notebook saja: {cells:.2f} detik")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebook", nargs="?", default=HERE / "engine_report.ipynb")
    parser.add_argument("--parameter", default="wilayah")
    parser.add_argument("--values", default="", help="comma-separated; default 0, 1, 2 …")
    parser.add_argument("-n", "--number", type=int, default=20)
    parser.add_argument("--plain", type=int, default=3, help="notebooks in the plain loop")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("-j", "--workers", type=int, default=2)
    options = parser.parse_args()
    options.values = options.values.split(",") if options.values else list(range(options.number))
    return options


def run_plainly(options, folder):
    values = options.values[: options.plain]
    for task in engine_jobs.tasks(options.notebook, options.parameter, values, folder, "nbclient"):
        engine_jobs.run(task)


def run_scheduled(options, folder, preload):
    values = (options.values * options.number)[: options.number]
    tasks = engine_jobs.tasks(options.notebook, options.parameter, values, folder, "evaluasi")
    outcomes = run_tasks(tasks, engine_jobs.run, options.workers, preload=preload)
    failures = [outcome.failure.message for outcome in outcomes if outcome.failure]
    if failures:
        raise SystemExit(failures[0])
    memory = statistics.median(outcome.result for outcome in outcomes) / MIB
    print(f"  memori sendiri per pekerja: {memory:.0f} MiB")


def measured(run, number):
    """Return wall and processor seconds of one notebook."""
    began, used = time.perf_counter(), processor_seconds()
    run()
    return (time.perf_counter() - began) / number, (processor_seconds() - used) / number


def processor_seconds():
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def tell(label, plain, ours):
    wall, processor = (slow / fast for slow, fast in zip(plain, ours, strict=True))
    print(
        f"{label}: papermill {plain[0]:.2f} dtk ({plain[1]:.2f} dtk CPU); "
        f"evaluasi {ours[0]:.2f} ({ours[1]:.2f}); {wall:.1f}× ({processor:.1f}× CPU); "
        f"beban {os.getloadavg()[0]:.1f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
