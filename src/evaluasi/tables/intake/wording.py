"""What a column expects and how a fault is mended, in one sentence each."""

from __future__ import annotations

from functools import cache

from evaluasi import regions
from evaluasi.tables.faults import Reason, shown
from evaluasi.tables.intake import dates, levels, numbers, vocabulary
from evaluasi.tables.schemas import Field
from evaluasi.text import _, number

_LISTED = 8


def expected(field: Field) -> str:
    """Say what a cell of this column should hold: "angka bulat 0 sampai 3"."""
    words = _expected(field)
    return _("{words} (wajib diisi)").format(words=words) if field.required else words


def remedy(reason: Reason, field: Field | None = None, value: str = "") -> str:
    """Say what the user can do about a fault, in one sentence.

    Parameters
    ----------
    reason : Reason
    field : Field, optional
        The column at fault; None where a row, a sheet or a file is.
    value : str
        What the user wrote; gives suggestions where there are some.
    """
    specific = _specific(reason, field, value) if field and value else ""
    return specific or _remedies()[reason]


def told(reason: Reason, value: str) -> str:
    """Say what is wrong with a cell whose kind is wrong; empty for other reasons.

    The strict reader also says how its own files are written (a decimal point, the year first).
    People write otherwise, and `remedy` says how.
    """
    match reason:
        case Reason.NOT_INTEGER:
            sentence = _("“{value}” bukan bilangan bulat")
        case Reason.NOT_NUMBER if numbers.two_readings(value):
            sentence = _("“{value}” dapat dibaca sebagai dua angka yang berbeda")
        case Reason.NOT_NUMBER:
            sentence = _("“{value}” bukan angka")
        case Reason.NOT_DATE:
            sentence = _("“{value}” bukan tanggal")
        case _:
            return ""
    return sentence.format(value=shown(value))


def _expected(field: Field) -> str:
    if field.enum:
        known = "; ".join(field.enum[:_LISTED])
        rest = len(field.enum) - _LISTED
        more = _("; dan {n} lainnya").format(n=number(rest)) if rest > 0 else ""
        return _("salah satu dari: {known}").format(known=known) + more
    if field.name == "tahun":
        return _("tahun empat angka, misalnya 2026")
    if field.type == "date":
        return _("tanggal, misalnya 21-10-2024")
    if field.type == "yearmonth":
        return _("bulan dan tahun, misalnya Maret 2024")
    if field.type in ("integer", "number"):
        return _expected_number(field)
    return _shapes().get(field.pattern) or _("teks")


def _expected_number(field: Field) -> str:
    words = _("angka bulat") if field.type == "integer" else _("angka")
    if field.minimum is not None and field.maximum is not None:
        words = _("{words} {low} sampai {high}").format(
            words=words, low=number(field.minimum), high=number(field.maximum)
        )
    elif field.minimum is not None:
        words = _("{words}, paling sedikit {low}").format(words=words, low=number(field.minimum))
    elif field.maximum is not None:
        words = _("{words}, paling banyak {high}").format(words=words, high=number(field.maximum))
    return f"{words} ({field.unit})" if field.unit else words


def _shapes() -> dict[str, str]:
    """Say the patterns of the schemas in words."""
    region = r"\d{2}(\.\d{2}(\.\d{2})?)?"
    return {
        region: _("kode Kemendagri wilayah berupa teks, misalnya 35.79, atau namanya"),
        rf"{region}(;{region})*": _("kode wilayah dipisahkan titik koma, misalnya 35.05;35.74"),
        r"\d{2}(\.\d{2})?": _("kode provinsi atau kabupaten/kota berupa teks, misalnya 35"),
        r"\d{2}(\d{2}(\d{3})?)?": _("kode wilayah BPS berupa teks tanpa titik, misalnya 3579"),
        r"i(1[6-9]|2\d|3[0-5])": _("kode indikator inovasi i16 sampai i35"),
        r"([1-9]|1[0-5])[ab]?": _("nomor indikator SPD seperti pada pedoman, misalnya 1 atau 2a"),
        r"[A-Za-z]{0,4}\d{1,6}": _("kode, bukan nama orang, misalnya P01"),
        r"[a-z0-9_]+": _("huruf kecil, angka, dan garis bawah, misalnya pengaduan_masuk"),
    }


def _specific(reason: Reason, field: Field, value: str) -> str:
    """Say a remedy that depends on what was written; empty where there is none."""
    match reason:
        case Reason.NOT_LISTED:
            return _of_list(field, value)
        case Reason.LOST_ZERO:
            return _of_code(value)
        case Reason.NOT_DATE:
            return _of_date(value)
        case Reason.NOT_NUMBER | Reason.NOT_INTEGER | Reason.OUT_OF_RANGE:
            return _of_number(reason, field, value)
        case _:
            return ""


@cache
def _of_code(value: str) -> str:
    """Complete a code that lost its zero, where there is a region of that code: 35.70 is none."""
    code = f"{value}0".replace(",", ".")
    if regions.match([code])["kode"].isna().any():
        return ""
    return _("Bila maksudnya {code}, jadikan sel berformat Teks lalu tulis {code}.").format(
        code=code
    )


