"""Rule sets, values of counties, filings and interpretations, over HTTP."""
