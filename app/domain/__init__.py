"""The trade in plain Python: people, programmes, text, trail. Imports no framework."""
