"""Plans and their new versions in chat: read from a file, checked, put into use."""
