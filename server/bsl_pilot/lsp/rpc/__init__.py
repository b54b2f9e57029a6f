"""JSON-RPC 2.0 as LSP uses it: framing, errors, parameters, and an endpoint. Knows no LSP method."""
