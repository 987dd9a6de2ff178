"""Counties, bureaus, halls, institutions, windows, items, how they changed, and days of rest."""
