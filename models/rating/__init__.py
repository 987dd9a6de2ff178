"""Ended services, the one rating of each, and what hangs on it."""
