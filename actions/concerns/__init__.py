"""Clues, and the desks that read them."""
