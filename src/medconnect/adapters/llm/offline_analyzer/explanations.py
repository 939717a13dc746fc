"""What each kind of doctor treats, and what we ask when we are not sure, in plain words."""

from collections.abc import Mapping, Sequence
from typing import Final

from medconnect.adapters.llm.offline_analyzer.keywords import Pointer
from medconnect.domain.directory.specialty import SpecialtyCode
from medconnect.domain.triage.suggestion import MOST_QUESTIONS
from medconnect.domain.triage.symptoms import Language, Symptoms

_MOST_QUOTES: Final = 3

TREATS: Final[Mapping[SpecialtyCode, str]] = {
    SpecialtyCode.GENERAL_MEDICINE: "A general practitioner sees every kind of complaint and knows whom to involve",
    SpecialtyCode.CARDIOLOGY: "Heart and circulation doctors look after complaints like this",
    SpecialtyCode.PULMONOLOGY: "Lung doctors look after breathing and coughing",
    SpecialtyCode.GASTROENTEROLOGY: "Stomach, liver and bowel doctors look after complaints like this",
    SpecialtyCode.NEUROLOGY: "Brain and nerve doctors look after complaints like this",
    SpecialtyCode.ORTHOPEDICS: "Bone, joint and muscle doctors look after complaints like this",
    SpecialtyCode.RHEUMATOLOGY: "Rheumatologists look after inflamed joints and autoimmune illness",
    SpecialtyCode.DERMATOLOGY: "Skin doctors look after skin, hair and nails",
    SpecialtyCode.ENT: "Ear, nose and throat doctors look after complaints like this",
    SpecialtyCode.OPHTHALMOLOGY: "Eye doctors look after eyes and sight",
    SpecialtyCode.UROLOGY: "Urologists look after bladder, urine and male organs",
    SpecialtyCode.NEPHROLOGY: "Kidney doctors look after complaints like this",
    SpecialtyCode.GYNECOLOGY_OBSTETRICS: "Gynaecologists look after periods, pregnancy and female organs",
    SpecialtyCode.ENDOCRINOLOGY: "Hormone doctors look after diabetes, thyroid and other glands",
    SpecialtyCode.PSYCHIATRY: "Mental health doctors look after mood, fear, sleep and thoughts",
    SpecialtyCode.PEDIATRICS: "Children's doctors see patients under 18",
    SpecialtyCode.INFECTIOUS_DISEASE: "Infection doctors look after fevers and infections",
    SpecialtyCode.HEMATOLOGY: "Blood doctors look after anaemia, bleeding and lymph nodes",
    SpecialtyCode.ONCOLOGY: "Cancer doctors look after tumours and their treatment",
    SpecialtyCode.ALLERGY_IMMUNOLOGY: "Allergy doctors look after allergic reactions and immune problems",
    SpecialtyCode.DENTISTRY: "Dentists look after teeth, gums and mouth",
    SpecialtyCode.GENERAL_SURGERY: "Surgeons look after lumps, wounds, hernias and the belly",
    SpecialtyCode.VASCULAR_SURGERY: "Vessel surgeons look after veins and arteries",
}

_ASKS: Final[Mapping[Language, Mapping[str, str]]] = {
    Language.ENGLISH: {
        "since": "Since when do you have this, and is it getting better or worse?",
        "age": "How old is the person with these complaints?",
        "where": "Where exactly do you feel it, and what makes it better or worse?",
    },
    Language.SPANISH: {
        "since": "¿Desde cuándo lo tiene, y mejora o empeora?",
        "age": "¿Qué edad tiene la persona con estas molestias?",
        "where": "¿Dónde lo siente exactamente, y qué lo mejora o empeora?",
    },
    Language.BENGALI: {
        "since": "কবে থেকে এমন হচ্ছে, আর কমছে না বাড়ছে?",
        "age": "যার এই সমস্যা, তার বয়স কত?",
        "where": "ঠিক কোথায় লাগছে, আর কিসে কমে বা বাড়ে?",
    },
}
_SPECIFIC: Final[Mapping[SpecialtyCode, str]] = {
    SpecialtyCode.CARDIOLOGY: "Does it come with effort, or with breathlessness, sweating or pain in the arm or jaw?",
    SpecialtyCode.PULMONOLOGY: "Are you short of breath at rest, or do you bring up phlegm or blood?",
    SpecialtyCode.GASTROENTEROLOGY: "Is there blood in vomit or stool, fever, or weight loss?",
    SpecialtyCode.NEUROLOGY: "Is there weakness, numbness, or trouble with speech or sight?",
    SpecialtyCode.ORTHOPEDICS: "Was there an injury, and can you move it and put weight on it?",
    SpecialtyCode.RHEUMATOLOGY: "Are the joints swollen, and stiff in the morning for more than half an hour?",
    SpecialtyCode.DERMATOLOGY: "Does it itch, hurt or spread, and did you start a new medicine?",
    SpecialtyCode.UROLOGY: "Is there fever, pain in the side, or blood in the urine?",
    SpecialtyCode.GYNECOLOGY_OBSTETRICS: "Could you be pregnant, and is there bleeding?",
    SpecialtyCode.ENDOCRINOLOGY: "Has your weight, thirst or urination changed?",
    SpecialtyCode.PSYCHIATRY: "Do you have thoughts of hurting yourself or somebody else?",
    SpecialtyCode.PEDIATRICS: "Is the child drinking, wetting nappies and playing as usual?",
    SpecialtyCode.INFECTIOUS_DISEASE: "How high is the fever, and have you travelled lately?",
    SpecialtyCode.HEMATOLOGY: "Do you bruise or bleed easily, or lose weight?",
    SpecialtyCode.OPHTHALMOLOGY: "Has your sight changed, and does light hurt?",
    SpecialtyCode.ENT: "Is there fever, discharge, or loss of hearing?",
}


def reason(text: str, code: SpecialtyCode, pointers: Sequence[Pointer]) -> str:
    """Why this specialty, quoting the words that were relied on."""
    spans = sorted(
        {(p.start, p.end) for p in sorted(pointers, key=lambda p: -p.weight) if p.specialty is code}, reverse=False
    )
    quotes: list[str] = []
    last = -1
    for start, end in spans:
        if start > last:
            quotes.append(" ".join(text[start:end].split()))
            last = end
    if not quotes:
        return f"{TREATS[code]}; your description as a whole is close to theirs."
    listed = ", ".join(f"“{quote}”" for quote in list(dict.fromkeys(quotes))[:_MOST_QUOTES])
    return f"{TREATS[code]}; you wrote {listed}."


def questions(symptoms: Symptoms, first: SpecialtyCode, language: Language, *, told_since: bool) -> tuple[str, ...]:
    """At most two things that would help most."""
    asks = _ASKS[language]
    wanted: list[str] = []
    if language is Language.ENGLISH and first in _SPECIFIC:
        wanted.append(_SPECIFIC[first])
    else:
        wanted.append(asks["where"])
    if not told_since and not symptoms.duration:
        wanted.append(asks["since"])
    elif symptoms.age_years is None:
        wanted.append(asks["age"])
    return tuple(wanted[:MOST_QUESTIONS])
