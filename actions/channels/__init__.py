"""Channels of people without a smartphone: call, paper, text message (Art. 7)."""
