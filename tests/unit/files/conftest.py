"""Opening bytes under a name."""

import pytest

from evaluasi.tables import files


@pytest.fixture
def opened(tmp_path):
    """Write bytes under a name and open them."""

    def write(content, name="berkas.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        return files.open_file(path)

    return write
