"""What becomes of a poor rating, and clues, as each role may see it."""
