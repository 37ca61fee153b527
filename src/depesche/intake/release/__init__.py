"""From a mail's text to a release: what kind it is, what it says, and what around it is no part of it."""
