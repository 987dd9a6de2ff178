"""Appeals against a rating, over HTTP."""
