"""What several packages need and what knows no word of the training domain."""
