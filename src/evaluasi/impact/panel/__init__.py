"""Panels: one canonical form of who was measured when, and who started when."""

from evaluasi.impact.panel.canonical import Panel

__all__ = ["Panel"]
