"""The small words that turn a mention around, in English, Spanish and Bengali (patterns as in `patterns.py`)."""

from typing import Final

from medconnect.domain.triage.words import word_set

ABSENT_BEFORE: Final = (
    "no",
    "denie*",
    "deny",
    "denying",
    "without",
    "negative for",
    "absence of",
    "absent",
    "nor",
    "neither",
    "never (had|has|have|felt|experienced|any|been)",
    "no (sign|signs|evidence|complaints|complaint) of",
    "rule* out",
    "free of",
    "(doesnt|dont|didnt|does not|do not|did not) <1> (have|report|complain|experience|describe|"
    "notice|endorse|feel any)",
    "(hasnt|havent|hadnt|has not|have not|had not) <1> (had|have|been|noticed|experienced|any|reported)",
    "(has|have|had) no",
    "(isnt|is not|arent|are not|wasnt|was not) (any|having|experiencing)",
    "there is no",
    "sin",
    "niega",
    "ningun*",
    "tampoco",
    "nunca (he|ha) tenido",
    "no (tengo|tiene|hay|presenta|siento|siente|he|ha)",
    "ausencia de",
)
# Reach only a few words: “not” rarely speaks for a whole list.
SHORT_ABSENT: Final = (
    "not",
    "isnt",
    "wasnt",
    "arent",
    "never",
    "none of",
    "doesnt",
    "dont",
    "didnt",
    "hasnt",
    "havent",
    "nunca",
    "unlikely",
)
ABSENT_AFTER: Final = (
    ": (no|none|absent|negative|denied|nil)",
    "(is|are|was|were) (absent|denied|negative)",
    "(absent|denied)",
    "(নেই|নাই|হয়নি|ছিল না)",
    "ruled out",
)
# Look like a denial and are not.
SEEMING_NEGATIONS: Final = (
    "no (period|periods|menses|appetite|energy|interest|joy|erection|erections|puberty|strength|feeling)",
    "no (pulse|hearing|bowel)",
    "no (relief|improvement|change|better|longer|matter|idea|reason|doubt|warning|position|use|good|"
    "help|effect|clue|one|wonder)",
    "no (more|medication|medicine|medicines|painkiller|painkillers|drug|treatment|inhaler) <2> (help*|work*|relie*)",
    "no (puedo|puede|pueden|logro|respira|reacciona|despierta|responde|siente|se|para|deja|orina|"
    "orino|quiero|mejora|tengo fuerza)",
    "(not|doesnt|dont|didnt|isnt|wasnt|arent|hasnt|havent|never) <1> (only|sure|improv*|going|better|relie*|respond*|"
    "help*|work*|subsid*|stop*|enough|well|able|just|know|want|think|understand|worri*|gone|go|get|settle*|eas*|realis*|realiz*|"
    "wak*|mov*|breath*|recogni*|drink*|eat*|feed*|sleep*|hung*|like|care|believe|let*|com*|mak*|right|normal|good|himself|herself)",
    "without (relief|warning|reason|any reason|cause|any cause|improvement|success|any success|"
    "effect|help|stopping|motivo|mejoria)",
    "(cant|cannot|could not|couldnt) (rule|deny)",
    "(বন্ধ|কম) (হচ্ছে|হয়) না",
    "(হচ্ছে|হয়) না",
)
PAST_BEFORE: Final = (
    "history of",
    "histories of",
    "hx of",
    "pmh",
    "pmhx",
    "past (medical|surgical|obstetric) history",
    "previous",
    "previously",
    "prior",
    "previous episode*",
    "formerly",
    "used to (have|get|suffer)",
    "years ago (i|he|she) had",
    "when (i|he|she) was (a|little|young|#)",
    "antecedente* de",
    "antecedentes",
    "historia de",
    "hace <1> anos tuve",
    "আগে",
)
LONG_AGO: Final = (
    "# <1> (year|years|decade|decades|yrs|yr) (ago|back|before)",
    "(a|one|many|some|several|few|couple|two|three|four|five|six|ten) <2> (year|years|decade|decades|"
    "yrs) (ago|back|before)",
    "(several|many|some|few|two|three|four|five|six|eight|nine) <1> months (ago|back)",
    "months (ago|back)",
    "years (ago|back)",
    "last (year|month)",
    "in (19|20)",
    "as a (child|kid|baby|teenager|teen)",
    "in (childhood|my childhood|my youth|my twenties|my teens)",
    "when (i|he|she) was (a|little|young)",
    "hace <1> (anos|meses)",
    "el ano pasado",
    "বছর আগে",
    "গত বছর",
)
STARTED: Final = (
    "start*",
    "began",
    "begin*",
    "begun",
    "since",
    "onset",
    "still",
    "again",
    "worse*",
    "severe",
    "sudden*",
    "ever since",
    "ongoing",
    "comenz*",
    "empez*",
    "desde",
    "শুরু",
)
RECENT: Final = (
    "now",
    "right now",
    "today",
    "tonight",
    "just",
    "currently",
    "this (morning|afternoon|evening|night|minute|moment)",
    "(hour|hours|hr|hrs|minute|minutes|min|mins|seconds) ago",
    "(last|past) (hour|few hours|# hours|night)",
    "yesterday",
    "at the moment",
    "is (having|not|breathing|bleeding|unconscious)",
    "ahora",
    "hoy",
    "esta (manana|noche|tarde)",
    "এখন",
    "আজ",
)
_FAMILY = (
    "father|mother|dad|mom|mum|brother|sister|husband|wife|son|daughter|uncle|aunt|cousin|grandfather|grandmother|grandma|"
    "grandpa|parents|family|partner"
)
_STRANGERS = (
    "neighbour|neighbor|friend|colleague|coworker|boss|classmate|roommate|teacher|acquaintance|celebrity|actor|actress|"
    "singer|somebody i know|someone i know"
)
OTHERS: Final = (
    "family history",
    "familial history",
    "fhx",
    "antecedentes familiares",
    f"({_FAMILY}) <2> (had|died|suffered|passed|survived|was diagnosed)",
    f"({_STRANGERS}) <3> (had|died|suffered|passed|got|was diagnosed)",
    "runs in (my|the|our) family",
    "mi (vecino|vecina|amigo|amiga|abuelo|abuela|tio|tia|padre|madre|companero) <2> (tuvo|murio|sufrio|padecio)",
    "(প্রতিবেশীর|বন্ধুর|সহকর্মীর)",
)
SPOKEN_OF: Final = (
    "(sign|signs|symptom|symptoms|risk|risks|chance|chances|danger) of",
    "(prevent|preventing|avoid|avoiding)",
    "(afraid|scared|fear|fearful|terrified|worried) (of|about) (getting|having|developing|catching|a|an|dying)",
    "(read|article|book|movie|film|show|series|video|podcast|essay|quiz|documentary|novel|tv) <2> "
    "(about|on|where|in which)",
    "(watched|saw) <3> (movie|film|show|series|video|documentary)",
    "(first aid|cpr) (course|class|training)",
    "in case of",
    "in (the|a|my) (movie|film|book|show|series|game|dream|novel|story)",
    "what (happens|to do|should i do) (if|when|in)",
    "if (i|he|she|they|someone|somebody|anyone) <1> (get|gets|had|have|develop|develops|were|ever|starts)",
    "(vaccine|vaccination|vaccinated|shot|screening|screened|insurance) (for|against)",
    "how (likely|common|dangerous) is",
    "difference between",
    "(sintomas|senales|riesgo) de",
)
# Words that begin something new after a denial.
SCOPE_ENDS: Final = word_set(
    "but however although though except yet apart besides because due since when while until despite only",
    "cant cannot unable im ive i my he she they we it there now today currently still started began pero",
    "aunque excepto desde ahora porque mi কিন্তু তবে এখন আমার which then presented presents",
)
TURNS: Final = (
    "(other|aside|apart) (than|from)",
    "(has|have|is|are|was) (developed|noticed|having|experiencing|complaining|worried|now|been|had|a|an|severe)",
    "(positive|reports|complains|endorses|admits|describes|notes) (for|of)?",
    "and (now|then|today|i|my|he|she)",
)
# The patient speaks of themselves again.
SPEAKER: Final = word_set("i im ive me my mine yo mi আমি আমার")
