"""The exchange with the provincial system, out and in (Art. 10)."""
