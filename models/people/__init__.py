"""Accounts of staff, verified citizens, their sessions and consents, and who looked at whom."""
