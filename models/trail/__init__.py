"""The audit trail, kept logs, keys that follow one another, tombstones and exports."""
