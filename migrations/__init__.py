"""Numbered, small, never edited once they have landed."""
