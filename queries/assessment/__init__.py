"""What figures mean for institutions and officers, as each role may see it."""
