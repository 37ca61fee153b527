"""One module a picture; each has `draw(sheet)`."""
