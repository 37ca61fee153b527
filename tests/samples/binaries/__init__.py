"""Small files in binary formats, written from text by us: the samples are made of them, and so are tests."""
