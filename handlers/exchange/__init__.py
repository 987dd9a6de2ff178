"""The province and the complaint platform, out and in, over HTTP."""
