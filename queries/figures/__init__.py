"""What was said, counted and published, as each role may see it."""
