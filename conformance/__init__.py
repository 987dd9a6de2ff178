"""What a partner's side and ours must both do, tried over HTTP: `haochaping conformance`.

It knows the wire and nothing of the inside, so a vendor can read it as the example of a client.
"""
