"""The composition root: settings, database, cache, application, job loop, command line."""
