"""Appeals against a rating, as each role may see it."""
