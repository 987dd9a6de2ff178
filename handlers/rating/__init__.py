"""What citizens rate, and what they see of it, over HTTP."""
