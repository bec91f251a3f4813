"""Invented people and practices: names, addresses, telephone numbers (555-01xx). Pure: a random source in, a record out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

# Surnames that are no everyday word, so that a sentence of the assistant is never mistaken for a person's name.
SURNAMES = (
    "Abernathy Adeyemi Ahlgren Alvarado Anderberg Aranda Arsenault Ashworth Babineaux Bakshi Balogun Barrientos Bergstrom "
    "Bianchi Blackwood Bogdanov Bonaventura Borgstrom Bouchard Brannigan Brzezinski Cabrera Callahan Calloway Caruso "
    "Castellano Chaudhary Cheng Cisneros Clavijo Contreras Cordova Czarnecki Dalgaard Delacroix Desrosiers Dimitriou "
    "Dombrowski Donatelli Dubois Echeverria Eklund Eriksen Espinoza Fairweather Fernandes Ferreira Fitzgerald Fontaine "
    "Fujimoto Gallagher Garibaldi Gaudreau Gianopoulos Goldstein Gonsalves Gorecki Guerrero Gutierrez Haggerty Halvorsen "
    "Hashimoto Haverford Heidrich Hernandez Holmquist Horvath Ibarra Iglesias Ingram Jankowski Jaramillo Jefferson "
    "Johansson Kaczmarek Kapadia Kavanagh Kellerman Kimura Kowalczyk Krishnan Kuznetsov Lachance Laramie Larsson Lindqvist "
    "Lombardi Lundgren MacAllister Maldonado Marchetti Marquez Matsumoto McAllen McKinnon Mendoza Mikkelsen Montgomery "
    "Morozov Mukherjee Mulligan Nakagawa Narvaez Navarro Nguyen Nordstrom Nowak Obasanjo Ochoa Okafor Olszewski Oquendo "
    "Ortega Ostrowski Palmieri Papadakis Pelletier Peralta Petrakis Pettersen Pham Pinkerton Plaskett Prescott Quintero "
    "Quisenberry Radcliffe Ramaswamy Rasmussen Renfro Restrepo Rinaldi Robicheaux Rodriguez Rosenthal Rutherford Saavedra "
    "Sadowski Salazar Sandoval Santangelo Sarkisian Schneider Sepulveda Shimizu Sievert Sokolov Sorensen Stavros Sundaram "
    "Szymanski Takahashi Tanaka Thibodeaux Thorvald Toledano Trujillo Ulrich Underhill Urbina Valdez Vandermeer Vasquez "
    "Velazquez Vermeulen Villanueva Vinogradov Vukovic Wainwright Wakefield Weissman Westbrook Whitaker Winterbourne "
    "Wojcik Yamamoto Yarbrough Ybarra Zambrano Zapata Zielinski Zimmerman"
).split()
FIRST_NAMES = {
    "F": (
        "Abigail Adriana Alicia Amelia Anastasia Angela Annika Beatriz Bernadette Bianca Bridget Camila Carmen Caroline "
        "Catherine Cecilia Claudia Constance Daniela Deborah Diana Dolores Eleanor Elena Elizabeth Estelle Eugenia Fatima "
        "Felicia Frances Gabriela Genevieve Georgia Gloria Harriet Helena Imani Ingrid Irene Isabel Jacqueline Janelle "
        "Jessica Joanna Josephine Juliana Karina Katherine Latoya Leticia Lorraine Lucinda Magdalena Marcela Margaret "
        "Mariana Marjorie Matilda Melissa Michelle Miriam Monica Nadia Natalia Nicole Olivia Ophelia Patricia Penelope "
        "Priya Rachel Ramona Rebecca Renata Rosalind Samantha Serena Shanice Sophia Stephanie Susanna Tabitha Teresa "
        "Ursula Valentina Vanessa Veronica Vivian Winifred Yolanda Yvonne Zelda"
    ).split(),
    "M": (
        "Aaron Adrian Albert Alejandro Anthony Antonio Arthur Benjamin Bernard Bradley Brandon Caleb Cedric Charles "
        "Christopher Clifford Cornelius Curtis Daniel Darnell Dennis Desmond Dmitri Dominic Edmund Edward Eduardo Emilio "
        "Ernesto Eugene Fernando Francis Frederick Gabriel Geoffrey Gerald Gilbert Gordon Gregory Gustavo Harold Hector "
        "Herbert Howard Ignacio Isaac Jamal Jeffrey Jeremiah Jerome Jonathan Joseph Joshua Julian Kenneth Kevin Lamar "
        "Lawrence Leonard Leopold Lorenzo Lucas Malcolm Manuel Marcus Martin Matthew Maurice Mitchell Nathaniel Nicholas "
        "Norman Octavio Orlando Oscar Pedro Philip Quentin Rafael Raymond Reginald Ricardo Roberto Roderick Rudolph "
        "Salvatore Samuel Sebastian Sergio Stanley Stephen Sylvester Terrence Theodore Timothy Tobias Vernon Vincent "
        "Wallace Xavier Zachary"
    ).split(),
}
TOWNS = (
    ("Alderbrook", "OH", "44", "440"), ("Brackenfell", "PA", "17", "717"), ("Copperhollow", "AZ", "85", "480"),
    ("Dunmarrow", "GA", "30", "678"), ("Eastvale Harbor", "NJ", "07", "908"), ("Fernwick", "MN", "55", "651"),
    ("Gladeport", "FL", "33", "813"), ("Hollowmere", "TX", "75", "469"), ("Ivoryton Falls", "CO", "80", "720"),
    ("Juniper Bend", "OR", "97", "503"), ("Kestrel Point", "WA", "98", "206"), ("Larkhaven", "NC", "27", "919"),
)  # fmt: skip
STREETS = "Alder Birchmont Cobble Dovecote Elmhurst Foxglove Gristmill Hawthorn Ironbridge Juniper Kingfisher Larch".split()


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is covered. ``zip`` has five digits, ``phone`` ten."""

    first: str
    last: str
    born: date
    sex: str
    address: str
    city: str
    state: str
    zip: str
    phone: str


