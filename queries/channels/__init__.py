"""Where ratings come in: devices, terminals, paper, partners, as each role may see it."""
