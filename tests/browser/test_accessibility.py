"""The real report and index, looked at by axe-core, the usual accessibility checker."""

from pathlib import Path

import pytest

from evaluasi import reports as rp

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
AXE = ROOT / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("laporan")
    made = rp.run("laporan_wilayah", ["35.10"], out=out, data=ROOT / "data" / "jatim", workers=1)
    assert not made.failed, made.summary()
    return out


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["indeks.html", "35.10_kabupaten-banyuwangi.html"])
def test_axe_finds_no_fault(page, folder, name, width):
    if not AXE.exists():
        pytest.skip(f"belum ada axe-core: npm install --prefix {AXE.parents[2]} axe-core")
    page.driver.set_window_size(width, 900)
    page.open(folder / name)
    page.driver.execute_script(AXE.read_text(encoding="utf-8"))
    found = page.driver.execute_async_script(
        "axe.run(document).then(arguments[arguments.length - 1])"
    )
    assert len(found["passes"]) > 20  # it did look
    faults = [
        f"{fault['impact']} {fault['id']}: {fault['nodes'][0]['html'][:200]}"
        for fault in found["violations"]
    ]
    assert not faults
