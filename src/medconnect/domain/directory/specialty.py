"""The closed list of specialties that people are sent to."""

from dataclasses import dataclass
from enum import StrEnum


class SpecialtyCode(StrEnum):
    """Codes that never change; what people read is beside them in the directory."""

    GENERAL_MEDICINE = "general_medicine"
    CARDIOLOGY = "cardiology"
    PULMONOLOGY = "pulmonology"
    GASTROENTEROLOGY = "gastroenterology"
    NEUROLOGY = "neurology"
    ORTHOPEDICS = "orthopedics"
    RHEUMATOLOGY = "rheumatology"
    DERMATOLOGY = "dermatology"
    ENT = "ent"
    OPHTHALMOLOGY = "ophthalmology"
    UROLOGY = "urology"
    NEPHROLOGY = "nephrology"
    GYNECOLOGY_OBSTETRICS = "gynecology_obstetrics"
    ENDOCRINOLOGY = "endocrinology"
    PSYCHIATRY = "psychiatry"
    PEDIATRICS = "pediatrics"
    INFECTIOUS_DISEASE = "infectious_disease"
    HEMATOLOGY = "hematology"
    ONCOLOGY = "oncology"
    ALLERGY_IMMUNOLOGY = "allergy_immunology"
    DENTISTRY = "dentistry"
    GENERAL_SURGERY = "general_surgery"
    VASCULAR_SURGERY = "vascular_surgery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Specialty:
    """One field of medicine, in words that a patient knows."""

    code: SpecialtyCode
    label: str
    description: str
