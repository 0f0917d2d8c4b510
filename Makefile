# Perintah kerja evaluasi. `make` atau `make bantuan` menampilkan daftarnya.
.DEFAULT_GOAL := bantuan
.PHONY: bantuan laporan jelajah test uji-berat orakel lint bench simulasi-cakupan kunci FORCE

CARI_PYTHON := for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
  if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done
PYTHON := $(shell $(CARI_PYTHON))
EVALUASI := .venv/bin/evaluasi
PYTEST := .venv/bin/python -m pytest

# Stempel lingkungan bergantung pada kunci; lingkungan yang rusak disiapkan ulang walau stempelnya ada.
rusak = $(shell test -n "$(PYTHON)" && $(PYTHON) .ci/environment.py --check $(1) $(2) || echo FORCE)

bantuan: ## Daftar perintah ini
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

laporan: .venv/.inti ## Susun 38 laporan kabupaten/kota Jawa Timur ke reports/ (pilihan lain: ARGS="--wilayah batu")
	$(EVALUASI) laporan $(ARGS)

jelajah: .venv/.inti ## Buka JupyterLab untuk menjelajahi data
	$(EVALUASI) jelajah

test: .venv/.uji ## Jalankan semua uji yang ringan
	$(PYTEST) -m "not berat" -n 2 --dist loadfile $(ARGS)

uji-berat: .venv/.uji ## Jalankan uji dengan hitungan penuh (lama)
	$(PYTEST) -m berat $(ARGS)

orakel: .venv/.uji .venv-orakel/.orakel ## Bandingkan dengan pustaka acuan di lingkungan terpisah
	EVALUASI_ORAKEL=.venv-orakel/bin/python $(PYTEST) tests/oracle $(ARGS)

lint: .venv/.uji ## Periksa gaya, tipe, lantai impor, dan buku catatan tanpa keluaran
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/nbstripout --verify --keep-id notebooks/*.ipynb

bench: .venv/.uji ## Ukur kecepatan (benchmarks/)
	for ukur in benchmarks/*.py; do .venv/bin/python $$ukur || exit 1; done

simulasi-cakupan: .venv/.uji ## Uji cakupan selang kepercayaan dengan simulasi, lalu tulis tabelnya (±25 menit pada 2 inti)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 .venv/bin/python -m evaluasi.simulation.coverage $(ARGS)

kunci: .venv/.uji ## Perbarui ketiga berkas kunci dari pyproject.toml
	.venv/bin/python -m pip install --quiet uv
	.venv/bin/uv pip compile $(KUNCI) --extra pdf --extra docx --output-file requirements.lock
	.venv/bin/uv pip compile $(KUNCI) --extra pdf --extra docx --group uji --constraint requirements.lock --output-file requirements-uji.lock
	.venv/bin/uv pip compile $(KUNCI_ORAKEL) --output-file requirements-orakel.lock
KUNCI := --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url pyproject.toml
KUNCI_ORAKEL := --quiet --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --group orakel

.venv/.inti: requirements.lock pyproject.toml $(call rusak,.venv,requirements.lock)
	$(call siapkan,.venv,requirements.lock)

.venv/.uji: requirements-uji.lock pyproject.toml $(call rusak,.venv,requirements-uji.lock)
	$(call siapkan,.venv,requirements-uji.lock)

.venv-orakel/.orakel: requirements-orakel.lock $(call rusak,.venv-orakel,requirements-orakel.lock)
	$(call siapkan,.venv-orakel,requirements-orakel.lock)

define siapkan
@test -n "$(PYTHON)" || { echo "Python 3.11 atau lebih baru belum ada: pasang dari python.org (Debian/Ubuntu: sudo apt install python3 python3-venv), lalu ulangi."; exit 2; }
@$(PYTHON) .ci/environment.py $(1) $(2)
@touch $@
endef

FORCE:
