"""What people are told, as each role may see it."""
