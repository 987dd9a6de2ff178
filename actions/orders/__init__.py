"""What becomes of a poor rating: work orders, step by step."""
