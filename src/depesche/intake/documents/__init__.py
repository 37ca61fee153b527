"""Releases that came as a file: PDF, Word, OpenDocument, RTF. What is here runs behind `intake.isolation` only."""
