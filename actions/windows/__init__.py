"""Codes and devices at windows."""
