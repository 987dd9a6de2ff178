"""Counting what was said, and publishing it."""
