"""What each role may see: always `by=`, scoped in the SQL itself, typed rows out."""
