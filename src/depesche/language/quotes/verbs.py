"""Verbs of saying in German and English: every finite form and participle, and the particle that goes with it.

The forms are made from stems and principal parts, so that the lists below stay short.
"""

from __future__ import annotations

from functools import cache

from depesche.language.word_sets import word_set

# Principal parts; a verb with a particle is written verb_particle, and only its participle stands alone.
_STRONG = """
    sagen|sagt sagen sage sagst sagte sagten gesagt
    erklären|erklärt erklären erkläre erklärte erklärten
    betonen|betont betonen betone betonte betonten
    sprechen|spricht sprechen spreche sprach sprachen gesprochen
    schreiben|schreibt schreiben schreibe schrieb schrieben geschrieben
    meinen|meint meinen meine meinte meinten gemeint
    rufen|ruft rufen rief riefen gerufen
    versprechen|verspricht versprechen verspreche versprach versprachen versprochen
    unterstreichen|unterstreicht unterstreichen unterstrich unterstrichen
    gestehen|gesteht gestehen gestand gestanden
    empfehlen|empfiehlt empfehlen empfahl empfahlen empfohlen
    raten|rät raten riet rieten geraten
    befinden|befindet befinden befand befanden befunden
    beschreiben|beschreibt beschreiben beschrieb beschrieben
    berichten|berichtet berichten berichte berichtete berichteten
    fordern|fordert fordern fordere forderte forderten gefordert
    finden|findet finden fand fanden
    schließen|schloss schlossen
    wissen|weiß wusste
    denken|denkt denken dachte dachten
    schwören|schwört schwor schworen
    schreien|schreit schrie schrien geschrien
    werfen_vor|wirft werfen warf warfen vorgeworfen
    weisen_hin|weist weisen wies wiesen hingewiesen
    weisen_zurück|weist weisen wies wiesen zurückgewiesen
    geben_zu|gibt geben gab gaben zugegeben
    geben_an|gibt geben gab gaben angegeben
    geben_bekannt|gibt geben gab gaben bekanntgegeben
    räumen_ein|räumt räumen räumte räumten eingeräumt
    teilen_mit|teilt teilen teilte teilten mitgeteilt
    kündigen_an|kündigt kündigen kündigte kündigten angekündigt
    fügen_hinzu|fügt fügen fügte fügten hinzugefügt
    stellen_fest|stellt stellen stellte stellten festgestellt
    stellen_klar|stellt stellen stellte stellten klargestellt
    heben_hervor|hebt heben hob hoben hervorgehoben
    legen_dar|legt legen legte legten dargelegt
    legen_nach|legt legen legte legten nachgelegt
    führen_aus|führt führen führte führten ausgeführt
    merken_an|merkt merken merkte merkten angemerkt
    mahnen_an|mahnt mahnte mahnten
    sagen_zu|zugesagt
    sichern_zu|sichert sicherte sicherten zugesichert
    gehen_aus|geht gehen ging gingen ausgegangen
    rufen_auf|aufgerufen
    schieben_nach|schiebt schob
    halten_fest|hält halten hielt hielten festgehalten
    halten_entgegen|hält hielt entgegengehalten
    drücken_aus|drückt drückte drückten ausgedrückt
    pflichten_bei|pflichtet pflichtete pflichteten
    stimmen_zu|stimmt stimmte stimmten
    setzen_hinzu|setzt setzte setzten
    wenden_ein|wendet wandte wendete eingewandt eingewendet
    zeigen_sich|zeigt zeigte zeigten
    nehmen_an|nimmt nahm nahmen angenommen
    machen_deutlich|macht machen machte machten
    melden|meldet melden meldete meldeten gemeldet
    mutmaßen|mutmaßt mutmaßen mutmaßte mutmaßten gemutmaßt
    posten|postet postete posteten gepostet
    twittern|twittert twitterte twitterten getwittert
    kontern|kontert konterte konterten gekontert
    hoffen|hofft hoffen hoffte hofften gehofft
    glauben|glaubt glauben glaubte glaubten geglaubt
    vermuten|vermutet vermuten vermutete vermuteten
    urteilen|urteilt urteilen urteilte urteilten geurteilt
    mahnen|mahnt mahnen mahnte mahnten gemahnt
    fragen|fragt fragen fragte fragten gefragt
    antworten|antwortet antworten antwortete antworteten geantwortet
    warnen|warnt warnen warnte warnten gewarnt
    loben|lobt loben lobte lobten gelobt
    klagen|klagt klagen klagte klagten geklagt
    drohen|droht drohen drohte drohten gedroht
    schildern|schildert schildern schilderte schilderten geschildert
    äußern|äußert äußern äußerte äußerten geäußert
    folgern|folgert folgerte folgerten gefolgert
    schätzen|schätzt schätzen schätzte schätzten geschätzt
    rügen|rügt rügte rügten
    spotten|spottet spottete spotteten
    schimpfen|schimpft schimpfte schimpften
    poltern|poltert polterte polterten
    jubeln|jubelt jubelte jubelten
    schwärmen|schwärmt schwärmte schwärmten
    scherzen|scherzt scherzte scherzten
    danken|dankt dankte dankten
    freuen|freut freute freuten gefreut
    fürchten|fürchtet fürchtete fürchteten
    zweifeln|zweifelt zweifeln zweifelte zweifelten gezweifelt
    rechnen|rechnet rechnete rechneten
"""
_INSEPARABLE = word_set(
    """erläuter ergänz verlang bestätig dementier behaupt versicher entgegn erwider bekräftig beklag bemängel
    monier appellier verkünd verlautbar formulier argumentier begründ resümier bilanzier prognostizier bemerk
    spekulier zitier beteuer erzähl bedauer beschwer kommentier kritisier präzisier bezweifel prophezei
    attestier signalisier garantier plädier konstatier notier protestier rechtfertig verteidig erinner
    verdeutlich bedank entschuldig befürcht erwart insistier philosophier sinnier empör begrüß bezeichn bewert
    beurteil verurteil analysier beton"""
)
_LEAVE_ALONE = word_set("""finden denken schließen wissen nehmen_an zeigen_sich sagen_zu rufen_auf machen_deutlich""")
PARTICLES = word_set(
    """hinzu mit an ein zu fest klar hervor dar nach aus vor hin auf bekannt zurück entgegen bei deutlich fort
    weiter ab bedenken verstehen protokoll"""
)
NEEDS_PARTICLE = {
    "teilt": "mit", "teilten": "mit", "teilte": "mit", "teilen": "mit", "fügt": "hinzu", "fügte": "hinzu",
    "fügten": "hinzu", "fügen": "hinzu", "räumt": "ein", "räumte": "ein", "räumten": "ein", "räumen": "ein",
    "kündigt": "an", "kündigte": "an", "kündigten": "an", "kündigen": "an", "stellt": "fest klar",
    "stellte": "fest klar", "stellten": "fest klar", "stellen": "fest klar", "hebt": "hervor", "hob": "hervor",
    "hoben": "hervor", "heben": "hervor", "legt": "dar nach", "legte": "dar nach", "legten": "dar nach",
    "legen": "dar", "führt": "aus", "führte": "aus", "führten": "aus", "führen": "aus", "merkt": "an",
    "merkte": "an", "merkten": "an", "merken": "an", "gibt": "zu an bekannt bedenken",
    "gab": "zu an bekannt bedenken protokoll", "gaben": "zu an bekannt bedenken", "geben": "zu an bekannt",
    "weist": "hin zurück", "wies": "hin zurück", "wiesen": "hin zurück", "weisen": "hin zurück", "wirft": "vor",
    "warf": "vor", "warfen": "vor", "werfen": "vor", "sichert": "zu", "sicherte": "zu", "sicherten": "zu",
    "geht": "aus", "ging": "aus", "gingen": "aus", "gehen": "aus", "schiebt": "nach", "schob": "nach",
    "hält": "fest entgegen", "hielt": "fest entgegen", "hielten": "fest", "halten": "fest", "drückt": "aus",
    "drückte": "aus", "drückten": "aus", "pflichtet": "bei", "pflichtete": "bei", "pflichteten": "bei",
    "stimmt": "zu", "stimmte": "zu", "stimmten": "zu", "setzt": "hinzu", "setzte": "hinzu", "setzten": "hinzu",
    "wendet": "ein", "wandte": "ein", "wendete": "ein", "macht": "deutlich klar", "machte": "deutlich klar",
    "machten": "deutlich klar", "machen": "deutlich klar", "lässt": "wissen verlauten mitteilen",
    "ließ": "wissen verlauten mitteilen erklären", "ließen": "wissen verlauten mitteilen",
    "zeigt": "überzeugt zuversichtlich enttäuscht erfreut besorgt erleichtert zufrieden",
    "zeigte": "überzeugt zuversichtlich enttäuscht erfreut besorgt erleichtert zufrieden entsetzt",
    "zeigten": "überzeugt zuversichtlich enttäuscht erfreut besorgt",
}  # fmt: skip
"""Forms that say something only together with one of these words further on in the clause."""

