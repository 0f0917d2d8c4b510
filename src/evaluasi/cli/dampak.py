"""`evaluasi dampak`: the effect of a treatment on an outcome, and how sure that is."""

from __future__ import annotations

import argparse
from typing import Any

from evaluasi.cli.arguments import add_data, filled, split, year
from evaluasi.cli.telling import progress
from evaluasi.text import _


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "dampak",
        help=_("taksir pengaruh suatu perlakuan pada satu capaian, dengan semua rancangan"),
        description=_(
            "Taksir apakah satu capaian berubah karena suatu perlakuan (penghargaan, predikat "
            "pertama, kolom, atau berkas) menurut semua rancangan yang mungkin, beserta keraguan, "
            "pengaruh terkecil yang dapat terlihat, dan tingkat buktinya."
        ),
        epilog=_(
            "Contoh: evaluasi dampak --capaian p0 --perlakuan iga; atau satu layanan bulan demi "
            "bulan: evaluasi dampak --layanan pengaduan_masuk --wilayah 35.07 --patahan 2022-01 "
            "--data data/simulasi"
        ),
    )
    command.set_defaults(command=_run, refuse=command.error)
    command.add_argument(
        "--capaian",
        type=filled,
        metavar="KODE",
        help=_("kode capaian, misalnya p0, tpt, ipm_lama, ipm_baru"),
    )
    command.add_argument(
        "--perlakuan",
        type=filled,
        metavar="APA",
        help=_(
            'ajang (iga, skk), predikat:"Sangat Inovatif", tabel.kolom, atau berkas dengan kolom '
            "kode dan tahun"
        ),
    )
    _add_scope(command)
    _add_readings(command)
    command.add_argument(
        "--prediktor",
        type=filled,
        action="append",
        default=[],
        metavar="KODE",
        help=_(
            "seri yang harus mirip pula pada donor satu wilayah, misalnya rls,pengeluaran; boleh "
            "diulang atau dipisah koma (bawaan: jalur capaiannya saja)"
        ),
    )
    add_data(command, "data/jatim")
    command.add_argument(
        "--keluaran",
        type=filled,
        default="reports/dampak",
        metavar="FOLDER",
        help=_("folder hasil (bawaan: %(default)s)"),
    )
    command.add_argument(
        "--format", type=filled, metavar="FORMAT", help=_("format laporan, dipisah koma")
    )
    _add_service(command)


def _add_scope(command: argparse.ArgumentParser) -> None:
    scope = command.add_mutually_exclusive_group()
    scope.add_argument(
        "--wilayah",
        type=filled,
        action="append",
        default=[],
        metavar="KODE|NAMA",
        help=_(
            "kabupaten dan kota yang dibandingkan; boleh diulang atau dipisah koma; untuk layanan "
            "satu wilayah saja"
        ),
    )
    scope.add_argument(
        "--provinsi",
        type=filled,
        metavar="KODE|NAMA",
        help=_("semua kabupaten/kota di provinsi ini (bawaan: provinsi utama dataset)"),
    )
    command.add_argument(
        "--tahun", type=year, metavar="TAHUN", help=_("tahun laporan (bawaan: tahun terakhir)")
    )


def _add_readings(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--pembacaan",
        choices=("tercatat", "pasti", "ketat"),
        default="tercatat",
        help=_(
            "arti catatan yang belum pasti atau tidak ada: tercatat (semua baris dihitung), pasti "
            "(hanya yang pasti), ketat (tanpa wilayah yang tidak tercatat); bawaan: %(default)s"
        ),
    )
    command.add_argument(
        "--jeda",
        type=_years,
        metavar="N",
        help=_("tahun dari catatan sampai nilai pertama yang terpapar"),
    )
    command.add_argument(
        "--tetangga", type=filled, metavar="BERKAS.csv", help=_("batas wilayah: kode, tetangga")
    )


