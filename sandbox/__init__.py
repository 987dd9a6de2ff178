"""Stand-ins for every outside party: a process of its own, reached over real HTTP.

The product never imports it, and it imports nothing of the product: what the two agree on is
what the real parties publish.
"""
