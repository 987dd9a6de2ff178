"""The demo city: a made-up Chaozhou with real town names and plainly invented people."""
