"""Ended services told by a file: read, judged row by row, confirmed, taken back."""
