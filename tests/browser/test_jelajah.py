"""A researcher opens the exploration notebook in JupyterLab and works with the app."""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from evaluasi.reports.explore import lab

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "jelajah.ipynb"
QUIET = {"fetchNews": "false", "checkForUpdates": False}


@dataclass(frozen=True)
class Served:
    """A JupyterLab that runs: the notebook's address and folder."""

    address: str
    folder: Path


@pytest.fixture
def served(tmp_path, page):
    """JupyterLab on a copy of the notebook, with settings of its own that ask nothing."""
    home = tmp_path / "jupyter"
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(QUIET))
    notebook = tmp_path / "notebooks" / NOTEBOOK.name
    notebook.parent.mkdir()
    shutil.copy(NOTEBOOK, notebook)
    folders = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    environment = {
        **os.environ,
        **{f"JUPYTER_{name}": str(home / name) for name in folders},
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_TOKEN": secrets.token_hex(16),
    }
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--no-browser", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            lab.command(notebook, options), cwd=lab.root_of(notebook), env=environment, stderr=log
        )
    try:
        # The page that JupyterLab would hand to the user's own browser.
        opened = page.until(
            lambda: next((home / "RUNTIME_DIR").glob("*file-to-run*.html")).read_text(),
            "JupyterLab mulai",
        )
        yield Served(unescape(re.search(r'href="([^"]+)"', opened)[1]), tmp_path)
    finally:
        server.terminate()
        server.wait(30)


def run_all(page):
    page.until(lambda: page.one("[data-status=idle]"), "kernel siap")
    page.one("[data-command='notebook:restart-run-all']").click()
    page.one(".jp-Dialog .jp-mod-accept").click()
    page.until(lambda: page.all(".jp-OutputArea-output > table"), "sel terakhir selesai")


def tile(page, name):
    return page.one(f".evaluasi-petak[title^='{name} (']")


def finding(page):
    return page.one(".evaluasi-gambar img").get_attribute("alt")


def open_tab(page, title):
    page.until(
        lambda: next(t for t in page.all(".lm-TabBar-tab") if t.text == title).click() or True,
        f"tab {title} dibuka",
    )


def test_a_researcher_picks_looks_compares_and_takes_the_results_along(page, served):
    page.open(served.address)
    run_all(page)
    assert not page.all("[data-mime-type='application/vnd.jupyter.stderr']")
    assert not page.all("[data-mime-type='application/vnd.jupyter.error']")
    assert "Kota Batu" in finding(page)

    first = finding(page)
    tile(page, "Kabupaten Banyuwangi").click()
    page.until(lambda: finding(page) != first, "gambar berganti")
    assert tile(page, "Kabupaten Banyuwangi").text == "✓Banyuwangi"

    second = finding(page)
    tile(page, "Kota Batu").send_keys(Keys.SPACE)
    page.until(lambda: "Kabupaten Banyuwangi" in finding(page) != second, "papan tik memilih petak")
    assert tile(page, "Kabupaten Banyuwangi").text == "★Banyuwangi"

    open_tab(page, "Tabel")
    before = page.text(".evaluasi-tabel")
    assert "Persentase penduduk miskin" in before
    indicator = next(s for s in page.all(".evaluasi-jelajah select") if "Gini" in s.text)
    Select(indicator).select_by_visible_text("Rasio Gini (indeks 0-1), 2010–2025")
    page.until(lambda: "Rasio Gini" in page.text(".evaluasi-tabel"), "tabel berganti")
    assert "Sumber: BPS" in page.text(".evaluasi-tabel")

    open_tab(page, "Kode")
    page.button("Salin kode").click()
    page.until(lambda: page.text(".evaluasi-kode [role=status]") == "Tersalin.", "kode tersalin")
    assert 'ds.series("gini"' in clipboard(page)

    open_tab(page, "Gambar")
    assert "rasio gini" in finding(page).lower()
    page.button("Simpan gambar").click()
    page.until(lambda: "Tersimpan" in page.text(".evaluasi-simpan"), "gambar tersimpan")
    saved = served.folder / "notebooks" / "reports" / "jelajah"
    assert str(saved) in page.text(".evaluasi-simpan")
    assert {path.suffix for path in saved.iterdir()} == {".svg", ".png"}

    for width in (1280, 900):
        page.picture(served.folder / f"jelajah-{width}.png", width)
        assert not cut_off(page)

    search = page.one(".evaluasi-jelajah input[list]")
    search.send_keys("malang", Keys.ENTER)
    told = page.until(lambda: page.text(".evaluasi-galat"), "pesan muncul")
    assert "Kabupaten Malang" in told
    assert "Kota Malang" in told


def cut_off(page):
    """The rows that are wider than the window lets them be; the tiles may scroll."""
    wider = "return arguments[0].filter(e => e.scrollWidth > e.clientWidth + 1).length"
    rows = page.all(".evaluasi-jelajah, .evaluasi-jelajah .widget-hbox, .evaluasi-gambar")
    return page.driver.execute_script(wider, rows)


def clipboard(page):
    page.driver.execute_cdp_cmd("Browser.grantPermissions", {"permissions": ["clipboardReadWrite"]})
    return page.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
