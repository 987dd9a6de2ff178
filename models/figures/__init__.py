"""Sums of days and months, and which days are counted."""
