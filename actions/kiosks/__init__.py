"""The terminals of a hall: paired, opened by a person, rated at, cleared."""
