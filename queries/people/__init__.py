"""Who somebody is, what is kept of a person, and who may see it, as each role may see it."""
