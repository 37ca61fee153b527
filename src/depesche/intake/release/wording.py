"""The words by which releases, letters and machines give themselves away, in German and English."""

from __future__ import annotations

import re

_I = re.IGNORECASE

RELEASE_NAME = (
    r"(?:presse|medien)(?:-\s?)?(?:mitteilung|information|info|meldung|erklärung|einladung|aussendung|dienst|notiz|text)"
    r"(?:en)?|(?:mitteilung|information) (?:an|für) die (?:presse|medien)"
    r"|pressrelease|(?:press|media|news)\s?release|press\sstatement|(?:press|media)\s(?:information|advisory)"
)

RELEASE_CUE = re.compile(
    rf"\b(?:{RELEASE_NAME}|(?:presse|medien)kontakt|pressestelle|sperrfrist|sperrvermerk"
    r"|zur sofortigen veröffentlichung"
    r"|(?:um|zur) (?:freundlichen? )?(?:veröffentlichung|berichterstattung)"
    r"|mit der bitte um (?:veröffentlichung|abdruck)"
    r"|presseeinladung|einladung (?:zum|zur) (?:presse|medien)\w*|redaktionelle[rn]? hinweis|abdruck (?:honorar)?frei"
    r"|belegexemplar|for immediate release|press contact|media contact|embargo(?:ed)?|notes? to editors?)\b",
    _I,
)

_MONTHS = (
    "januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
    "|january|february|march|may|june|july|october|december|jan|feb|mär|apr|jun|jul|aug|sept?|okt|oct|nov|dez|dec"
)
DATE = (
    rf"(?:\d{{1,2}}\.\s?(?:\d{{1,2}}\.|(?:{_MONTHS})\.?)\s?(?:20)?\d{{0,2}}"
    rf"|(?:{_MONTHS})\.?\s\d{{1,2}},?\s20\d\d|\d{{1,2}}(?:st|nd|rd|th)?\s(?:{_MONTHS}),?\s20\d\d|20\d\d-\d\d-\d\d"
    rf"|(?:im\s|anfang\s|ende\s|mitte\s)?(?:{_MONTHS})\s20\d\d)"
)
MASTHEAD = re.compile(
    rf"(?:(?:aktuelle|gemeinsame|offizielle|unsere|latest|joint)\s)?"
    rf"(?:{RELEASE_NAME}|presse|news|aktuell|newsroom|ots|pressestelle|p\.?m\.?|pi|mm|(?:kurz)?mitteilung|kurzmeldung"
    r"|bekanntmachung|aussendung|statement)"
    r"(?:\s*(?:der|des|vom|von|no\.?|nr\.?|nummer)\b.{0,60})?[\s\d/.:|–-]*"
    rf"(?:,?\s?(?:vom|den|of)?\s?{DATE})?\W*",
    _I,
)
"""A line that only says that this is a release."""

NUMBER_LINE = re.compile(r"(?:nr|no|nummer|pm|pi|mm)\.?\s*[:#]?\s*\d{1,4}(?:\s*[/.–-]\s*\d{2,4})*\.?", _I)

DATE_LINE = re.compile(
    rf"(?:[\wäöüß./() -]{{2,50}},\s*)?(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    rf"|sonnabend)?,?\s*(?:den\s|dem\s)?{DATE}"
    r"(?:\s*[,|–-]?\s*\d{1,2}[:.]\d\d(?:\suhr)?)?",
    _I,
)
"""A line with nothing but a place and a date."""


def is_release_label(line: str) -> bool:
    """Whether a line only says that this is a release, which number it has, or where and when it was written."""
    return bool(MASTHEAD.fullmatch(line) or NUMBER_LINE.fullmatch(line) or DATE_LINE.fullmatch(line))


