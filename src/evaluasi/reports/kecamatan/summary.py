"""The first page: what is known of the kecamatan's innovation, and what is not."""

from __future__ import annotations

from evaluasi.reports.kecamatan import claims, facts, history, plans
from evaluasi.reports.kecamatan.entries import filled
from evaluasi.reports.kecamatan.place import Kecamatan
from evaluasi.reports.region import letterhead
from evaluasi.reports.region.words import bullets
from evaluasi.text import _, date, number

PARTS = ("teori_perubahan", claims.TABLE, plans.PLAN, plans.MATRIX)


def meta(subject: Kecamatan, tanggal: str = "") -> dict[str, object]:
    """Return what the report says about itself, for `evaluasi.reports.meta`."""
    title = _("Laporan Evaluasi Inovasi: {name}, {home}")
    own = {"title": title.format(name=subject.name, home=subject.home)}
    return {**letterhead.meta(subject, tanggal), **own}


def sentences(subject: Kecamatan) -> str:
    """Say which innovation it is, how it was found, what was claimed and planned."""
    told = {
        _("Inovasi"): facts.sentence(subject),
        _("Pendampingan"): _coaching(subject),
        _("Status"): history.sentence(subject),
        _("Terisi"): _filled(subject),
    }
    return bullets(f"**{about}.** {said}" for about, said in told.items() if said)


def key_figures(subject: Kecamatan) -> dict[str, float | None]:
    """Return the numbers for the index."""
    table = subject.register.table
    seen = int(table["n_terverifikasi"].sum())
    return {
        _("Pemeriksaan terverifikasi"): float(seen) if len(table) else None,
        _("Klaim tercatat"): float(len(subject.rows_of(claims.TABLE))),
        _("Rekomendasi tercatat"): float(len(subject.rows_of(plans.MATRIX))),
    }


def _coaching(subject: Kecamatan) -> str:
    found = history.window(subject)
    if found is None:
        return _("Pendampingan tidak tercatat dalam dataset ini.")
    return _("Pendampingan tercatat {first} sampai {last}.").format(
        first=date(found[0]), last=date(found[1])
    )


def _filled(subject: Kecamatan) -> str:
    done = sum(filled(subject, name) for name in PARTS)
    return _(
        "{n} dari {all} bagian isian kecamatan (teori perubahan, klaim, rencana pengembangan, "
        "matriks tindak lanjut) sudah diisi."
    ).format(n=number(done), all=number(len(PARTS)))
