"""Near-duplicates: shortened, extended and reworded copies of a text.

>>> original = fingerprint("Die Feuerwehr löschte am Dienstag einen Brand in der Altstadt, verletzt wurde niemand.")
>>> copy = fingerprint("Die Feuerwehr löschte am Dienstag einen Brand in der Altstadt.")
>>> containment(original, copy) >= NEAR
True
"""

from depesche.language.duplicates.fingerprint import NEAR, Fingerprint, containment, fingerprint
from depesche.language.duplicates.index import Index

__all__ = ["NEAR", "Fingerprint", "Index", "containment", "fingerprint"]
