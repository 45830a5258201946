"""Who belongs to an organisation or works for it, and how they come in and leave."""