def phone_number(rng: Random, area: str) -> str:
    """Ten digits from the range kept free for fiction."""
    return f"{area}55501{rng.randrange(100):02d}"


def birth_date(rng: Random, as_of: date, youngest: int, oldest: int) -> date:
    """A birthday between two ages in years; nobody is within half a year of turning eighteen."""
    while True:
        born = as_of - timedelta(days=rng.randrange(youngest * 365 + 40, oldest * 365))
        age = (as_of - born).days / 365.25
        if not 17.4 < age < 18.6:
            return born


def household(rng: Random, as_of: date, *, senior: bool) -> list[Person]:
    """People of one address and one surname: a couple or single, and children."""
    city, state, prefix, area = rng.choice(TOWNS)
    last = rng.choice(SURNAMES)
    address = f"{rng.randrange(10, 9900)} {rng.choice(STREETS)} {rng.choice(('Street', 'Avenue', 'Lane', 'Road'))}"
    zip_code = f"{prefix}{rng.randrange(1000):03d}"
    phone = phone_number(rng, area)
    ages = [(66, 92)] * rng.choice((1, 1, 2)) if senior else [(21, 64)] * rng.choice((1, 1, 2))
    if not senior:
        ages += [(1, 16)] * rng.choice((0, 0, 0, 1, 1, 2))
    people: list[Person] = []
    for youngest, oldest in ages:
        sex = rng.choice("FM")
        first = rng.choice([name for name in FIRST_NAMES[sex] if name not in {one.first for one in people}])
        born = birth_date(rng, as_of, youngest, oldest)
        people.append(Person(first, last, born, sex, address, city, state, zip_code, phone))
    return people


PRACTICE_WORDS = (
    "Alderbrook Brightwater Cobblestone Dovetail Everhart Foxhollow Glenmoor Heronview Ivybridge Juniperhill Kestrelway "
    "Larkspur Meadowlark Northfield Oakhaven Pinemont Quarrystone Riverstone Silverleaf Thornbury Umberland Vistamar "
    "Willowbend Yarrowdale"
).split()


def practice_name(number: int, kind: str) -> str:
    """A name no two practices of a world share: two place words and a kind."""
    count = len(PRACTICE_WORDS)
    turn, at = divmod(number, count)
    first, second = PRACTICE_WORDS[at], PRACTICE_WORDS[(turn + 7 * at + 5) % count]
    place = first if first == second else f"{first} {second}"
    again = turn // count % 9
    return f"{place} {kind}" + (f" {again + 1}" if again else "")
