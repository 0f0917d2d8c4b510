"""Positions and scores of regions: frames in, frozen results out."""

from evaluasi.rubrics import Rubric
from evaluasi.rubrics import load as load_rubric
from evaluasi.scoring.action_plan import ActionPlan, action_plan
from evaluasi.scoring.iid_index import RegionalIndex, regional_index
from evaluasi.scoring.iid_predicate import Predicate, predicate
from evaluasi.scoring.iid_rescore import Rescored, rescore
from evaluasi.scoring.iid_spd import SpdScores, spd
from evaluasi.scoring.maturity import maturity
from evaluasi.scoring.peers import Peers, structural_peers

__all__ = [
    "ActionPlan",
    "Peers",
    "Predicate",
    "RegionalIndex",
    "Rescored",
    "Rubric",
    "SpdScores",
    "action_plan",
    "load_rubric",
    "maturity",
    "predicate",
    "regional_index",
    "rescore",
    "spd",
    "structural_peers",
]
