"""From HTML or plain text to blocks of clean structure, and from blocks to HTML and text."""
