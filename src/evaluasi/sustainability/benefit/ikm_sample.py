"""How many respondents a satisfaction survey needs, by the table it prescribes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from scipy.special import ndtri

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.sustainability.benefit.ikm_rules import rules
from evaluasi.sustainability.printing import require_share
from evaluasi.text import _, number

PRINTED_LEVEL = 0.95


@dataclass(frozen=True)
class SampleSize(Told):
    """Respondents needed.

    Attributes
    ----------
    n : int
        To the nearest whole number, as the printed table has it.
    exact : float
        Before rounding.
    population : int
    level, margin, share : float
        Confidence, half-width of a share, the share itself.
    """

    n: int
    exact: float
    population: int
    level: float
    margin: float
    share: float

    def to_frame(self) -> pd.DataFrame:
        """Return one row: populasi, sampel, tepat, keyakinan_baku, galat, bagian."""
        return pd.DataFrame(
            {
                "populasi": [self.population],
                "sampel": [self.n],
                "tepat": [self.exact],
                "keyakinan_baku": [self.level],
                "galat": [self.margin],
                "bagian": [self.share],
            }
        )

    def summary(self) -> str:
        """Say the number in Indonesian, and what it holds for."""
        return _(
            "Untuk {population} penerima layanan diperlukan {n} responden yang dipilih acak "
            "(Krejcie dan Morgan; keyakinan {level}%, galat {margin} poin persen pada bagian "
            "{share}%). Rumus ini untuk sebuah persentase, bukan untuk IKM; keyakinan sumbernya B."
        ).format(
            population=number(self.population),
            n=number(self.n),
            level=number(100 * self.level),
            margin=number(100 * self.margin),
            share=number(100 * self.share),
        )


def sample_size(
    population: int, *, level: float = PRINTED_LEVEL, margin: float = 0.05, share: float = 0.5
) -> SampleSize:
    r"""Return the size of a simple random sample from a finite population.

    .. math:: S = \frac{\chi^2 N P (1 - P)}{d^2 (N - 1) + \chi^2 P (1 - P)}

    Parameters
    ----------
    population : int
        Users of the service, *N*.
    level : float
        At 0.95 the printed 3.841 is used, else the quantile itself.
    margin, share : float
        *d* and *P*.

    Raises
    ------
    ParameterError
        For a population below 1 and shares outside 0 … 1.

    References
    ----------
    Krejcie and Morgan (1970), Educational and Psychological Measurement 30, 607–610.
    """
    for name, value in (("level", level), ("margin", margin), ("share", share)):
        require_share(name, value)
    if population != int(population) or population < 1:
        raise ParameterError(
            _("Jumlah penerima layanan harus bilangan bulat paling sedikit 1, bukan {n}.").format(
                n=population
            )
        )
    printed = level == PRINTED_LEVEL
    chi_square = rules().chi_square if printed else float(ndtri(0.5 + level / 2)) ** 2
    spread = chi_square * share * (1 - share)
    exact = spread * population / (margin**2 * (population - 1) + spread)
    return SampleSize(int(exact + 0.5), exact, int(population), level, margin, share)
