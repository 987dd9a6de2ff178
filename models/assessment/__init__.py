"""Bulletins, objections to them, and what follows from them."""
