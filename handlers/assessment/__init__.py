"""What figures mean for institutions and officers, over HTTP."""
