"""Papers callers ask for: a record, a PDF made by a job, read in the secure inbox or sent to the fax on file."""
