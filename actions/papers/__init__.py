"""What is in force: rule sets, values of counties, filings, interpretations."""
