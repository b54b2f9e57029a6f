"""What writes completions: models on this machine or on a server. They implement the ports of ``completion``."""
