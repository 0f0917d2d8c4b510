"""The content decides what a file is, and a refusal says what to do instead."""

import pytest
from building_files import label_record, ods, record, workbook, xls, zipped

from evaluasi.tables.faults import Reason
from evaluasi.tables.files import open_file
from evaluasi.tables.files.ole import container_of

ROW = "<table:table table:name='A'><table:table-row><table:table-cell office:value-type='string'>"
ROW += "<text:p>judul</text:p></table:table-cell></table:table-row></table:table>"
HTML = b"<html><body><table><tr><td>judul</td></tr></table></body></html>"

READ = {
    "xlsx named xls": (workbook([["judul"]]), "a.xls", "xlsx"),
    "xlsx named csv": (workbook([["judul"]]), "a.csv", "xlsx"),
    "xls named xlsx": (xls(label_record(0, 0, "judul")), "a.xlsx", "xls"),
    "ods named xlsx": (ods(ROW), "a.xlsx", "ods"),
    "csv named xlsx": (b"judul,b\n1,2\n", "a.xlsx", "csv"),
    "web page named xls": (HTML, "a.xls", "html"),
    "text that begins like a picture": (b"BMKG,b\n1,2\n", "a.csv", "csv"),
}

REFUSED = {
    "nothing": (b"", Reason.WRONG_KIND, "kosong"),
    "blanks only": (b" \r\n\n", Reason.WRONG_KIND, "kosong"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", Reason.WRONG_KIND, "PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", Reason.WRONG_KIND, "gambar"),
    "word": (zipped({"word/document.xml": "<a/>"}), Reason.WRONG_KIND, "dokumen"),
    "binary workbook": (zipped({"xl/workbook.bin": "x"}), Reason.WRONG_KIND, "xlsb"),
    "archive": (zipped({"data/a.xlsx": "x"}), Reason.WRONG_KIND, "arsip"),
    "sheet in XML": (b'<?mso-application progid="Excel.Sheet"?>', Reason.WRONG_KIND, "XML"),
    "web archive": (b"MIME-Version: 1.0\r\n\r\n", Reason.WRONG_KIND, "halaman web"),
    "noise": (bytes(range(1, 32)) * 50, Reason.WRONG_KIND, "tidak dikenal"),
    "half a workbook": (workbook([["a"]])[:2000], Reason.BROKEN, "rusak"),
    "half an old workbook": (xls(label_record(0, 0, "a"))[:5000], Reason.BROKEN, "rusak"),
}


@pytest.mark.parametrize("case", READ)
def test_the_extension_does_not_matter(opened, case):
    content, name, kind = READ[case]
    book = opened(content, name)
    assert book.kind == kind
    assert book.file == name
    assert book.faults == ()
    first = book.grids[0].rows[0][0]
    assert first in ("judul", "BMKG")


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_table_is_refused_with_a_remedy(opened, case):
    content, reason, word = REFUSED[case]
    book = opened(content, "laporan.xlsx")
    assert book.grids == ()
    (fault,) = book.faults
    assert fault.alasan == reason
    assert fault.berkas == "laporan.xlsx"
    assert word in fault.kalimat


def test_a_protected_workbook_is_told_as_such(opened):
    book = opened(container_of("EncryptedPackage", b"x" * 5000))
    assert [fault.alasan for fault in book.faults] == [Reason.ENCRYPTED]
    assert "kata sandi" in book.faults[0].kalimat


def test_an_old_protected_workbook_is_told_as_such(opened):
    book = opened(xls(label_record(0, 0, "a"), before=record(0x002F, b"\x01\x00" * 3)), "a.xls")
    assert [fault.alasan for fault in book.faults] == [Reason.ENCRYPTED]


def test_a_file_that_cannot_be_opened_is_a_fault(tmp_path):
    assert open_file(tmp_path / "tidak_ada.xlsx").faults[0].alasan == Reason.NO_FILE
    assert open_file(tmp_path).faults[0].alasan == Reason.UNREADABLE


def test_a_lock_file_of_excel_is_told_as_such(opened):
    (fault,) = opened(b"x" * 165, "~$data.xlsx").faults
    assert fault.alasan == Reason.WRONG_KIND
    assert "kunci sementara" in fault.kalimat
