"""Agreement of raters and reliability of items: what scoring and sustainability both rest on."""

from evaluasi.agreement.cronbach import cronbach_alpha
from evaluasi.agreement.intraclass import IntraclassCorrelation, icc
from evaluasi.agreement.kappa import Kappa, weighted_kappa
from evaluasi.agreement.krippendorff import Agreement, krippendorff_alpha

__all__ = [
    "Agreement",
    "IntraclassCorrelation",
    "Kappa",
    "cronbach_alpha",
    "icc",
    "krippendorff_alpha",
    "weighted_kappa",
]
