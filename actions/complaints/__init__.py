"""The provincial complaint platform: what it tells, and what it is told back (Art. 7, 11)."""
