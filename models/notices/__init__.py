"""What is to be said to whom, and whether it arrived."""