_FEELING = word_set(
    """glaubt glauben glaubte glaubten hofft hoffen hoffte hofften vermutet vermuten vermutete vermuteten
    fürchtet fürchtete fürchteten befürchtet befürchten befürchtete befürchteten erwartet erwarten erwartete
    erwarteten rechnet rechnete rechneten schätzt schätzen schätzte schätzten freut freute freuten dankt
    dankte dankten findet finden fand fanden denkt denken dachte dachten weiß wusste lobt loben lobte lobten
    kritisiert kritisieren kritisierte kritisierten begrüßt begrüßte begrüßten spricht sprechen sprach
    sprachen beschreibt beschreiben beschrieb beschrieben schließt schloss schlossen meldet melden meldete
    meldeten ruft rufen rief riefen droht drohen drohte drohten bezeichnet bezeichnete bezeichneten nennt
    nannte nannten nennen verteidigt verteidigte verteidigten verurteilt verurteilte verurteilten erinnert
    erinnerte erinnerten reagiert reagierte reagierten bewertet bewertete"""
)

_ENGLISH = word_set(
    """said says say saying told tells tell added adds add wrote writes write asked asks explained explains
    warned warns insisted insists argued argues claimed claims stated states noted notes stressed stresses
    replied replies responded responds admitted admits conceded concedes confirmed confirms denied denies
    announced announces declared declares suggested suggests tweeted tweets posted posts commented comments
    remarked remarks observed observes reported reports recalled recalls complained complains joked jokes
    promised promises predicted predicts believes believed continued continues concluded concludes
    acknowledged acknowledges urged urges pledged vowed emphasized emphasised emphasizes reiterated maintained
    maintains contended contends quipped cautioned cautions alleged alleges thinks thought testified shouted
    cried whispered answered answers agreed agrees hopes hoped"""
)
ENGLISH_WEAK_VERBS = word_set(
    """believes believed thinks thought hopes hoped agreed agrees continued continues say recalled"""
)


