"""What a mail is made of: headers, parts, encodings. Pure functions on bytes; nothing here raises on hostile input."""
