"""Ratings on their way into the table, and what looks after them there."""
