"""The exchange with the province and its reconciliation."""
