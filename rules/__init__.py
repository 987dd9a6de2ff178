"""The regulation: pure, without clock and without input or output. The law can be read here."""
