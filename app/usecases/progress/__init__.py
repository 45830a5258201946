"""How far a programme is: who writes what, where each section stands, and what waits for whom."""
