"""A programme on paper: what a person should know before, its document control, its look, Word and PDF."""
