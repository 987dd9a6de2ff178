"""Rule sets, values of counties, filings and interpretations, as each role may see it."""