def _add_service(command: argparse.ArgumentParser) -> None:
    service = command.add_argument_group(_("satu layanan, bulan demi bulan (tabel layanan)"))
    service.add_argument(
        "--layanan", type=filled, metavar="KODE", help=_("indikator, misalnya pengaduan_masuk")
    )
    service.add_argument(
        "--patahan",
        type=filled,
        metavar="TAHUN-BULAN",
        help=_("bulan pertama sesudah perubahan; tanpa ini inovasi yang mungkin disebutkan"),
    )
    service.add_argument(
        "--pembanding",
        type=filled,
        action="append",
        metavar="KODE|NAMA",
        help=_("wilayah yang deretnya menjadi pembanding; boleh diulang atau dipisah koma"),
    )
    service.add_argument(
        "--paparan",
        type=filled,
        metavar="KODE",
        help=_("layanan yang menjadi penyebut, misalnya pengaduan_masuk bagi pengaduan_selesai"),
    )
    service.add_argument(
        "--keluarga",
        choices=("poisson", "quasi-poisson", "normal", "log-normal"),
        help=_("model nilainya (bawaan: quasi-poisson bagi cacahan, normal bagi yang lain)"),
    )


def _years(word: str) -> int:
    if not word.strip().isdecimal():
        raise argparse.ArgumentTypeError(_("%r bukan bilangan bulat dari 0") % word)
    return int(word)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.layanan:
        return _run_service(arguments)
    if not (arguments.capaian and arguments.perlakuan):
        arguments.refuse(_("sebut --capaian dan --perlakuan, atau --layanan"))
    for name in ("patahan", "pembanding", "paparan", "keluarga"):
        if getattr(arguments, name):
            arguments.refuse(_("--{name} hanya untuk --layanan").format(name=name))
    return _run_outcome(arguments)


def _run_service(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from evaluasi.reports.service import running, study
    from evaluasi.reports.service.lines import lines
    from evaluasi.reports.workbooks import service

    regions = split(arguments.wilayah)
    if len(regions) != 1 or arguments.capaian or arguments.perlakuan or arguments.provinsi:
        arguments.refuse(_("--layanan memerlukan satu --wilayah, tanpa --capaian dan --perlakuan"))
    out = Path(arguments.keluaran)
    with progress() as tell:
        tell(_("membaca dataset"))
        made = study(
            arguments.data,
            arguments.layanan,
            regions[0],
            arguments.patahan or "",
            pembanding=split(arguments.pembanding or ()),
            paparan=arguments.paparan or "",
            keluarga=arguments.keluarga or "",
            tahun=arguments.tahun,
            tell=tell,
        )
        told = lines(made)
        tell(_("menulis buku kerja"))
        book = service.save(made, out / f"{running.stem(made)}.xlsx")
    print(told)
    print(_("\nBuku kerja: {path}").format(path=book))
    formats = split([arguments.format]) if arguments.format else None
    with progress() as tell:
        tell(_("menyusun laporan"))
        batch = running.report(made, data=arguments.data, out=out, formats=formats)
    print(batch.summary())
    return 1 if made.refusal else batch.exit_code


def _run_outcome(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from evaluasi.reports.impact import refused, running, study, words
    from evaluasi.reports.workbooks import impact

    asked = split(arguments.wilayah) or ((arguments.provinsi,) if arguments.provinsi else ())
    chosen = {
        "capaian": arguments.capaian,
        "perlakuan": arguments.perlakuan,
        "pembacaan": arguments.pembacaan,
        "jeda": arguments.jeda,
        "tetangga": arguments.tetangga or "",
        "prediktor": ",".join(split(arguments.prediktor)),
    }
    out = Path(arguments.keluaran)
    with progress() as tell:
        tell(_("membaca dataset"))
        made = study(
            arguments.data, wilayah=asked or None, tahun=arguments.tahun, tell=tell, **chosen
        )
        told = words.lines(made)
        tell(_("menulis buku kerja"))
        book = impact.save(made, out / f"{running.stem(made)}.xlsx")
        form = None
        if impact.has_form(made):
            form = impact.save_form(made, out / f"{running.stem(made)}_templat.xlsx")
    print(told)
    if refused.above_sentence(made):
        print(refused.above_sentence(made))
    print(_("\nBuku kerja: {path}").format(path=book))
    if form:
        print(_("Templat capaian untuk diisi: {path}").format(path=form))
    with progress() as tell:
        tell(_("menyusun laporan"))
        batch = running.report(
            made,
            chosen | {"wilayah": ",".join(asked) or running.home(made)},
            data=arguments.data,
            out=out,
            year=arguments.tahun,
            formats=split([arguments.format]) if arguments.format else None,
        )
    print(batch.summary())
    return 1 if made.refusal else batch.exit_code
