"""Writing workbooks and CSV files that are safe to open, and taking rows into a dataset."""
