"""Appeals against a rating, from the officer to the decision."""