_PLACE = (
    r"(?!(?:Der|Die|Das|Den|Dem|Ein|Eine|Mit|Für|Im|In|Am|Auf|Bei|Zum|Zur|Nach|Vor|Neu|So|Hier|The|A)\b)"
    r"(?P<place>[A-ZÄÖÜ][\wäöüß]*(?:[ /-](?:[A-ZÄÖÜ][\wäöüß]*|am|an|der|im|bei|ob|v\.|i\.|d\.)){0,5})"
)
_AGENCY = (
    r"(?:\((?:[a-z]{2,4}(?:/[a-z]{2,4}){0,2}|(?:ots|dpa|afp|epd|kna|sid|rtr|ap|pm|lpd|idw|red"
    r"|(?i:business wire|globe newswire))[\w/ ]{0,12})\)"
    r"|/[A-Z][\w -]{3,24}/)"
)
_COUNTRY = r"(?:,\s[A-Z][\w.]{1,20}(?:\s[A-Z][\w.]{1,20})?)?"
_OPENING = r"(?=[\"„“»A-ZÄÖÜ0-9])"
DATELINE = re.compile(
    rf"\(?{_PLACE}{_COUNTRY}(?:,?\s\(?(?:den\s)?(?i:{DATE})\)?)?(?:\s{_AGENCY})?\s?(?:\)\s?|[–—-]{{1,2}}\s"
    rf"|\.\s[–—-]{{1,2}}\s){_OPENING}"
)
"""Place, perhaps date and agency, then a dash, at the beginning of a text."""

FULL_DATELINE = re.compile(
    rf"{_PLACE}(?:,?\s\(?(?:den\s)?(?i:{DATE})\)?[.:]?|\s{_AGENCY}[.:]?"
    rf"|,?\s\(?(?i:{DATE})\)?\s{_AGENCY}[.:]?)\s{_OPENING}"
)
"""Place with a date or an agency; then no dash is needed."""

LONE_DATELINE = re.compile(
    rf"{_PLACE}(?:,?\s\(?(?:den\s)?(?i:{DATE})\)?(?:\s{_AGENCY})?|\s{_AGENCY})[.:]?\s?[–—-]{{0,2}}"
)
"""A dateline on a line of its own, above the text it belongs to."""

PLACE_LINE = re.compile(rf"{_PLACE}\.\s{_OPENING}")
"""Only a place and a full stop; a dateline only if the place is named elsewhere too."""

LOUD_PLACE = re.compile(rf"(?P<place>[A-ZÄÖÜ]{{4,}}(?:[ /-][A-ZÄÖÜ]{{2,}}){{0,3}})\.\s{_OPENING}")
"""A place in capitals and a full stop: so press offices set datelines."""

FREE_LINE = re.compile(
    r"^\W*(?:zur|for)\s(?:sofortigen veröffentlichung|immediate release|veröffentlichung)(?:\sfrei)?\W*$"
    r"|^\W*frei zur veröffentlichung",
    _I,
)

