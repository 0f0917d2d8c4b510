"""Capacity beside sustainment: quadrants, and innovations at risk with their reasons."""
