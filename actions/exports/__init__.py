"""Lists as files, long ones as jobs."""
