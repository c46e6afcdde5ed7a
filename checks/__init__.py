"""What it means: pure questions to documents, and what follows from the answers."""
