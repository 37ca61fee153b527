"""What the room knows about single words: German lemmata and the words that compounds are made of.

`forms` holds the inflected forms and lemmata, read at first use from the data that simplemma (MIT) ships. `parts` is
our own list of compound parts. Nothing is loaded by importing this package.
"""
