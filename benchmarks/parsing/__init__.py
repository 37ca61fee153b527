"""What the measurements of reading share: our samples, and ways to break them."""
