"""What holds for every test: hypothesis draws the same examples each time, without a clock."""

import json
import signal
import sys

import pytest
from hypothesis import HealthCheck, settings

# A shell that runs the tests in the background lets them ignore Ctrl-C, and their children too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A loaded machine must not turn a test red, and a red test must stay red when run again.
settings.register_profile(
    "uji", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("uji")


@pytest.fixture(autouse=True)
def nothing_loaded_before():
    """Forget which data other tests loaded: simulated ones would put SIMULASI on everything."""
    yield
    loaded = sys.modules.get("evaluasi.tables.provenance")
    if loaded is not None:
        loaded.forget()


@pytest.fixture(scope="session")
def unseal():
    """A function that takes sizes and digests out of a copied dataset, so that it can be edited."""

    def without_digests(folder):
        file = folder / "datapackage.json"
        described = json.loads(file.read_text(encoding="utf-8"))
        for resource in described["resources"]:
            for name in ("bytes", "hash", "bagian"):
                resource.pop(name, None)
        file.write_text(json.dumps(described), encoding="utf-8")

    return without_digests
