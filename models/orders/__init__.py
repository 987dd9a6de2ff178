"""Work orders of poor ratings, concerns, and every step they took."""
