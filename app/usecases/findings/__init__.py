"""What the rules find in a text, what people answer to it, and the audit report of both."""
