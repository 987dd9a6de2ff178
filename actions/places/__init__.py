"""Institutions, halls and windows: opened, renamed, moved, merged, closed, as dated facts (2-4)."""
