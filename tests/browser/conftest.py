"""A headless Chromium for the tests of what a reader or researcher sees in a browser."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.wait import WebDriverWait

# Nothing but the page under test is fetched, nothing is kept between tests.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture
def chromium(tmp_path):
    """A fresh browser, 1280 × 900, as a selenium driver."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (browser and driver):
        pytest.skip("belum ada peramban uji: sudo apt install chromium chromium-driver")
    options = Options()
    options.binary_location = browser
    for flag in (*FLAGS, "--window-size=1280,900", f"--user-data-dir={tmp_path / 'chromium'}"):
        options.add_argument(flag)
    # Without an explicit path selenium would look for a driver on the network.
    session = webdriver.Chrome(options=options, service=Service(driver))
    session.set_page_load_timeout(60)
    try:
        yield session
    finally:
        session.quit()


class Page:
    """What the tests do with a page, in words; every wait ends as soon as its condition holds."""

    def __init__(self, driver: WebDriver, seconds: float = 30) -> None:
        self.driver = driver
        self.seconds = seconds

    def open(self, address: str | Path) -> None:
        """Open an address, or a file by its path."""
        self.driver.get(address.resolve().as_uri() if isinstance(address, Path) else address)

    def until(self, condition: Callable[[], object], what: str) -> object:
        """Wait until ``condition()`` is true and return it; `what` is told when it never is."""
        return WebDriverWait(
            self.driver, self.seconds, poll_frequency=0.05, ignored_exceptions=(Exception,)
        ).until(lambda _: condition(), f"tidak pernah terjadi: {what}")

    def all(self, css: str) -> list:
        """Every element that the selector finds now."""
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def one(self, css: str):
        """The first visible element that the selector finds, waited for."""
        return self.until(
            lambda: next((e for e in self.all(css) if e.is_displayed()), None), f"ada {css}"
        )

    def text(self, css: str) -> str:
        """The text of the first visible element that the selector finds."""
        return self.one(css).text

    def button(self, text: str):
        """The visible button whose text contains `text`, waited for."""
        return self.until(
            lambda: next(b for b in self.all("button") if text in b.text and b.is_displayed()),
            f"ada tombol {text}",
        )

    def picture(self, path: str | Path, width: int = 1280, height: int = 900) -> None:
        """Save a screenshot of the window in that size."""
        self.driver.set_window_size(width, height)
        self.driver.save_screenshot(str(path))


@pytest.fixture
def page(chromium):
    """The fresh browser behind a few plain verbs."""
    return Page(chromium)
