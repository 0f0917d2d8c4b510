"""What people type for a region, and what comes of it: one row is one case."""

import math

import pytest

from evaluasi import regions

# masukan | kode, or the candidates in brackets, or nothing at all | keyakinan
DRAWN = """
Codes
  35.79                                  | 35.79                | 1
  3579                                   | 35.79                | 1
  3579.0                                 | 35.79                | 1
  35,79                                  | 35.79                | 1
  35                                     | 35                   | 1
  35.79.03                               | 35.79.03             | 1
  357903                                 | 35.79.03             | 1
  3579010                                | 35.79.01             | 1
  99.99                                  |                      |

Digits that the Kemendagri and BPS lists give to different regions
  1103                                   | [11.03 11.01]        |
  11.03                                  | 11.03                | 1
  1112                                   | 11.12                | 1
  94                                     | [94 91]              |

Papua: BPS codes after 2022 are not on file, so digits alone prove nothing
  9501                                   | [95.01]              |
  9471                                   | [91.71]              |
  95.01                                  | 95.01                | 1

Codes that lost a zero
  35.1                                   | [35.10 35.01]        |
  35.2                                   | [35.20 35.02]        |
  35.79.3                                | [35.79.03]           |
  35.7                                   | [35.07]              |

Code and name together must agree
  35.79 Kota Batu                        | 35.79                | 1
  Kota Batu (35.79)                      | 35.79                | 1
  1103 Aceh Selatan                      | 11.01                | 1
  35.73 Malang                           | 35.73                | 1
  35.79.01 Batu                          | 35.79.01             | 1
  35.79 Kota Malang                      | [35.79 35.73]        |
  12. Kab. Malang                        | [12 35.07]           |

Names with their type, however it is written
  Kab. Malang                            | 35.07                | 1
  Kab Malang                             | 35.07                | 1
  Kab.Malang                             | 35.07                | 1
  KABUPATEN MALANG                       | 35.07                | 1
  KOTA MALANG                            | 35.73                | 1
  Kotamadya Malang                       | 35.73                | 1
  Pemkot Malang                          | 35.73                | 1
  Pemkab Malang                          | 35.07                | 1
  Pemerintah Kota Surabaya               | 35.78                | 1
  Pemerintah Daerah Kabupaten Bojonegoro | 35.22                | 1
  Prov. Jawa Timur                       | 35                   | 1
  Propinsi Jawa Timur                    | 35                   | 1
  Kec. Batu                              | 35.79.01             | 1
  KotaBatu                               | 35.79                | 1

Names without a type: provinces, kabupaten and kota come before kecamatan
  batu                                   | 35.79                | 1
  Surabaya                               | 35.78                | 1
  Banyuwangi                             | 35.10                | 1
  Jawa Timur                             | 35                   | 1
  Pabean Cantian                         | 35.78.12             | 1
  Rembang                                | 33.17                | 1

Names that more than one region bears
  Malang                                 | [35.07 35.73]        |
  Madiun                                 | [35.19 35.77]        |
  Kab/Kota Malang                        | [35.07 35.73]        |
  Bengkulu                               | [17 17.71]           |
  Yogyakarta                             | [34 34.71]           |
  Genteng                                | [35.10.09 35.78.07]  |
  Kec. Genteng                           | [35.10.09 35.78.07]  |

A type that contradicts the name is not overruled
  Kota Banyuwangi                        | [35.10]              |
  Kab. Surabaya                          | [35.78]              |
  Kota Sumenep                           | [35.29.01 35.29]     |
  Kec. Kota Sumenep                      | 35.29.01             | 1
  Kota                                   | [35.71.02]           |
  Kec. Kota                              | 35.71.02             | 1

"Kota" inside a name
  Kotabaru                               | 63.02                | 1
  Kota Baru                              | 63.02                | 1
  Kabupaten Kota Baru                    | 63.02                | 1
  Kotamobagu                             | 71.74                | 1
  Kab. Lima Puluh Kota                   | 13.07                | 1

Capitals of custom and law
  DKI Jakarta                            | 31                   | 1
  Daerah Khusus Ibu Kota Jakarta         | 31                   | 1
  D.I. Yogyakarta                        | 34                   | 1
  DIY                                    | 34                   | 1
  Kab. Adm. Kep. Seribu                  | 31.01                | 1

Spaces, hyphens, apostrophes and case do not count
  Fakfak                                 | 92.03                | 1
  toli toli                              | 72.04                | 1
  Raas                                   | 35.29.22             | 1
  GULUK - GULUK                          | 35.29.09             | 1
  Pangkajene & Kepulauan                 | 73.10                | 1

Incomplete names that fit one region alone
  Kota Yogya                             | 34.71                | 0.9
  Bangka Belitung                        | 19                   | 0.9
  Kalimantan                             | [61 62 63 64 65]     |
  Kab. Jembr                             | [51.01 35.09]        |

Misspelt names
  Banyuwngi                              | 35.10                | 0.9
  Surbaya                                | 35.78                | 0.88
  Kab. Probolingo                        | 35.13                | 0.91
  Probolingo                             | [35.13 35.74]        |
  Kec. Mmbulsari                         | [35.09.23 35.09.05]  |
  Kota Mlang                             | [35.73 33.71]        |
  Atlantis                               |                      |
"""

CASES = [
    tuple(cell.strip() for cell in line.split("|")) for line in DRAWN.splitlines() if "|" in line
]


def test_every_drawn_line_is_a_case():
    assert len({typed for typed, *_ in CASES}) == len(CASES) > 60


@pytest.mark.parametrize(("typed", "meant", "confidence"), CASES, ids=[c[0] for c in CASES])
def test_what_people_type(typed, meant, confidence):
    found = regions.match([typed]).iloc[0]
    if not confidence:
        assert math.isnan(found.keyakinan)
        assert found.isna().kode
        assert found.kandidat == tuple(meant.strip("[]").split())
    else:
        assert (found.kode, found.keyakinan) == (meant, float(confidence))
        assert found.nama == regions.get(meant).nama
        assert found.kandidat == ()
