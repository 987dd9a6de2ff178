"""The SQL of the rating's write path, one file a database. The schema itself stays portable."""
