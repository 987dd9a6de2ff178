"""Appeals against ratings, with their evidence and steps."""
