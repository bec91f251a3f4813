"""The clearinghouse that carries files between us and payers: interface, the local folder, and the outbox."""
