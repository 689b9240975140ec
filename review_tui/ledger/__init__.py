"""What happened, durable: journals, the storage under TinyDB, content files, verify, backup."""
