"""Writing the text of a programme: opening a section, its words, facts, pictures, remarks and history."""
