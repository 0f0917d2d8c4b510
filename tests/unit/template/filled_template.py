"""A template filled by script, and recalculated by LibreOffice where that is installed."""

import datetime as dt
import random
import shutil
import subprocess
import warnings

from openpyxl import load_workbook

LIBREOFFICE = shutil.which("soffice")
OFFICES = ("Dinas Kesehatan", "Bappeda", "Kecamatan Junrejo")
AFFAIRS = ("Kesehatan", "Pendidikan", "Pertanian")
# Signs that a spreadsheet may take for wildcards, and titles that these would match.
TITLES = ("LAPOR*", "LAPOR PAK", "Siapa?", "Siapa Dia", "~Tilde~", "5 < 6 = ya", "'kutip' \"dua\"")


def levels(sheet):
    """The columns of the twenty levels."""
    return [cell.column for cell in sheet[7] if str(cell.value)[:2].isdigit()]


def fill(source, target, seed=1):
    """Fill in 2 innovations per title of `TITLES`, their evidence and some levels of the region.

    Returns
    -------
    list of dict
        What was filled: judul, opd, levels (None where left blank), documents.
    """
    draw = random.Random(seed)
    workbook = load_workbook(source)
    sheet, evidence = workbook["Inovasi"], workbook["Bukti"]
    column = {cell.value: cell.column for cell in sheet[7]}
    filled, document = [], 8
    for n, title in enumerate([t + more for t in TITLES for more in ("", " 2")]):
        row = {
            "judul": title,
            "opd": draw.choice([*OFFICES, "Dinas Lain", None]),
            "levels": [draw.choice([None, 0, 1, 2, 3]) for _ in levels(sheet)],
            "documents": draw.randrange(3),
        }
        place = 8 + n + (n > 3)  # a blank row in between
        sheet.cell(place, 1).value, sheet.cell(place, column["Perangkat daerah"]).value = (
            title,
            row["opd"],
        )
        sheet.cell(place, column["Urusan utama"]).value = draw.choice(AFFAIRS)
        sheet.cell(place, column["Tanggal penerapan"]).value = dt.date(2025, 1, 31)
        for where, level in zip(levels(sheet), row["levels"], strict=True):
            sheet.cell(place, where).value = level
        for k in range(row["documents"]):
            evidence.cell(document, 1).value = title
            evidence.cell(document, 2).value = "i16"
            evidence.cell(document, 3).value = f"sk-{n}-{k}.pdf"
            document += 1
        filled.append(row)
    for n, formula in enumerate(("=ROWS(daftar_judul)", "=INDEX(daftar_judul,15)"), start=1):
        workbook["Petunjuk"].cell(n, 26).value = formula
    workbook.save(target)
    return filled


def recalculated(path, folder):
    """The values of a workbook after LibreOffice has computed it."""
    command = [
        LIBREOFFICE,
        f"-env:UserInstallation={(folder / 'profil').as_uri()}",
        *("--headless", "--convert-to", "xlsx"),
        *("--outdir", str(saved_copy(path, folder).parent), str(path)),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl knows not all that LibreOffice writes
        return load_workbook(saved_copy(path, folder), data_only=True)


def saved_copy(path, folder):
    """Where LibreOffice puts the workbook that it computed."""
    return folder / "hitung" / path.name
