"""LaTeX in: an independent second reader of what the printer printed."""