SALUTATION = re.compile(
    r"(?:sehr (?:geehrte|verehrte)|liebe[rs]?|werte[r]?|guten (?:tag|morgen|abend)|hallo|moin|grüß gott|hi|dear|hello"
    r"|good (?:morning|afternoon)|to whom it may concern)\b.{0,100}[,!:]?",
    _I,
)
GREETING = re.compile(
    r"(?:mit\s(?:\w{3,25}\s){0,3}gr(?:ü|ue)(?:ß|ss)en\b.{0,60}"
    r"|(?:viele|freundliche|herzliche|beste|schöne|liebe|sonnige|kollegiale|vielen|besten|herzlichen|many|kind"
    r"|best|warm)\s"
    r"(?:(?:freundliche|herzliche|kind|warm|best)\s)?(?:grüße|gruß|gruss|grüsse|dank|regards|wishes|thanks)\b.{0,60}"
    r"|(?:gez\.?|gezeichnet|i\.\s?[av]\.?)(?:\s.{0,40})?|im auftrag|in vertretung"
    r"|(?:vielen )?dank(?:e)? (?:und|&) .{0,30}"
    r"|(?:herzlichst|hochachtungsvoll|mfg|vg|lg|gruß|grüße|regards|sincerely|yours (?:sincerely|faithfully"
    r"|truly)|cheers"
    r"|thanks)\b\W{0,3}.{0,30})",
    _I,
)
CLOSING = re.compile(
    r"(?<!\w)(?:^(?:für|bei|sollten sie)?\s?(?:weitere\w*\s)?(?:rück|nach)?fragen\b.{0,60}(?:zur verfügung|gern\w*"
    r"|jederzeit|melden)"
    r"|^(?:ich|wir) (?:stehe|freue)\w* .{0,80}(?:zur verfügung|veröffentlichung|berichterstattung)"
    r"|(?:würde\w*|freue\w*) .{0,40}(?:veröffentlich|berichterstattung|abdruck|ankündigung).{0,60}"
    r"|^(?:über (?:eine|ihre) (?:veröffentlichung|berichterstattung|ankündigung)).{0,80}"
    r"|^if you have any (?:further )?questions)",
    _I,
)
"""A polite sentence to the editors; only looked for in short blocks."""

COVER = re.compile(
    r"anbei|im anhang|in der anlage|angehängt|beigefügt|nachfolgend|nachstehend|untenstehend|hiermit|übersende"
    r"|sende ich|"
    r"senden wir|schicke|erhalten sie|finden sie|bitte um (?:veröffentlichung|berücksichtigung|abdruck|kenntnisnahme)|"
    r"würde[n]? (?:uns|mich) (?:sehr )?(?:freuen|über)|freue[n]? (?:uns|mich) (?:sehr )?(?:über|auf|wenn)|"
    r"folgende[nrs]?\s(?:fassung|version|presse\w*|medien\w*|text|artikel|beitrag|meldung|bericht|mitteilung|zeilen)"
    r"|^\W*hier\s(?:kommt|unsere?|meine|die|eine|der|ein)\b|bitten? .{0,20}um entschuldigung|zu entschuldigen|"
    r"(?:könn(?:t|en|test)) (?:ihr|sie|du)\b.{0,60}(?:bringen|veröffentlichen|abdrucken|aufnehmen|einplanen|drucken)|"
    r"attached|enclosed|please find|below you|we would be (?:happy|glad|grateful)|i am writing",
    _I,
)

MAIL_FIELD = re.compile(
    r"^\W{0,3}(von|from|gesendet|sent|datum|date|an|to|kopie|cc|betreff|subject|antwort an|reply-to"
    r"|gesendet am)\W{0,3}:\W{0,3}\s*(.*)$",
    _I,
)
FORWARD_LINE = re.compile(
    r"(?:(?:anfang|beginn) der weitergeleiteten (?:e-?mail|nachricht)|begin forwarded message|"
    r"[-_=*\s]{2,}\s*(?:weitergeleitete (?:nachricht|e-?mail|mail)|forwarded message|forwarded by.{0,60})\s*[-_=*:\s]*|"
    r"weitergeleitete nachricht)\W*",
    _I,
)
ORIGINAL_LINE = re.compile(
    r"[-_=*\s]{2,}\s*(?:ursprüngliche (?:nachricht|mail)|original(?:\s?-?nachricht| message| appointment)?"
    r"|originalnachricht)"
    r"\s*[-_=*:\s]*",
    _I,
)
REPLY_LINE = re.compile(
    r"(?:am|on|op|le|il)\s.{5,120}?(?:schrieb|wrote|skrev|schreef|a écrit|ha scritto"
    r"|hat .{1,60} geschrieben).{0,120}:?|"
    r".{3,120}\s(?:schrieb am|wrote on)\s.{5,60}:",
    _I | re.DOTALL,
)
FORWARD_PREFIX = re.compile(r"^\s*(?:(?:aw|re|antw|antwort)\s*:\s*)*(?:wg|fwd?|wtr|weitergeleitet|i|tr|vs)\s*:", _I)
REPLY_PREFIX = re.compile(r"^\s*(?:aw|re|antw|antwort|sv)\s*(?:\[\d+\])?\s*:", _I)

