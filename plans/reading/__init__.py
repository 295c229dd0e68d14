"""Documents read: only here are libraries of file formats imported, in the child process."""