@cache
def german_verbs() -> frozenset[str]:
    """Finite forms and participles of verbs of saying, in lower case."""
    forms: set[str] = set(NEEDS_PARTICLE)
    for line in _STRONG.strip().splitlines():
        name, _, listed = line.strip().partition("|")
        if name not in _LEAVE_ALONE and "_" not in name:
            forms.update(listed.split())
        elif "_" in name and name not in _LEAVE_ALONE:
            forms.update(form for form in listed.split() if "ge" in form)
    for stem in _INSEPARABLE:
        joint = "e" if stem.endswith(("t", "d", "ichn", "gn", "chn")) else ""
        forms.update(
            {
                stem + joint + "t",
                stem + joint + "te",
                stem + joint + "ten",
                stem + ("n" if stem.endswith(("er", "el")) else "en"),
            }
        )
    forms.update(_FEELING)
    for form, particles in NEEDS_PARTICLE.items():
        forms.update(particle + form for particle in particles.split())
    forms.update(word_set("nennt nannte nannten hinzugefügt mitgeteilt"))
    return frozenset(forms)


@cache
def feeling_verbs() -> frozenset[str]:
    """Forms that report what somebody thinks or feels; they need a clause of their own to be a message."""
    return _FEELING


@cache
def english_verbs() -> frozenset[str]:
    """Forms of English verbs of saying, in lower case."""
    return _ENGLISH
