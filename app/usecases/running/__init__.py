"""What an installation does by itself or for its operator: mail, tidying, room on the disk."""
