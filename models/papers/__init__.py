"""Rule sets, indicator sets, values of counties, filings and interpretations."""
