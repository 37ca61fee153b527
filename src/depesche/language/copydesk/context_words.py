"""The small words by which a headline gives away what a word beside them is. All folded."""

from __future__ import annotations

_ARTICLES = "ein eine einen einem einer eines kein keine keinen keinem keiner keines des dem den"
_OWNERS = "mein dein sein ihr unser euer"
_POINTERS = "dies jen jed welch manch solch"
_CONTRACTIONS = "im am zum zur vom beim ins ans aufs fuers ums uebers unterm hinterm durchs vorm"
_PREPOSITIONS = """
in an auf aus bei bis durch fuer gegen mit nach ohne seit trotz ueber unter von vor wegen zwischen laut pro per ab
binnen
"""
_PRONOUNS = "ich du er sie es wir ihr man wer zu nicht ihm ihn ihnen uns mich dich mir dir sich"
_ADVERBS = "lieber gern gerne oft nie niemals"
_NUMBERS = """
null zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf hundert tausend dutzende hunderte tausende
"""
_QUANTITIES = "viele wenige mehrere einige zahlreiche keine alle beide weitere etliche mehr weniger"
_FOLLOWING = """
auf um gegen fuer von in im an am bei mit nach ueber zu zum zur des der und oder zwischen unter vor aus ohne
"""
_MODALS = """
will wollen soll sollen kann koennen muss muessen darf duerfen mag moegen wird werden laesst lassen wuerde wuerden
koennte koennten sollte sollten wollte wollten musste mussten koenne muesse solle wolle duerfe werde moege geht
gehen ging bleibt bleiben blieb hilft helfen lernt lernen lehrt lehren sieht sehen hoert hoeren laesst liess
"""

CONJUNCTIONS = frozenset(
    {"und", "oder", "aber", "dass", "ob", "wenn", "weil", "wie", "was", "warum", "wo", "wer", "als"}
)
_PLAIN_WORDS = """
alte alten alter junge jungen junger kleine kleinen kleiner grosse grossen grosser arme armen armer reiche reichen
reicher schwache schwachen schwacher rechte rechten rechter linke linken linker fremde fremden fremder blinde blinden
"""
PLAIN = frozenset(_PLAIN_WORDS.split())
AUXILIARIES = ("hat", "haben", "hatte", "hatten", "ist", "sind", "war", "wird", "werden", "wurde", "wurden")
LIKE_A_PARTICIPLE = ("te", "ter", "ten", "tes", "tem", "nde", "nder", "nden", "ndes")
_ENDINGS = ("e", "en", "em", "er", "es", "")
DETERMINERS = frozenset(_ARTICLES.split()) | {
    stem + ending for stem in (*_OWNERS.split(), *_POINTERS.split()) for ending in _ENDINGS
}
GOVERNING = frozenset(_PREPOSITIONS.split())
CONTRACTED = frozenset(_CONTRACTIONS.split())
DEFINITE = frozenset({"der", "die", "das"})
NEVER_BEFORE_A_NOUN = frozenset(_PRONOUNS.split() + _ADVERBS.split())
COUNTING = frozenset(_NUMBERS.split())
MEASURING = frozenset(_QUANTITIES.split())
MODAL = frozenset(_MODALS.split())
LEADING_ON = frozenset(_FOLLOWING.split())
INTRODUCING = DETERMINERS | CONTRACTED | GOVERNING | COUNTING | MEASURING | DEFINITE | {"um"}
