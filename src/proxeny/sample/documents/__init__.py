"""Documents of our own that wait in the inbox of the demonstration."""
