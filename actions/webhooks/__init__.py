"""Partners are told of what became of what they brought in (docs/decisions/0065)."""
