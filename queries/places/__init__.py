"""Institutions, halls, windows and their codes, as each role may see it."""
