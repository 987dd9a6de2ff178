"""Where ratings come in: devices, terminals, paper, partners, over HTTP."""
