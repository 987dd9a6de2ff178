"""Who somebody is: signing in, sessions, what is kept of a person and who may see it."""
