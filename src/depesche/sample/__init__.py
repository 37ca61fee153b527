"""The sample newsroom: texts, pictures and mails written by us, and what loads them. No Django, no database."""
