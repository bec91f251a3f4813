"""What is done and what it costs: procedures with their prices, diagnoses and places, by kind of practice. Data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """A procedure. Prices in cents; ``visit`` marks an office visit (a copay may apply)."""

    procedure: str
    low: int
    high: int
    visit: bool = False
    most_units: int = 1


@dataclass(frozen=True, slots=True)
class Specialty:
    """What one kind of practice bills. ``sensitive`` specialties treat what is kept from everyone but the patient."""

    name: str
    taxonomy: str
    services: tuple[Service, ...]
    diagnoses: tuple[str, ...]
    place: str = "11"
    sensitive: bool = False


VISITS = (
    Service("99213", 13500, 21000, visit=True),
    Service("99214", 19500, 31000, visit=True),
    Service("99203", 17500, 27500, visit=True),
)
SPECIALTIES: dict[str, Specialty] = {
    "Family Medicine": Specialty(
        "Family Medicine", "207Q00000X",
        (*VISITS, Service("36415", 1500, 3500), Service("85025", 2800, 6500), Service("80053", 4500, 9800),
         Service("93000", 6500, 14500), Service("90686", 3500, 6200), Service("81002", 1200, 3100)),
        ("I10", "E119", "J069", "R519", "M5450", "Z0000", "E785"),
    ),
    "Internal Medicine Associates": Specialty(
        "Internal Medicine", "207R00000X",
        (*VISITS, Service("99215", 27000, 42000, visit=True), Service("83036", 3900, 7800), Service("80061", 4200, 9100),
         Service("94010", 7500, 16500), Service("93000", 6500, 14500)),
        ("I10", "E119", "E785", "J449", "N1830", "K219"),
    ),
    "Orthopedic Group": Specialty(
        "Orthopedic Surgery", "207X00000X",
        (*VISITS, Service("20610", 16500, 34500), Service("73562", 9500, 21500),
         Service("29881", 285000, 525000), Service("73030", 8500, 17500)),
        ("M1711", "M25561", "S83241A", "M7541", "M5416"),
    ),
    "Cardiology Partners": Specialty(
        "Cardiology", "207RC0000X",
        (*VISITS, Service("93306", 62000, 138000), Service("93000", 6500, 14500), Service("93015", 29500, 62000),
         Service("78452", 145000, 298000)),
        ("I10", "I2510", "I4891", "R079", "I5022"),
    ),
    "Pediatrics": Specialty(
        "Pediatrics", "208000000X",
        (*VISITS, Service("99392", 14500, 24500, visit=True), Service("90460", 3200, 5800, most_units=3),
         Service("87880", 3300, 6200), Service("92551", 2900, 5600)),
        ("J069", "Z00129", "H6690", "J020", "R509"),
    ),
    "Behavioral Health": Specialty(
        "Psychiatry", "2084P0800X",
        (Service("90834", 14500, 21500), Service("90837", 17500, 28500), Service("90853", 6500, 11000)),
        ("F331", "F411", "F4310"), sensitive=True,
    ),
    "Physical Therapy": Specialty(
        "Physical Therapy", "225100000X",
        (Service("97110", 5500, 9800, most_units=4), Service("97140", 5200, 9200, most_units=2),
         Service("97112", 5600, 9900, most_units=2), Service("97161", 13500, 22500), Service("97530", 6100, 10500)),
        ("M5450", "M25511", "S93401D", "M6281", "R262"),
    ),
    "Imaging Center": Specialty(
        "Radiology", "2085R0202X",
        (Service("72148", 98000, 245000), Service("70553", 145000, 315000), Service("71046", 8500, 19500),
         Service("74177", 125000, 268000), Service("77067", 24500, 46500)),
        ("M5416", "R519", "R079", "R109", "Z1231"),
    ),
    "Dermatology Clinic": Specialty(
        "Dermatology", "207N00000X",
        (*VISITS, Service("11102", 15500, 29500), Service("17000", 11500, 21500), Service("17110", 13500, 24500)),
        ("L570", "D229", "L309", "L700", "B079"),
    ),
    "Womens Health": Specialty(
        "Obstetrics and Gynecology", "207V00000X",
        (*VISITS, Service("76856", 25500, 52500), Service("88142", 5500, 9900), Service("57454", 42500, 81500)),
        ("N926", "R87610", "Z01419", "N760", "D259"),
    ),
}  # fmt: skip
SENSITIVE_SERVICES = (
    Service("90834", 14500, 21500),
    Service("80306", 4500, 9500),
    Service("86703", 3500, 7500),
    Service("99408", 5500, 9500),
)
"""Given now and then by practices of any kind."""
SENSITIVE_DIAGNOSES = {"90834": "F411", "80306": "F1120", "86703": "Z114", "99408": "F1020"}


@dataclass(frozen=True, slots=True)
class InstitutionalService:
    """A revenue code with its procedure, where one is required."""

    revenue_code: str
    procedure: str
    low: int
    high: int


OUTPATIENT = (
    InstitutionalService("0450", "99284", 78000, 185000),
    InstitutionalService("0300", "80053", 8500, 21000),
    InstitutionalService("0301", "85025", 6500, 14500),
    InstitutionalService("0320", "71046", 24500, 52000),
    InstitutionalService("0351", "70450", 145000, 310000),
    InstitutionalService("0360", "29881", 680000, 1450000),
    InstitutionalService("0636", "J1885", 4500, 16500),
    InstitutionalService("0730", "93005", 16500, 41000),
)
INPATIENT = (
    InstitutionalService("0120", "", 145000, 265000),
    InstitutionalService("0250", "", 65000, 310000),
    InstitutionalService("0300", "", 42000, 165000),
    InstitutionalService("0270", "", 38000, 142000),
)
HOSPITAL_DIAGNOSES = ("R079", "J189", "I5023", "K3580", "S72001A", "N390", "A419", "M1711")
