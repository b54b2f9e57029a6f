"""How messages reach the server: stdio, TCP, WebSocket; and how it notices that its client is gone."""
