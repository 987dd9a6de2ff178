"""Institutions, halls, windows and their codes, over HTTP."""