DISCLAIMER = re.compile(
    r"(?<!\w)(?:(?:diese[rs]? )?(?:e-?mail|nachricht|message|communication)\b.{0,120}"
    r"\b(?:vertraulich|confidential|privileged|rechtlich geschützt|ausschließlich für|bestimmt)"
    r"|(?:nicht|not) (?:der|the) (?:richtige|vorgesehene|beabsichtigte|intended"
    r"|bestimmungsgemäße)\w* (?:adressat|empfänger|recipient|addressee)"
    r"|irrtümlich erhalten|received this (?:e-?mail|message) in error|unbefugte\w* (?:weitergabe|nutzung|kopieren)"
    r"|denken sie an die umwelt|(?:bevor|ehe) sie diese (?:e-?mail|mail|nachricht) (?:aus)?drucken"
    r"|consider the environment"
    r"|e-?mail wirklich (?:aus)?ge?drucken|virenfrei|virus-free|auf viren (?:überprüft|geprüft)|scanned (?:for|by)"
    r"|^(?:von meinem|sent from my|gesendet (?:von|mit|aus)|get outlook for|diese nachricht wurde von meinem)\b"
    r"|(?:registergericht|amtsgericht|handelsregister|hr[ab])\b.{0,200}(?:geschäftsführ|vorstand|ust|sitz)"
    r"|(?:geschäftsführ|vorstand|sitz der)\w*\b.{0,200}\b(?:registergericht|amtsgericht|handelsregister|hr[ab])\b"
    r"|(?:hinweise?|informationen?) (?:zum|zur|über) (?:die )?(?:datenschutz|verarbeitung)\w*"
    r"|^v\.?\s?i\.?\s?s\.?\s?d\.?\s?p\b)",
    _I | re.DOTALL,
)
UNSUBSCRIBE = re.compile(
    r"(?<!\w)(?:unsubscribe|abmelden|abbestellen|austragen|(?:aus|von) (?:dem|unserem|diesem) (?:presse)?verteiler"
    r"|(?:keine|nicht mehr) .{0,40}(?:e-?mails?|newsletter|mitteilungen|informationen"
    r"|nachrichten)\b.{0,80}(?:erhalten|empfangen|wünsch|möcht)"
    r"|(?:im|in ihrem|in your|in (?:the|a)) browser (?:an(?:sehen|zeigen)|öffnen|lesen)?|webversion"
    r"|online-?version|online ansehen|view (?:in|this|online)"
    r"|nicht (?:richtig|korrekt) (?:angezeigt|dargestellt)|sie (?:erhalten|bekommen) diese"
    r"|you (?:are receiving|received) this"
    r"|einstellungen (?:ändern|verwalten)|manage (?:your )?preferences|powered by|versandt? (?:mit|durch|über)"
    r"|^(?:versendet|gesendet|verschickt|erstellt) (?:mit|durch|über) \S+.{0,20}$"
    r"|^\W*(?:impressum|datenschutz|kontakt|agb|©|copyright)(?:\s*[|·•/–-]\s*(?:impressum|datenschutz\w*"
    r"|kontakt|agb|abmelden))*\W*$"
    r"|©\s?(?:20)\d\d|^original-content von:|übermittelt durch news aktuell"
    r"|(?:diese|die) (?:presse|medien)\w+ (?:finden sie|ist .{0,40}abrufbar)"
    r"|finden (?:sie )?diese (?:presse|medien)\w+ .{0,20}(?:im internet|online|unter)"
    r"|^view original content\b|^source:? [A-Z].{0,60}$|^news provided by\b)",
    _I | re.DOTALL,
)

