"""What a batch has on record while it runs: the event log, the manifest and the index."""

from __future__ import annotations

import contextlib
import os
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from evaluasi.errors import OutputError
from evaluasi.reports import events, index, manifest
from evaluasi.reports.events import EventLog
from evaluasi.reports.formats import FORMATS
from evaluasi.reports.freshness import DONE, changes
from evaluasi.reports.job import Job, JobResult, Output, output
from evaluasi.reports.manifest import Entry
from evaluasi.reports.planning import Plan

# The log has every report at once; the manifest and the index, rewritten whole, follow.
SAVE_EVERY_SECONDS = 5.0


class Ledger:
    """Keeps the results as they come, on disk and in `results` by file stem.

    What can't be recorded is not to be made: when the folder takes nothing more, every method
    raises OutputError.

    Parameters
    ----------
    plan : Plan
    log : EventLog
        Open, so that no other batch writes here.
    """

    def __init__(self, plan: Plan, log: EventLog) -> None:
        self.results: dict[str, JobResult] = {}
        self.resumes = events.cut_short(plan.layout)
        self._jobs = {job.stem: job for job in plan.stale}
        self._layout = plan.layout
        self._log = log
        self._batch: dict[str, Any] = {
            "id": uuid.uuid4().hex,
            "mulai": events.timestamp(),
            "selesai": None,
            **plan.shared,
        }
        with self._writing():
            self._begin()

    def note(self, job: Job, result: JobResult) -> None:
        """Record what became of a job."""
        self.results[job.stem] = result
        entry = manifest.entry(job, result)
        with self._writing():
            if result.fault is None:
                entry["keluaran"] |= self._other_formats(job, result)
            self._entries[job.stem] = entry
            self._log.append(entry["status"], laporan=job.stem, entri=entry)
            if time.monotonic() - self._saved > SAVE_EVERY_SECONDS:
                self._save()

    def end(self) -> None:
        """Record that all jobs are done."""
        self._look_again()
        self._batch["selesai"] = events.timestamp()
        with self._writing():
            self._save()
            self._log.append(events.ENDED)

    def break_off(self) -> None:
        """Record, as far as that is possible, that the batch ends before its time."""
        with contextlib.suppress(OutputError), self._writing():
            self._save()
            self._log.append(events.INTERRUPTED)

    def _begin(self) -> None:
        self._layout.sweep()
        # A report stays listed until its successor is made, and so do those of other regions.
        earlier = manifest.still_there(manifest.recorded(self._layout), self._layout)
        waiting = {stem: manifest.entry(job) for stem, job in self._jobs.items()}
        self._entries: dict[str, Entry] = waiting | earlier
        self._save()
        self._log.rotate(self._layout)
        self._log.append(
            events.RESUMED if self.resumes else events.STARTED,
            versi_manifest=manifest.VERSION,
            batch=self._batch["id"],
            proses=os.getpid(),
            jumlah=len(self._jobs),
        )

    def _other_formats(self, job: Job, result: JobResult) -> dict[str, Any]:
        """Return the files of formats not asked for now, as long as they say the same.

        Those that don't are removed: nobody shall find an old PDF beside a new page.
        """
        known = self._entries[job.stem]
        same = known["status"] == DONE and not any(changes(known, job))
        kept = known["keluaran"] if same else {}
        for name in FORMATS:
            if name not in kept and name not in result.outputs:
                self._layout.report(job.stem, name).unlink(missing_ok=True)
        return {name: file for name, file in kept.items() if name not in result.outputs}

    def _look_again(self) -> None:
        """Note the reports that were made once more, by a worker that had to prove itself."""
        for stem, result in list(self.results.items()):
            now = {name: self._present(file) for name, file in result.outputs.items()}
            if now != result.outputs:
                self.note(self._jobs[stem], replace(result, outputs=now))

    def _present(self, known: Output) -> Output:
        path = self._layout.out / known.file
        with contextlib.suppress(OSError):
            if path.stat().st_mtime_ns != known.modified:
                return output(path, self._layout)
        return known

    def _save(self) -> None:
        manifest.write(self._layout, self._batch, self._entries)
        index.write(self._layout, self._batch, self._entries)
        self._saved = time.monotonic()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            raise self._layout.unwritable(fault) from fault
