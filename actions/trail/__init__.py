"""The audit trail: written, chained, read in words."""
