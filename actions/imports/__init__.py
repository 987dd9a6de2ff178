"""Excel templates of a bureau's first day: preview, all or nothing, undo."""
