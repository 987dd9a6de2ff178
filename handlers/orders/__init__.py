"""What becomes of a poor rating, and clues, over HTTP."""
