"""The scan of a worksheet's XML gives the same however the stream is cut."""

import pytest

from evaluasi.tables.files import sheet_xml

ROWS = (
    '<row r="2" hidden="1"><c r="B2" t="e"><v>#REF!</v></c><c r="C2" s="1"/></row>'
    '<row r="3" s="4" hidden="true"/>'
    '<row r="4"><c t="e" s="2" r="A4"><f>1/0</f><v>#DIV/0!</v></c>'
    '<c r="D4"><f t="shared" si="0"/></c><c r="E4" t="inlineStr"><is><t>a &gt; b</t></is></c></row>'
    '<row r="9"><c r="A9" t="str"><f>IF(1,"","")</f><v></v></c><c r="F12" s="3"/></row>'
)
PLAIN = (
    '<row/><row hidden="1"><c/><c t="e"><v>#REF!</v></c><c s="1"/></row><row hidden="true"/>'
    '<row><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c/><c/><c><f/></c><c><v>1</v></c></row>'
)


def xml(rows, prefix=""):
    text = f"<worksheet><cols><col min='1'/></cols><sheetData>{rows}</sheetData></worksheet>"
    if prefix:
        text = text.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
    return text.encode()


def told(content, size):
    pieces = (content[n : n + size] for n in range(0, len(content), size))
    marks = sheet_xml.scan(pieces)
    return marks.errors, marks.no_value, marks.hidden, marks.height, marks.width


@pytest.mark.parametrize("size", [1, 7, 50, 10_000])
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_cuts_and_prefixes_change_nothing(size, prefix):
    errors = {(1, 1): "#REF!", (3, 0): "#DIV/0!"}
    assert told(xml(ROWS, prefix), size) == (errors, {(3, 3)}, {2, 3}, 9, 5)


@pytest.mark.parametrize("size", [1, 7, 50, 10_000])
def test_cells_without_references_are_counted(size):
    errors = {(1, 1): "#REF!", (3, 0): "#DIV/0!"}
    assert told(xml(PLAIN), size) == (errors, {(3, 3)}, {2, 3}, 4, 5)
