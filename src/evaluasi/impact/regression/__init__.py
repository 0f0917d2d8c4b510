"""Least squares with unit and time effects on plain arrays, and its cluster-robust covariance."""