_NETWORK = (
    r"(?:facebook|instagram|linkedin|twitter|x|youtube|xing|tiktok|mastodon|threads|bluesky|pinterest|whatsapp|flickr"
    r"|vimeo|website|webseite|homepage|web|rss|e-?mail|spotify|snapchat)"
)
SOCIAL = re.compile(
    rf"(?:(?:folgen sie uns|besuchen sie uns|follow us)(?: (?:auf|on|in|bei))?\W*)?"
    rf"{_NETWORK}(?:(?:\W|und|and|oder|&){{1,12}}{_NETWORK})*\W*|(?:folgen|besuchen) sie uns\b.{{0,40}}"
    r"|follow us\b.{0,40}",
    _I,
)
"""A row of links to the sender's places elsewhere."""

END_LINE = re.compile(
    r"\W*(?:ende?|ends|end of (?:press )?release"
    r"|ende der (?:presse|medien)?-?\s?(?:mitteilung|information|meldung|info)"
    r"|schluss der meldung)\W*",
    _I,
)
"""Where a release says that it ends."""

ADDRESS = re.compile(r".{0,60}\b(?:[ADF]-)?\d{5}\s+[A-ZÄÖÜ].{0,50}|.{2,60}\b(?:e\.\s?V\.|[gm]*bH|AG|eG|KG|Ltd\.?)\W*")
"""A line of a sender's postal address."""

CONTACT_LABEL = re.compile(
    r"(?:verantwortlich(?:e[r]?)?(?: für (?:diesen |den )?(?:presse)?(?:text|inhalt|mitteilung))?(?=\s*:)"
    r"|(?:wissenschaftliche[rn]?|fachliche[rn]?) (?:ansprechpartner(?:in|:in|\*in)?|kontakt|ansprechpersonen?)"
    r"|(?:ihr[e]? )?(?:(?:presse|medien)(?:-?\s?(?:kontakt|ansprechpartner(?:in|:in|\*in|/in|/-in)?|stelle"
    r"|anfragen|rückfragen|büro|referat|sprecher(?:in)?))"
    r"|(?:kontakt|ansprechpartner(?:in|:in|\*in|/in|/-in)?)(?: (?:für|zur|zu) (?:die |den |journalist\w*"
    r"|redaktion\w*|presse\w*|medien\w*|rückfrage\w*|anfrage\w*|weitere\w*)\s?\w*)?"
    r"|(?:für )?(?:weitere |redaktionelle )?(?:rück|presse|nach)fragen(?: (?:bitte )?(?:an|steht|stehen|wenden"
    r"|beantwortet)\b.{0,80})?"
    r"|(?:bei|für) rückfragen.{0,80}|(?:press|media)(?: &| and)? ?(?:contact|enquiries|inquiries|office"
    r"|relations)s?|contact for (?:press|media|journalists)|contact))"
    r"\s*:?",
    _I,
)

BOILERPLATE = re.compile(
    r"(?:über|about|hintergrund(?:information)?(?: zu)?|zum unternehmen|unternehmensprofil)\b.{0,80}", _I
)

CORRECTION = re.compile(
    r"\b(?:korrektur(?:\s?meldung)?|korrigierte\s(?:fassung|version|pressemitteilung|meldung)|berichtigung"
    r"|berichtigte\s(?:fassung|version)"
    r"|(?:bitte\s)?nur\sdiese\s(?:fassung|version)|richtigstellung|neufassung"
    r"|ersetzt\sdie\s(?:pressemitteilung|meldung|fassung)"
    r"|aktualisierte\s(?:fassung|version)|korrigierter?\s(?:text|link|termin)|corrected(?:\sversion)?"
    r"|correction|please\suse\sthis\sversion"
    r"|rückruf der (?:pressemitteilung|meldung)|rückzug)\b",
    _I,
)
"""Only looked for in the subject and the first lines."""
