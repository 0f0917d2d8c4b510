"""Workbooks to fill in, one per region and edition."""
