"""Who is at the door: passwords, second factor, sessions, tokens, and pauses after wrong tries."""
