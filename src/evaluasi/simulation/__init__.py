"""Datasets with known truth."""
