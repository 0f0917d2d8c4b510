"""Positions and scores of regions: frames in, frozen results out."""

from evaluasi.scoring.peers import Peers, structural_peers

__all__ = ["Peers", "structural_peers"]
