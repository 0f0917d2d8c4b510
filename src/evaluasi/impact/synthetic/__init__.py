"""Weighted averages of untreated units that stand in for a treated one."""
