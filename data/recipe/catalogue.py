"""Read the catalogue and give its tables the columns and words of this project."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from recipe.words import Words

Row = dict[str, str]
Tables = dict[str, list[Row]]
Sources = dict[str, Any]


def plain_number(text: str) -> str:
    """Drop the ".0" that a float column adds to whole numbers; lose no digit."""
    return text.removesuffix(".0")


def source_name(text: str, words: Words) -> str:
    """Web addresses are their own name; other references are put into Indonesian."""
    return text if text.startswith("http") else words("asal", text)


def wilayah(rows: list[Row], words: Words) -> list[Row]:
    """Regions with both codes."""
    return [
        {
            "kode": row["kode_kemendagri"],
            "kode_bps": row["kode_bps"],
            "tingkat": row["level"],
            "nama": row["name"],
            "induk": row["parent"],
            "luas_km2": plain_number(row["area_km2"]),
            "penduduk": plain_number(row["population_2025"]),
            "catatan": words.note(row["note"]),
        }
        for row in rows
    ]


def petak(rows: list[Row]) -> list[Row]:
    """Tiles of the East Java map."""
    return [
        {
            "kode": row["kode_kemendagri"],
            "kolom": row["col"],
            "baris": row["row"],
            "singkatan": row["short"],
        }
        for row in rows
    ]


def skor_iid(rows: list[Row], words: Words) -> list[Row]:
    """Turn published scores; what the source says of an award is kept as a remark."""
    return [
        {
            "kode": row["kode_kemendagri"],
            "tahun": row["year"],
            "sumber": source_name(row["source"], words),
            "skor": plain_number(row["score"]),
            "skala": words("skala", row["scale"]),
            "predikat": words("predikat", row["predicate"]),
            "peringkat": row["rank"],
            "lingkup_peringkat": words("lingkup_peringkat", row["rank_scope"]),
            "jumlah_inovasi": row["n_innovations"],
            "keputusan": row["decree"],
            "keyakinan": words("keyakinan", row["confidence"]),
            "catatan": "; ".join(
                filter(None, [*(words("sebutan", a) for a in claims(row)), words.note(row["note"])])
            ),
        }
        for row in rows
    ]


def claims(score: Row) -> list[str]:
    """Split what a score row says about awards."""
    return score["award"].split("; ") if score["award"] else []


def iid_nasional(rows: list[Row], words: Words) -> list[Row]:
    """National figures."""
    table = []
    for row in rows:
        measure, unit = words.pair("ukuran_nasional", row["measure"])
        table.append(
            {
                "tahun": row["year"],
                "ukuran": measure,
                "sumber": source_name(row["source"], words),
                "nilai": plain_number(row["value"]),
                "satuan": unit,
                "keyakinan": words("keyakinan", row["confidence"]),
                "catatan": words.note(row["note"]),
            }
        )
    return table


def recognition(category: str) -> str:
    """Whether a category is a prize, a predicate, or a list that mixes both."""
    if "terinovatif atau sangat inovatif" in category:
        return "pemenang atau predikat"
    return "predikat" if "sangat inovatif" in category else "pemenang"


def award(row: Row, words: Words, **columns: str) -> Row:
    """One award; `columns` holds what differs between the three files that name awards."""
    return {
        "kode": row["kode_kemendagri"],
        "tahun": row["year"],
        "sumber": source_name(row["source"], words),
        "keyakinan": words("keyakinan", row["confidence"]),
        "kode_kandidat": "",
        "pengakuan": recognition(columns["kategori"]),
        **columns,
    }


def penghargaan(iga: list[Row], skk: list[Row], scores: list[Row], words: Words) -> list[Row]:
    """Awards of both contests, and those that only a report about the index mentions."""
    winners = [
        award(
            row,
            words,
            ajang="iga",
            kategori=words("kategori", row["category"]),
            nama=row["region"],
            urutan=row["order_in_list"],
            catatan=words.note(row["note"]),
        )
        for row in iga
    ]
    kecamatan = [
        award(
            row,
            words,
            ajang="skk",
            kategori="pemenang",
            nama=row["kecamatan"],
            kode_kandidat=row["kode_kandidat"],
            catatan=words.note(row["note"].split("; ")[0]),
        )
        for row in skk
    ]
    listed = {(row["kode"], row["tahun"]) for row in winners}
    table = [*winners, *kecamatan, *awards_of_scores(scores, listed, words)]
    return sorted(
        table,
        key=lambda r: (
            *(r["ajang"], r["tahun"], r["kategori"], r["sumber"]),
            *(int(r.get("urutan") or 0), r["nama"]),
        ),
    )


def awards_of_scores(
    scores: list[Row], listed: set[tuple[str, str]], words: Words
) -> Iterable[Row]:
    """Awards named in the score file alone; a nominee or a claimant has none."""
    for row in scores:
        for claim in claims(row):
            special = words.knows("kategori_khusus", claim)
            unlisted = (row["kode_kemendagri"], row["year"]) not in listed
            if not special and not (unlisted and words.knows("kategori_utama", claim)):
                continue
            ranked = not special and row["rank_scope"].endswith("(IGA)")
            yield award(
                row,
                words,
                ajang="iga",
                kategori=words("kategori_khusus", claim)
                if special
                else f"{level(row)} {words('kategori_utama', claim)}",
                nama=row["region"],
                urutan=row["rank"] if ranked else "",
                catatan=words.note("only in the score file"),
            )


def level(row: Row) -> str:
    """provinsi, kabupaten or kota, read from the name, which carries it in this file."""
    return row["region"].split()[0].lower()


def kasus(rows: list[Row], skk: list[Row], words: Words) -> list[Row]:
    """Dated facts; the innovations of the kecamatan winners follow as facts too."""
    facts = [
        {
            "id": f"kasus-{int(row['id']):02}",
            "kode": row["kode_kemendagri"],
            "tahun": row["year"],
            "tanggal_mulai": row["date_start"],
            "tanggal_selesai": row["date_end"],
            "topik": words("topik", row["topic"]),
            "ukuran": words("ukuran_kasus", row["measure"]),
            "nilai": plain_number(row["value"]),
            "satuan": words("satuan", row["unit"]),
            "teks": words("teks_kasus", row["text"]),
            "sumber": source_name(row["source"], words),
            "keyakinan": words("keyakinan", row["confidence"]),
            "catatan": words.note(row["note"]),
        }
        for row in rows
    ]
    return facts + [fact for row in skk if row["innovation"] for fact in winner_facts(row, words)]


def winner_facts(row: Row, words: Words) -> Iterable[Row]:
    """Title, theme and coaching of one kecamatan winner.

    Title and theme rest on one article, so they are less certain than the award itself.
    """
    two_sources, one_article = row["note"].split("; ")
    coaches = words("pendamping", row["coaching_by"])
    texts = {
        "judul_inovasi": row["innovation"],
        "tema": words("tema", row["theme"]),
        "pendampingan": f"pendampingan pemenang SKK {row['year']} oleh {coaches}",
    }
    for measure, text in texts.items():
        coaching = measure == "pendampingan"
        yield {
            "id": f"skk-{row['year']}-{row['kode_kemendagri']}-{measure}",
            "kode": row["kode_kemendagri"],
            "tahun": row["coaching_start"][:4] if coaching else row["year"],
            "tanggal_mulai": row["coaching_start"] if coaching else "",
            "tanggal_selesai": row["coaching_end"] if coaching else "",
            "topik": "SKK",
            "ukuran": measure,
            "teks": text,
            "sumber": source_name(row["source"], words),
            "keyakinan": words("keyakinan", row["confidence"] if coaching else "medium"),
            "catatan": words.note(two_sources if coaching else one_article),
        }


def capaian(rows: list[Row], words: Words) -> list[Row]:
    """Outcome values; the catalogue already has the columns of the table."""
    table = [
        row
        | {
            "nilai": plain_number(row["nilai"]),
            "keyakinan": words("keyakinan", row["keyakinan"]),
            "catatan": words.note(row["catatan"]),
        }
        for row in rows
    ]
    return sorted(table, key=lambda r: (r["kode"], r["indikator"], r["tahun"]))


def sumber(letters: list[Row], used: set[str], sources: Sources, words: Words) -> list[Row]:
    """Every source that another table names: letters, then references, then web addresses."""
    table = [letter_source(row, words) for row in letters] + sources["tambahan"]
    references = sorted(used - {row["sumber"] for row in table})
    return sorted(table, key=lambda r: r["sumber"]) + [
        {
            "sumber": name,
            "asal": name,
            "penerbit": publisher(name, words),
            "lisensi": sources["berita"],
        }
        for name in references
    ]


def letter_source(row: Row, words: Words) -> Row:
    """One collection of statistics, known by its letter."""
    origin = row["asal"]
    publisher_name, channel = words.pair("penerbit_huruf", row["penerbit"])
    licence, terms = words.pair("lisensi", row["lisensi"])
    return {
        "sumber": row["sumber"],
        "asal": origin if origin.startswith("github:") else words("asal", origin),
        "penerbit": publisher_name,
        "lisensi": licence,
        "catatan": "; ".join(filter(None, [channel, terms])),
    }


def publisher(name: str, words: Words) -> str:
    """Who published a page, from its address; two addresses give two names."""
    if not name.startswith("http"):
        return words("penerbit", name)
    return "; ".join(words("penerbit", urlsplit(part).netloc) for part in name.split("; "))


def read(path: Path) -> list[Row]:
    """Rows of a CSV file, all cells as text without the spaces around them."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{key: cell.strip() for key, cell in row.items()} for row in csv.DictReader(file)]


def read_catalogue(folder: Path, words: Words, sources: Sources) -> Tables:
    """All tables of the national dataset, in Indonesian."""
    scores, skk = read(folder / "iid_scores.csv"), read(folder / "skk.csv")
    outcomes = read(folder / "capaian_jatim.csv") + read(folder / "capaian_nasional.csv")
    tables = {
        "wilayah": wilayah(read(folder / "regions.csv"), words),
        "petak": petak(read(folder / "geo" / "jatim_tilegrid.csv")),
        "skor_iid": skor_iid(scores, words),
        "iid_nasional": iid_nasional(read(folder / "iid_national.csv"), words),
        "penghargaan": penghargaan(read(folder / "iga_winners.csv"), skk, scores, words),
        "kasus": kasus(read(folder / "kasus.csv"), skk, words),
        "capaian": capaian(outcomes, words),
    }
    letters = read(folder / "sumber.csv")
    return tables | {"sumber": sumber(letters, names_used(tables), sources, words)}


def names_used(tables: Tables) -> set[str]:
    """Every source that some row names."""
    return {row["sumber"] for rows in tables.values() for row in rows if "sumber" in row}
