"""What introduces a table or picture: said only where something follows it."""

from __future__ import annotations

from evaluasi.reports.region import aftermath
from evaluasi.reports.region.positions import positions
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.selection import SECOND_LEVEL
from evaluasi.tables.series import FAMILIES
from evaluasi.text import _, listing


def outcomes_lead(subject: Subject) -> str:
    """Say what each value is set beside."""
    if not positions(subject) or subject.kind not in SECOND_LEVEL:
        return ""
    beside = [_("median dan rentang kabupaten/kota di provinsi yang sama")]
    if subject.peers.codes:
        beside.append(_("median pembanding"))
    return _(
        "Setiap nilai dibandingkan dengan {beside}. Median adalah nilai tengah: separuh daerah di "
        "bawahnya, separuh di atasnya; ia hitungan laporan ini, bukan angka provinsi."
    ).format(beside=listing(beside))


def ipm_lead(subject: Subject) -> str:
    """Say that the two series of the IPM are not one, as far as they are drawn."""
    drawn = [p for p in positions(subject) if p.series.kode in FAMILIES["ipm"].members]
    if not drawn:
        return ""
    told = _(
        "Indeks Pembangunan Manusia (IPM) terbit dalam dua seri yang dasar umur harapan hidupnya "
        "berbeda."
    )
    if len(drawn) > 1:
        return _("{told} Keduanya digambar terpisah dan tidak disambung.").format(told=told)
    return _("{told} Di bawah ini hanya seri {seri} yang digambar.").format(
        told=told, seri=drawn[0].series.seri
    )


def changes_lead(subject: Subject) -> str:
    """Say how a change is counted and when it is called better or worse, or that none is."""
    if all(position.base is None for position in positions(subject)):
        return _("Belum ada dua nilai {name} yang dapat dibandingkan antartahun.").format(
            name=subject.said
        )
    return _(
        "Perubahan dihitung terhadap lima tahun sebelumnya, atau terhadap nilai terpakai paling "
        "awal dalam lima tahun itu. Kata *membaik* dan *memburuk* hanya dipakai untuk indikator "
        "pokok; perubahan di bawah 0,1 disebut *hampir tetap*. Jumlah orang, nilai dalam harga "
        "berlaku, pertumbuhan, dan rasio Gini hanya disebut naik atau turun."
    )


def aftermath_lead(subject: Subject) -> str:
    """Say what the comparison after an award does and does not do."""
    if aftermath.first_changes(subject).empty:
        return ""
    return _(
        "Bagian ini menyandingkan perubahan kemiskinan sesudah setiap penghargaan dengan "
        "perubahan pada kurun yang sama di daerah sejenis. Ia menggambarkan; ia tidak menguji dan "
        "tidak menyebut sebab."
    )


def designs_lead(subject: Subject) -> str:
    """Say what the table of designs checks, or that there is none."""
    if subject.kind not in SECOND_LEVEL:
        return _("Syarat rancangan hanya diperiksa untuk kabupaten dan kota.")
    return _(
        "Menaksir pengaruh memerlukan rancangan yang syarat datanya belum tentu terpenuhi. Tabel "
        "ini memeriksa syarat itu terhadap data yang ada; terpenuhinya syarat data belum berarti "
        "asumsinya benar."
    )
