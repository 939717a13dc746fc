"""The sample areas that revision 0002 brings: a part of Bangladesh, and the states of the USA.

Ids follow from the order, so this list never changes; later revisions add their own.
"""

from collections.abc import Iterator
from typing import Any

_BANGLADESH = {
    "Barishal": {
        "Barishal": "Barishal Sadar, Bakerganj, Gournadi",
        "Bhola": "Bhola Sadar, Lalmohan",
        "Patuakhali": "Patuakhali Sadar, Galachipa",
    },
    "Chattogram": {
        "Chattogram": "Kotwali, Pahartali, Panchlaish, Hathazari, Sitakunda",
        "Cox's Bazar": "Cox's Bazar Sadar, Teknaf, Ukhia",
        "Cumilla": "Cumilla Sadar, Chandina, Daudkandi",
    },
    "Dhaka": {
        "Dhaka": "Dhanmondi, Gulshan, Mirpur, Mohammadpur, Uttara, Savar",
        "Gazipur": "Gazipur Sadar, Kaliakair, Sreepur",
        "Narayanganj": "Narayanganj Sadar, Rupganj, Sonargaon",
        "Tangail": "Tangail Sadar, Madhupur, Mirzapur",
    },
    "Khulna": {
        "Khulna": "Khulna Sadar, Dumuria, Paikgachha",
        "Jashore": "Jashore Sadar, Jhikargachha, Sharsha",
        "Kushtia": "Kushtia Sadar, Kumarkhali",
    },
    "Mymensingh": {
        "Mymensingh": "Mymensingh Sadar, Bhaluka, Trishal",
        "Jamalpur": "Jamalpur Sadar, Melandaha",
        "Netrokona": "Netrokona Sadar, Kendua",
    },
    "Rajshahi": {
        "Rajshahi": "Boalia, Paba, Godagari",
        "Bogura": "Bogura Sadar, Sherpur, Shibganj",
        "Pabna": "Pabna Sadar, Ishwardi",
    },
    "Rangpur": {
        "Rangpur": "Rangpur Sadar, Badarganj, Pirganj",
        "Dinajpur": "Dinajpur Sadar, Birampur",
        "Kurigram": "Kurigram Sadar, Ulipur",
    },
    "Sylhet": {
        "Sylhet": "Sylhet Sadar, Beanibazar, Golapganj",
        "Moulvibazar": "Moulvibazar Sadar, Sreemangal",
        "Habiganj": "Habiganj Sadar, Madhabpur",
    },
}
_STATES = """AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky
LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana
NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota
OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas
UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming"""


def sample_areas() -> list[dict[str, Any]]:
    """Every area, each after the one that it lies in."""
    return [*_bangladesh(), *_states()]


def _bangladesh() -> Iterator[dict[str, Any]]:
    district_id, thana_id = 100, 1000
    for division_id, (division, districts) in enumerate(_BANGLADESH.items(), start=1):
        yield _area(division_id, None, "division", division)
        for district, thanas in districts.items():
            district_id += 1
            yield _area(district_id, division_id, "district", district)
            for thana in thanas.split(", "):
                thana_id += 1
                yield _area(thana_id, district_id, "sub_district", thana)


def _states() -> Iterator[dict[str, Any]]:
    for area_id, each in enumerate(_STATES.replace("\n", "|").split("|"), start=501):
        code, _, name = each.partition(" ")
        yield {**_area(area_id, None, "state", name), "code": code, "country": "US"}


def _area(area_id: int, parent_id: int | None, kind: str, name: str) -> dict[str, Any]:
    return {"id": area_id, "parent_id": parent_id, "kind": kind, "name": name, "code": None, "country": "BD"}
