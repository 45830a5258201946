"""Threads that work beside people, and what they keep between two acts."""
