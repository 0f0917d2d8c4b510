"""One series over time, interrupted at a known point."""
