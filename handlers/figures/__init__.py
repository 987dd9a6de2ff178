"""What was said, counted and published, over HTTP."""
