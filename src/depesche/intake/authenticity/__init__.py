"""Who really sent a mail: DKIM, SPF, DMARC and ARC, computed by us from the bytes as they came.

Nothing a mail says about its own authenticity is believed. Nothing here raises for what is in a mail or for a
resolver that does not answer.
"""
