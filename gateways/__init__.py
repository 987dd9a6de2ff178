"""The outside, one file a party: own exceptions out, codes in one table, always a timeout."""
