"""The province and the complaint platform, out and in, as each role may see it."""
