"""Services that ended, who tells of them, and who asks for their rating."""
