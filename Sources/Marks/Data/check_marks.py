#!/usr/bin/env python3
"""Recomputes a disclosed test of marks with nothing but Python's standard library.

    python3 check_marks.py [FOLDER]

Canaries: facts.tsv, key.hex, promise.json, recipients.txt, answers.jsonl and result.json. A watermark: sealed.json, opening.json, pairs.tsv and result.json.
It checks the promise's hash, draws the values from the key, counts hits, and computes p, Holm's adjustment and e-values in its own way. What it
cannot check is how answers were read: answers.jsonl holds every text beside its reading, for a person to look at.
"""
import hashlib, hmac, json, math, os, sys
from fractions import Fraction

folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
read = lambda name: open(os.path.join(folder, name), "rb").read()
there = lambda name: os.path.exists(os.path.join(folder, name))
faults = []


def check(what, ok, detail=""):
    print(("ok     " if ok else "WRONG  ") + what + (f" ({detail})" if detail and not ok else ""))
    if not ok:
        faults.append(what)


def number(key, *parts):
    return int.from_bytes(hmac.new(key, b"\0".join(p.encode() for p in parts), hashlib.sha256).digest()[:8], "big")


def log10(f):
    """Of a fraction of any size."""
    shift = max(0, f.denominator.bit_length() - f.numerator.bit_length())
    return math.log10(float(Fraction(f.numerator << shift, f.denominator))) - shift * math.log10(2)


def tail(spaces, hits):
    """P(at least `hits`) where answer i hits with probability 1 / spaces[i], in whole numbers."""
    if hits <= 0:
        return Fraction(1)
    ways = [1]                                                       # ways[k]: outcomes with k hits
    for s in spaces:
        ways = [(ways[k] * (s - 1) if k < len(ways) else 0) + (ways[k - 1] if k else 0) for k in range(len(ways) + 1)]
    return Fraction(sum(ways[hits:]), math.prod(spaces))


close = lambda a, b: abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))


def canaries():
    key, promise, result = bytes.fromhex(read("key.hex").decode()), json.loads(read("promise.json")), json.loads(read("result.json"))
    check("the key has 128 bits or more", len(key) >= 16)
    check("the promise's hash is that of salt, key and facts", hashlib.sha256(bytes.fromhex(promise["salt"]) + key + read("facts.tsv")).hexdigest() == promise["sha256"])
    facts = {}
    for line in read("facts.tsv").decode().splitlines():
        f = line.split("\t")
        facts[f[0]] = f[2:2 + int(f[1])]
    said, unlike = {}, []
    for line in read("answers.jsonl").decode().splitlines():
        a = json.loads(line)
        option = a.get("option")
        if option is not None:
            if facts[a["fact"]][option].lower() not in a["text"].lower():
                unlike.append(a["fact"])
            said.setdefault(a["fact"], option)                       # the first answer that names an option counts
    if unlike:
        print(f"look   {len(unlike)} readings whose text does not hold the option's words (a letter, another spelling): " + ", ".join(unlike[:5]))
    rows = []
    for name in read("recipients.txt").decode().splitlines():
        hit = {f: number(key, "canary", f, name) % len(facts[f]) == o for f, o in said.items()}
        spaces = [len(facts[f]) for f in said]
        h, n = sum(hit.values()), len(hit)
        e = math.lgamma(h + 1) + math.lgamma(n - h + 1) - math.lgamma(n + 2)
        e -= sum(math.log(1 / len(facts[f])) if hit[f] else math.log1p(-1 / len(facts[f])) for f in hit)
        rows.append([name, h, n, log10(tail(spaces, h)), e / math.log(10)])
    worst, holm = -math.inf, {}
    for rank, row in enumerate(sorted(rows, key=lambda r: r[3])):
        worst = max(worst, row[3] + math.log10(len(rows) - rank))
        holm[row[0]] = min(0.0, worst)
    told = {r["recipient"]: r for r in result["rows"]}
    check("the result is of these recipients", sorted(told) == sorted(holm))
    for name, h, n, p, e in rows:
        t = told.get(name, {})
        check(f"{name}: {h} hits of {n}, p 10^{p:.2f}, adjusted 10^{holm[name]:.2f}, e 10^{e:.2f}",
              (t.get("hits"), t.get("answered")) == (h, n) and close(t["log10P"], p) and close(t["log10Adjusted"], holm[name]) and close(t["log10E"], e), str(t))
    first = (result.get("promise") or {}).get("firstAnswer")
    check(f"the promise ({promise['date']}) is no younger than the first answer ({first or 'day unknown'})", not first or promise["date"] <= first)


def watermark():
    sealed, opening, result = (json.loads(read(n)) for n in ("sealed.json", "opening.json", "result.json"))
    check("the opening is that of the seal", hashlib.sha256(bytes.fromhex(opening["salt"]) + opening["key"].encode()).hexdigest() == sealed["sha256"])
    scheme, place = sealed["scheme"], sealed["keys"].index(opening["key"])
    check("the result is of that key", result["opened"] == place)
    if scheme["seeding"] != "apograph":
        print(f"look   the seeding {scheme['seeding']} is checked with its own implementation, not here")
        return
    pairs = [line.split("\t") for line in read("pairs.tsv").decode().splitlines()]
    check(f"{len(pairs)} pairs, each once", len(pairs) == result["pairs"] == len({tuple(p) for p in pairs}))
    label = "synthid" if scheme["kind"] == "synthid" else "mark"

    def total(text):
        key, sum_ = bytes.fromhex(text), 0
        for p in pairs:
            v = number(key, label, *p)
            if scheme["kind"] == "kgw":
                sum_ += v / 2**64 < scheme["gamma"]
            elif scheme["kind"] == "gumbel":
                sum_ += -math.log1p(-min(v / 2**64, 1 - 2**-53))
            else:
                sum_ += bin(v >> (64 - scheme["depth"])).count("1")
        return sum_
    totals = [total(k) for k in sealed["keys"]]
    check("the scores of all keys", all(close(a, b) for a, b in zip(totals, result["totals"])) and len(totals) == len(result["totals"]))
    rank = sum(t >= totals[place] for t in totals) / len(totals)
    check(f"the true key ranks {round(rank * len(totals))} of {len(totals)}", close(rank, result["rank"]))
    n = len(pairs) * (scheme["depth"] if scheme["kind"] == "synthid" else 1)
    if scheme["kind"] == "gumbel":                                   # Q(n, x) = P(Poisson(x) < n)
        x, terms = totals[place], []
        for k in range(n):
            terms.append(-x + k * math.log(x) - math.lgamma(k + 1))
    else:
        g, terms = scheme["gamma"] if scheme["kind"] == "kgw" else 0.5, []
        for k in range(int(totals[place]), n + 1):
            terms.append(math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(g) + (n - k) * math.log1p(-g))
    most = max(terms)
    p = (most + math.log(math.fsum(math.exp(t - most) for t in terms))) / math.log(10)
    check(f"p 10^{p:.2f}", abs(p - result["log10P"]) <= 1e-6 * max(1, abs(p)), str(result["log10P"]))


canaries() if there("facts.tsv") else watermark()
print(f"{len(faults)} checks failed" if faults else "everything agrees")
sys.exit(1 if faults else 0)
