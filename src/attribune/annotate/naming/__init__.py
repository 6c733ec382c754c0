"""Names in one document: found, judged by kind, and tied to one another."""