def _of_list(field: Field, value: str) -> str:
    if len(vocabulary.entries_named(field, value)) > 1:
        if field.name == vocabulary.AFFAIRS:
            return _("Sebut satu urusan utama saja; yang lain tulis pada urusan beririsan.")
        return _("Sebut satu isi daftar saja.")
    near = vocabulary.nearest(field, value)
    if near is None:
        return ""
    return _("Mungkin maksudnya “{near}”; tulis persis seperti itu bila benar.").format(near=near)


def _of_date(value: str) -> str:
    if turned := dates.american(value):
        return _("Urutannya tampak bulan-tanggal-tahun; bila benar, tulis {date}.").format(
            date=turned
        )
    if dates.is_typed_number(value):
        return _(
            "Sel berformat tanggal ini berisi angka biasa, mungkin tahun; tulis tanggal lengkap, "
            "misalnya 21-10-2024."
        )
    if dates.is_incomplete(value):
        return _("Lengkapi dengan tanggal dan bulannya, misalnya 21-10-2024.")
    if dates.is_short(value):
        return _("Tulis tahun dengan empat angka, misalnya 21-10-2024.")
    return ""


def _of_number(reason: Reason, field: Field, value: str) -> str:
    if levels.is_level(field):
        if dates.is_canonical(value):
            return _(
                "Isian ini berubah menjadi tanggal; jadikan sel berformat Teks, "
                "lalu tulis 0, 1, 2, atau 3."
            )
        return _("Tulis levelnya sebagai angka 0, 1, 2, atau 3, bukan skor atau uraian.")
    readings = numbers.two_readings(value)
    if reason is Reason.OUT_OF_RANGE or readings is None:
        return ""
    return _(
        "“{value}” dapat berarti {thousands} atau {decimal}; tulis salah satunya tanpa pemisah "
        "ribuan."
    ).format(value=shown(value), thousands=readings[0], decimal=readings[1])


def _remedies() -> dict[Reason, str]:
    return {
        Reason.NO_FILE: _("Periksa nama dan folder berkas, lalu ulangi."),
        Reason.UNREADABLE: _(
            "Buka berkas di Excel, simpan sebagai .xlsx atau “CSV UTF-8”, lalu ulangi."
        ),
        Reason.DELIMITER: _("Simpan ulang sebagai “CSV UTF-8” dengan pemisah koma."),
        Reason.MISSING_COLUMN: _(
            "Tambahkan kolom ini dengan judul yang sama seperti pada templat."
        ),
        Reason.EXTRA_COLUMN: _("Hapus kolom ini, atau ganti judulnya dengan judul yang dikenal."),
        Reason.REPEATED_COLUMN: _("Sisakan satu kolom saja dengan judul ini."),
        Reason.CELL_COUNT: _("Samakan banyaknya sel pada baris ini dengan baris judul."),
        Reason.EMPTY: _("Isi sel ini."),
        Reason.NOT_INTEGER: _("Tulis bilangan bulat tanpa huruf dan tanpa satuan."),
        Reason.NOT_NUMBER: _("Tulis angka saja, tanpa huruf dan tanpa satuan."),
        Reason.NOT_DATE: _(
            "Tulis tanggal lengkap dengan urutan tanggal-bulan-tahun, misalnya 21-10-2024."
        ),
        Reason.NOT_MONTH: _("Tulis bulan dan tahun, misalnya 03-2024 atau Maret 2024."),
        Reason.NOT_LISTED: _("Pilih salah satu isi daftar."),
        Reason.LOST_ZERO: _("Jadikan sel berformat Teks, lalu tulis kodenya lengkap dengan nol."),
        Reason.PATTERN: _("Tulis kode seperti contoh yang diharapkan."),
        Reason.OUT_OF_RANGE: _("Periksa kembali angkanya; nilai harus di dalam batas."),
        Reason.REPEATED_KEY: _("Hapus baris yang berulang, atau betulkan pengenalnya."),
        Reason.NO_SUCH_KEY: _(
            "Betulkan pengenal ini, atau sertakan juga berkas yang memuat barisnya."
        ),
        Reason.UNIT: _("Tulis nilai dalam satuan yang diminta."),
        Reason.WRONG_KIND: _("Kirim berkas Excel (.xlsx, .xls), .ods, atau .csv."),
        Reason.ENCRYPTED: _(
            "Buka berkas dengan kata sandinya, simpan tanpa kata sandi, lalu ulangi."
        ),
        Reason.BROKEN: _("Minta berkas dikirim ulang, atau buka dan simpan ulang di Excel."),
        Reason.TOO_LARGE: _("Salin hanya sel yang berisi ke buku kerja baru, simpan, lalu ulangi."),
        Reason.NO_HEADER: _("Beri satu baris judul kolom seperti pada templat, lalu ulangi."),
        Reason.NO_VALUE: _("Buka di Excel dan simpan, agar hasil rumus tersimpan."),
        Reason.ERROR_CELL: _("Betulkan rumusnya, atau ganti dengan nilainya."),
        Reason.UNKNOWN_REGION: _("Tulis nama resmi atau kode Kemendagri wilayah, misalnya 35.79."),
        Reason.AMBIGUOUS_REGION: _(
            "Lengkapi namanya dengan Kabupaten atau Kota, atau tulis kode Kemendagrinya."
        ),
        Reason.CONTEXT: _("Tambahkan keterangan itu pada berkas atau pada perintah."),
        Reason.CONFLICT: _("Putuskan mana yang benar, lalu samakan."),
    }
