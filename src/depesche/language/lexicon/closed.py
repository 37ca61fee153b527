"""German and English function words: the closed classes, in full."""

from __future__ import annotations

_GERMAN = """
der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keines
ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen sich man mein dein sein unser euer
meine meinen meinem meiner meines deine deinen deinem deiner deines seine seinen seinem seiner seines
ihre ihren ihrem ihrer ihres unsere unseren unserem unserer unseres eure euren eurem eurer eures
dieser diese dieses diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem welcher welche welches
welchen welchem wer wen wem wessen was derer deren dessen denen selbst einander jemand niemand etwas nichts alle allen
allem aller alles viele vielen vieler manche manchen einige einigen einiger mehrere mehreren beide beiden solche solchen
in im ins an am ans auf aufs aus bei beim bis durch durchs entlang fuer fuers gegen gegenueber hinter in mit nach
neben ohne seit trotz ueber ueberm uebers um ums unter unterm unters von vom vor vorm waehrend wegen wider zu zum zur
zwischen ab ausser binnen dank gemaess innerhalb ausserhalb laut mangels mittels oberhalb unterhalb samt statt anstatt
und oder aber denn sondern doch dass daß ob weil wenn als wie da damit obwohl bevor nachdem sobald solange indem sofern
falls sowie sowohl weder noch entweder je desto umso
beides alles vieles weniges einiges manches weiteres
nicht auch nur noch schon sehr so dann dort hier nun jetzt immer wieder mehr weniger etwa rund fast ganz gar eben ja
nein zwar also jedoch dabei dafuer dagegen daher darauf daraus darin darum darueber davon davor dazu daran danach
dadurch hierzu hierbei wo wohin woher wann warum wieso weshalb wobei womit wofuer worauf worueber zudem
bin bist ist sind seid war warst waren wart gewesen sei seien waere waeren habe hast hat haben habt hatte hatten
haette haetten gehabt werde wirst wird werden werdet wurde wurden wuerde wuerden worden geworden kann kannst koennen
koennt konnte konnten koennte koennten muss musst muessen muesst musste mussten muesste muessten soll sollst sollen
sollt sollte sollten will willst wollen wollt wollte wollten darf duerfen durfte durften duerfte duerften mag moegen
mochte mochten moechte moechten koenne muesse solle wolle duerfe werde moege
"""

_ENGLISH = """
a an the and or but nor so yet if because as until while of at by for with about against between into through during
before after above below to from up down in out on off over under again then once here there when where why how all any
both each few more most other some such no not only own same than too very can will just should would could may might
must shall is are was were be been being am have has had having do does did doing i you he she it we they me him her us
them my your his its our their mine yours hers ours theirs this that these those who whom whose which what s t
"""

FUNCTION_WORDS = frozenset(_GERMAN.split())
ENGLISH_FUNCTION_WORDS = frozenset(_ENGLISH.split())

_IN_GERMAN_TOO = "a i s t do most over once had more am an die in so was will under her off hat all war"

ENGLISH_ONLY = ENGLISH_FUNCTION_WORDS - FUNCTION_WORDS - frozenset(_IN_GERMAN_TOO.split())
"""English function words that no German text has by itself."""
