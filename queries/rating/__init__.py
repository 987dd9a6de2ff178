"""What citizens rate, and what they see of it, as each role may see it."""
