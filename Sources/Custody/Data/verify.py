#!/usr/bin/env python3
"""Checks an Apograph exhibit without Apograph. Standard library only.
    python3 verify.py [FOLDER]              check everything; exit status 0: intact, 1: not, 2: cannot be read
    python3 verify.py [FOLDER] --proof ID   print the Merkle inclusion proof of one answer (RFC 6962)
    python3 verify.py [FOLDER] --recompute  make the figures again too (data/recompute.py); 1: they differ, 2: the exhibit holds none
    python3 verify.py [FOLDER] --marks B    also compute its test of canaries anew, with the key that folder B discloses
"""
import base64, fractions, hashlib, hmac, json, math, os, re, stat, sys

NAME = re.compile(r"[A-Za-z0-9._-]+")
TAGS = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "HOW-TO-VERIFY.md", "verify.py")
LABELS = ("Source-Organization", "Bagging-Date", "External-Identifier", "External-Description", "Bag-Software-Agent", "Payload-Oxum")
ABOUT = ("External-Description: Evidence of the case named in data/case.json, sealed by Apograph",
         "External-Description: A redacted copy; see data/redactions.jsonl")
SIGNATURE = re.compile(rb"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/]{1,76}\n)*[A-Za-z0-9+/]{1,76}={0,2}\n-----END SSH SIGNATURE-----\n")
# The pieces of a line, its other members, and those that may be absent.
FILES = {"events": ("body", "at hash kind previous seq", ""), "models": ("model", "id", ""), "suites": ("content", "id", ""),
         "probes": ("content", "id suite", ""), "requests": ("model question request", "at attempt id leaf resend", ""),
         "failures": ("content", "at id intent leaf", ""),
         "responses": ("answer model question", "id leaf", "details intent received_at source")}
faults, withheld = [], set()

def fault(what):
    faults.append(what)
    if len(faults) <= 100:
        print("FAULT: " + what.encode("unicode_escape").decode())

def sha256(*pieces):
    h = hashlib.sha256()
    for piece in pieces:
        h.update(piece)
    return h.hexdigest()

def file_sha256(path):
    with open(path, "rb") as f:
        return sha256(*iter(lambda: f.read(1 << 20), b""))

class Number(str):  # keeps the digits that it was read with, and is no text of the same digits
    def __eq__(self, other):
        return type(other) is Number and str.__eq__(self, other)
    __ne__, __hash__ = lambda self, other: not self == other, str.__hash__

def no_twice(pairs):
    keys = [k for k, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError("a key stands twice")
    return dict(pairs)

def refuse(text):
    raise ValueError(text + " is no JSON number")

def parse(text):
    return json.loads(text, object_pairs_hook=no_twice, parse_float=Number, parse_int=Number, parse_constant=refuse)

def canonical(value):  # RFC 8785
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(canonical(v) for v in value) + "]"
    if not isinstance(value, dict):
        return json.dumps(value)
    keys = sorted(value, key=lambda k: k.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(canonical(k) + ":" + canonical(value[k]) for k in keys) + "}"

def encoded(value):
    return canonical(value).encode("utf-8")

def walk(root):
    found = []
    for folder, folders, files in os.walk(root, followlinks=False):
        if not folders + files and folder != root:
            fault(f"{folder!r}: a folder that holds nothing")
        for name in folders + files:
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, root).replace(os.sep, "/")
            mode = os.lstat(path).st_mode
            if not NAME.fullmatch(name) or name in (".", ".."):
                fault(f"{relative!r}: a name that no exhibit has")
            elif stat.S_ISREG(mode):
                found.append(relative)
            elif not stat.S_ISDIR(mode):
                fault(f"{relative}: neither a file nor a folder")
    return sorted(found)

def manifest(root, name):
    listed = {}
    try:
        with open(os.path.join(root, name), encoding="utf-8", newline="") as f:
            lines = f.read().split("\n")
    except (OSError, UnicodeDecodeError):
        fault(f"{name}: missing or unreadable")
        return listed
    if lines.pop() != "":
        fault(f"{name}: does not end with a line end")
    for line in lines:
        m = re.fullmatch(r"([0-9a-f]{64})  ([A-Za-z0-9._/-]+)", line)
        if not m or ".." in m[2].split("/") or m[2].startswith("/"):
            fault(f"{name}: a line that cannot be understood: {line[:80]!r}")
        elif listed and m[2].encode() <= list(listed)[-1].encode():
            fault(f"{name}: {m[2]} is listed twice, or does not stand in its place")
        else:
            listed[m[2]] = m[1]
    return listed

def is_attestation(root, path):  # made over the tag manifest, so after it: in its own form from the first byte to the last
    m = re.fullmatch(r"(signatures|timestamps)/([A-Za-z0-9_-][A-Za-z0-9._-]{0,63})\.(sig|tsq|tsr)", path)
    if not m or (m[1] == "signatures") != (m[3] == "sig") or os.path.getsize(os.path.join(root, path)) > 1 << 20:
        return False
    with open(os.path.join(root, path), "rb") as f:
        data = f.read()
    if m[3] == "sig":
        return SIGNATURE.fullmatch(data) is not None
    if len(data) < 2 or data[0] != 0x30 or data[1] < 0x80:  # one DER sequence
        return len(data) >= 2 and data[0] == 0x30 and len(data) == 2 + data[1]
    width = data[1] & 0x7F
    return 1 <= width <= 3 and len(data) == 2 + width + int.from_bytes(data[2:2 + width], "big")

def check_files(root):
    present = set(walk(root))
    payload = manifest(root, "manifest-sha256.txt")
    tags = manifest(root, "tagmanifest-sha256.txt")
    for name in set(TAGS) ^ set(tags):
        fault(f"tagmanifest-sha256.txt: {name} is not listed, or belongs to no exhibit")
    for path in payload:
        if path.endswith(".jsonl") and path[5:-6] not in (*FILES, "redactions") and not path.startswith("data/reports/"):
            fault(f"{path}: evidence of a name that no exhibit has")
    for listed, name in ((payload, "manifest-sha256.txt"), (tags, "tagmanifest-sha256.txt")):
        for path, digest in sorted(listed.items()):
            if path.startswith("data/") != (listed is payload):
                fault(f"{name}: {path} does not belong in this manifest")
            elif path not in present:
                fault(f"{path}: listed, but missing")
            elif file_sha256(os.path.join(root, path)) != digest:
                fault(f"{path}: changed since it was sealed (SHA-256 differs from {name})")
    for path in sorted(present - set(payload) - set(tags) - {"tagmanifest-sha256.txt"}):
        if not is_attestation(root, path):
            fault(f"{path}: in the folder, but in no manifest, and neither a signature nor a timestamp")
    try:
        with open(os.path.join(root, "bagit.txt"), "rb") as f:
            if f.read() != b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n":
                fault("bagit.txt: not BagIt 1.0 in UTF-8")
        with open(os.path.join(root, "bag-info.txt"), encoding="utf-8", newline="") as f:
            info = f.read()
        oxum = re.findall(r"^Payload-Oxum: (\d+)\.(\d+)$", info, re.M)
        found = [line.split(": ", 1) for line in info.split("\n")]
        if found.pop() != [""] or any(len(x) < 2 or not x[1] for x in found) or [x[0] for x in found] != [
                label for label in LABELS if label in [x[0] for x in found]] or found[-1:][0][0] != LABELS[-1]:
            fault("bag-info.txt: other lines than a seal writes")
        size = sum(os.path.getsize(os.path.join(root, p)) for p in present if p.startswith("data/"))
        count = sum(1 for p in present if p.startswith("data/"))
        if oxum != [(str(size), str(count))]:
            fault(f"bag-info.txt: Payload-Oxum is {oxum}, the payload has {size} bytes in {count} files")
    except (OSError, UnicodeDecodeError, IndexError) as e:
        fault(f"bagit.txt or bag-info.txt cannot be read: {e}")
    original = {}
    if "data/redactions.jsonl" in payload or any(p.startswith("data/original/") for p in payload):
        tags, original = manifest(root, "data/original/tagmanifest-sha256.txt"), manifest(root, "data/original/manifest-sha256.txt")
        if "data/redactions.jsonl" not in payload or "data/case.json" not in original or original["data/case.json"] != payload.get(
                "data/case.json") or tags.get("manifest-sha256.txt") != payload.get("data/original/manifest-sha256.txt"):
            fault("data/original: what is kept of the original's manifests does not lead to this copy")
    return payload, original

def lines(root, name):
    path = os.path.join(root, "data", name)
    if not os.path.isfile(path):
        fault(f"data/{name}: missing")
        return
    with open(path, "rb") as f:
        for number, raw in enumerate(f, 1):
            try:
                text = raw.decode("utf-8")
                row = parse(text)
                units, others, optional = (set(x.split()) for x in FILES[name[:-6]])
                if not isinstance(row, dict) or canonical(row) + "\n" != text or not units | others <= row.keys() <= units | others | optional:
                    raise ValueError("not canonical JSON, or with other members than belong here")
                for piece in units:
                    if "commitment" in row[piece]:
                        withheld.add((f"data/{name}", piece, row.get("id", row.get("seq"))))
                yield f"data/{name} line {number}", row
            except (ValueError, RecursionError, TypeError) as e:
                fault(f"data/{name} line {number}: {e}")

def committed(unit, data):  # SHA-256(salt || bytes), or, where something was withheld, that hash alone
    names = {"body" if k == "body_base64" else k for k in unit} - ({"text"} if data is answer else set())
    if names != ({"commitment"} if "commitment" in unit else MEMBERS[data]) or len(names) < len(unit) - (data is answer):
        raise ValueError("a piece holds more or less than its commitment covers")
    if "commitment" in unit:
        return unit["commitment"]
    if type(unit["salt"]) is not str or not re.fullmatch("[0-9a-f]{32}", unit["salt"]):
        raise ValueError("a salt that is not 16 bytes in hexadecimal")
    return sha256(bytes.fromhex(unit["salt"]), data(unit))

def value(unit):
    return encoded(unit["value"])

def body(unit):
    if "body_base64" not in unit:
        return unit["body"].encode("utf-8")
    data = base64.b64decode(unit["body_base64"], validate=True)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        if base64.b64encode(data).decode() == unit["body_base64"]:
            return data
    raise ValueError("base64 in another form than its own, or of what stands as text elsewhere")

def answer(unit):
    said = {"body": sha256(body(unit)), "format": unit["format"]}
    if "text" in unit:
        said["text"] = sha256(unit["text"].encode("utf-8"))
    return encoded(said)

def failure(unit):
    if unit["value"]["body"] != sha256(body(unit)):
        raise ValueError("the failure's body does not have its SHA-256")
    return value(unit)

MEMBERS = {value: {"salt", "value"}, body: {"salt", "body"}, answer: {"salt", "format", "body"}, failure: {"salt", "value", "body"}}

def leaf(record):
    return hashlib.sha256(b"\x00" + encoded(record)).digest()

def response_leaf(row):
    record = {k: row[k] for k in ("details", "id", "intent", "received_at", "source") if k in row}
    record.update(model=committed(row["model"], value), question=committed(row["question"], value),
                  answer=committed(row["answer"], answer))
    return leaf(record)

def request_leaf(row):
    record = {k: row[k] for k in ("at", "attempt", "id", "resend")}
    record.update(model=committed(row["model"], value), question=committed(row["question"], value),
                  request=committed(row["request"], body))
    return leaf(record)

def failure_leaf(row):
    record = {k: row[k] for k in ("at", "id", "intent")}
    record["content"] = committed(row["content"], failure)
    return leaf(record)

def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()

def split(n):
    return 1 << ((n - 1).bit_length() - 1)

def root_of(leaves):  # RFC 6962
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return node(root_of(leaves[:k]), root_of(leaves[k:]))

def proof(index, leaves):
    if len(leaves) <= 1:
        return []
    k = split(len(leaves))
    if index < k:
        return proof(index, leaves[:k]) + [root_of(leaves[k:])]
    return proof(index - k, leaves[k:]) + [root_of(leaves[:k])]

def rows(root, name, make):
    leaves = []
    for place, row in lines(root, name):
        try:
            made = make(row)
        except (KeyError, TypeError, ValueError, AttributeError) as e:
            fault(f"{place}: cannot be understood ({type(e).__name__}: {e})")
            made = b"?"
        if row.get("id") != Number(len(leaves) + 1):
            fault(f"{place}: row {row.get('id')} stands where row {len(leaves) + 1} belongs")
        if made.hex() != row.get("leaf"):
            fault(f"{place}: not what was recorded (its leaf hash differs)")
        leaves.append(made)
    return leaves

def check_log(root):
    tables = {"responses": rows(root, "responses.jsonl", response_leaf),
              "intents": rows(root, "requests.jsonl", request_leaf),
              "failures": rows(root, "failures.jsonl", failure_leaf)}
    done = dict.fromkeys(tables, 0)
    units = {}
    for name, key in (("models", "model"), ("suites", "content"), ("probes", "content")):
        units[name], last = {}, 0
        for place, row in lines(root, name + ".jsonl"):
            units[name][row["id"]] = committed(row[key], value) + (" of suite " + canonical(row["suite"]) if "suite" in row else "")
            if int(row["id"]) <= last:
                fault(f"{place}: does not stand where its id belongs")
            last = int(row["id"])
    recorded = {name: {} for name in units}
    head, count, made_as = "0" * 64, 0, {}
    for place, event in lines(root, "events.jsonl"):
        count += 1
        made = sha256(encoded({"at": event["at"], "body": committed(event["body"], value), "kind": event["kind"],
                               "previous": event["previous"], "seq": event["seq"]}))
        if event["seq"] != Number(count):
            fault(f"{place}: event {event['seq']} stands where event {count} belongs")
        if event["previous"] != head:
            fault(f"{place}: names another event before it than the one that stands there")
        if event["hash"] != made:
            fault(f"{place}: not the event that was hashed")
        head, kind, said = event["hash"], event["kind"], event["body"].get("value")
        if kind in tables:
            if said is None:
                fault(f"{place}: the list of rows was withheld")
                continue
            first = int(said["first"]) - 1
            if first != done[kind] or [x.hex() for x in tables[kind][first:first + len(said["leaves"])]] != said["leaves"]:
                fault(f"{place}: {kind} {first + 1} to {first + len(said['leaves'])} are not those that were recorded")
            done[kind] = first + len(said["leaves"])
        elif kind == "created" and said:
            made_as.update(case=said["case"], created_at=event["at"], title=said["title"])
        elif kind == "model" and said:
            recorded["models"][said["id"]] = said["model"]
        elif kind == "suite" and said:
            recorded["suites"][said["id"]] = said["suite"]
            recorded["probes"].update({p["id"]: p["probe"] + " of suite " + canonical(said["id"]) for p in said["probes"]})
    for kind, leaves in tables.items():
        if done[kind] != len(leaves):
            fault(f"{kind}: {len(leaves)} rows, but the log records {done[kind]}")
    for name in units:
        for row in sorted(set(units[name]) | set(recorded[name])):
            if units[name].get(row) != recorded[name].get(row):
                fault(f"data/{name}.jsonl: row {row} is not what was recorded")
    with open(os.path.join(root, "data", "case.json"), encoding="utf-8", newline="") as f:
        text = f.read()
    case, leaves = parse(text), tables["responses"]
    if canonical(case) + "\n" != text or set(case) != set("case chain_head created_at events format merkle_root responses title".split()):
        fault("data/case.json: other members than those of an exhibit, or written otherwise")
    for key, found in (("chain_head", head), ("events", Number(count)), ("responses", Number(len(leaves))),
                       ("merkle_root", root_of(leaves).hex()), ("format", "apograph-exhibit-1"), *made_as.items()):
        if case.get(key) != found:
            fault(f"data/case.json: {key} is {case.get(key)}, found {found}")
    with open(os.path.join(root, "bag-info.txt"), encoding="utf-8", newline="") as f:
        for line in f.read().split("\n"):
            if line.startswith("External-") and line not in (*ABOUT, f"External-Identifier: {case.get('case')}"):
                fault("bag-info.txt: names another case than data/case.json, or describes it otherwise")
    return head, leaves

def check_withheld(root, payload, original):  # what is withheld is on the list of redactions, with its reason, in order, and nothing else is
    said, last, path = set(), (), os.path.join(root, "data", "redactions.jsonl")
    if os.path.isfile(path):
        with open(path, encoding="utf-8", newline="") as f:
            for number, text in enumerate(f.read().split("\n")[:-1] if os.path.getsize(path) else [], 1):
                row = parse(text)
                if canonical(row) != text or list(row) != ["file", "piece", "reason", "row"] or not row["reason"].strip():
                    fault(f"data/redactions.jsonl line {number}: not written by redact")
                said.add((row["file"], row["piece"], row["row"]))
                this = list(FILES).index(row["file"][5:-6]), int(row["row"]), row["piece"]
                if this <= last:
                    fault(f"data/redactions.jsonl line {number}: does not come after the line before it")
                last = this
            f.seek(0)
            if not f.read().endswith("\n"):
                fault("data/redactions.jsonl: does not end with a line end")
    for file, piece, row in sorted(withheld - said):
        fault(f"{file} row {row}: the {piece} is withheld, and no redaction says so and why")
    for file, piece, row in sorted(said - withheld):
        fault(f"{file} row {row}: the {piece} is said to be withheld, and is there")
    for name in FILES if original else ():
        if not any(file == f"data/{name}.jsonl" for file, _, _ in withheld) and original.get(f"data/{name}.jsonl") != payload.get(f"data/{name}.jsonl"):
            fault(f"data/{name}.jsonl: nothing of it is withheld, and it is not the one that the original's manifest lists")

def recompute(root, payload):  # by the program that was sealed beside the findings, after its SHA-256 was checked
    if "data/recompute.py" not in payload:
        print("The exhibit holds no findings, or was sealed before they could be made again: nothing to recompute.")
        return 2
    sys.dont_write_bytecode = True  # nothing may be added to the folder
    space = {"__name__": "recompute", "__file__": os.path.join(root, "data", "recompute.py")}
    with open(space["__file__"], encoding="utf-8") as f:
        exec(compile(f.read(), space["__file__"], "exec"), space)
    return space["main"]([root])

def log10_tail(spaces, hits):  # P(at least `hits`), answer i hitting with probability 1 / spaces[i], in whole numbers
    ways = [1]
    for s in spaces:
        ways = [(ways[k] * (s - 1) if k < len(ways) else 0) + (ways[k - 1] if k else 0) for k in range(len(ways) + 1)]
    tail = fractions.Fraction(sum(ways[max(hits, 0):]), math.prod(spaces))
    shift = max(0, tail.denominator.bit_length() - tail.numerator.bit_length())
    return math.log10(float(tail * 2 ** shift)) - shift * math.log10(2)

def check_marks(root, given):  # tests of canaries: the promise's hash stands in the log; with the key, the test is computed anew
    found = [e["body"]["value"] for _, e in lines(root, "events.jsonl") if e["kind"] == "mark" and e["body"].get("value", {}).get("test") == "canary"]
    names, opened = {"key.hex", "facts.tsv", "promise.json", "answers.jsonl"}, set()
    for folder in [given] if given else [p for p, _, there in os.walk(os.path.join(root, "data")) if names <= set(there)]:
        facts_tsv, key, promise, told = ((open(os.path.join(folder, n), "rb").read()) for n in ("facts.tsv", "key.hex", "promise.json", "answers.jsonl"))
        key, promise, told = bytes.fromhex(key.decode()), json.loads(promise), [json.loads(l) for l in told.decode().splitlines()]
        if sha256(bytes.fromhex(promise["salt"]), key, facts_tsv) != promise["sha256"]:
            fault("marks: salt, key and facts are not those that were promised")
        facts = {f[0]: f[2:2 + int(f[1])] for f in (l.split("\t") for l in facts_tsv.decode().splitlines())}
        fact_of = lambda probe: probe.rpartition(".")[0] or probe
        for probe in (row["content"].get("value") or {} for _, row in lines(root, "probes.jsonl")):
            if probe.get("kind") == "canary" and facts.get(fact_of(probe["id"])) != probe["answer"].get("options"):
                fault(f"marks: the options of {probe['id']} are not those that were promised")
        for result in (r for r in found if (r.get("promise") or {}).get("sha256") == promise["sha256"]):
            opened.add(promise["sha256"])
            asked = (row for _, row in lines(root, "responses.jsonl") if (row["model"].get("value") or {}).get("name") == result["suspect"] and row["question"].get("value"))
            said_in = lambda a: (a.get("body") if a.get("format") == "text" else a.get("text")) or ""
            texts = sorted((fact_of(r["question"]["value"]["probe"]), said_in(r["answer"])) for r in asked if fact_of(r["question"]["value"]["probe"]) in facts)
            if texts != sorted((a["fact"], a.get("text") or "") for a in told):
                print(f"MARKS: the disclosed answers are not those of {result['suspect']}, so its test is not computed anew")
                continue
            said = {}  # the first answer to a fact that names an option counts; who read them so is seen in answers.jsonl
            for a in told:
                if a.get("option") is not None:
                    said.setdefault(a["fact"], a["option"])
            unlike = [f"{f}" for f, o in said.items() if not any(a["fact"] == f and facts[f][o].lower() in (a.get("text") or "").lower() for a in told)]
            if unlike:
                print(f"MARKS: look at {len(unlike)} readings whose text does not hold the option's words: " + ", ".join(unlike[:5]))
            for row in result["rows"]:
                drawn = lambda f: int.from_bytes(hmac.new(key, b"\0".join((b"canary", f.encode(), row["recipient"].encode())), "sha256").digest()[:8], "big") % len(facts[f])
                hits = sum(drawn(f) == o for f, o in said.items())
                p, is_same = log10_tail([len(facts[f]) for f in said], hits), (hits, len(said)) == (int(row["hits"]), int(row["answered"]))
                if is_same and abs(p - float(row["log10P"])) <= 1e-6 * max(1, abs(p)):
                    print(f"MARKS: {result['suspect']}, {row['recipient']}: {hits} hits of {len(said)}, p 10^{p:.2f}, as recorded")
                else:
                    fault(f"marks: {result['suspect']}, {row['recipient']}: {hits} hits of {len(said)}, p 10^{p:.2f}, recorded {row['hits']} of {row['answered']}, 10^{row['log10P']}")
    for result in (r for r in found if r.get("promise") and r["promise"]["sha256"] not in opened):
        print(f"MARKS: a test of {result['suspect']} under the promise {result['promise']['sha256']} of {result['promise']['date']}; its key is not disclosed here")

def main(arguments):
    marks = arguments[arguments.index("--marks") + 1] if "--marks" in arguments[:-1] else None
    root = next((a for a in arguments if not a.startswith("--") and not a.isdigit() and a != marks), os.path.dirname(os.path.abspath(__file__)))
    try:
        payload, original = check_files(root)
        head, leaves = check_log(root)
        check_withheld(root, payload, original)
        check_marks(root, marks)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as e:
        fault(f"the exhibit cannot be read: {type(e).__name__}: {e}")
        return 2
    if "--proof" in arguments:
        index = int(arguments[arguments.index("--proof") + 1]) - 1
        if not 0 <= index < len(leaves):
            fault("there is no such answer")
            return 2
        print(json.dumps({"id": index + 1, "count": len(leaves), "leaf": leaves[index].hex(), "root": root_of(leaves).hex(),
                          "path": [x.hex() for x in proof(index, leaves)]}, indent=1))
    if faults:
        print(f"NOT INTACT: {len(faults)} faults")
        return 1
    print(f"INTACT: {len(leaves)} answers, chain head {head}")
    print("This says that nothing changed since it was sealed. Who sealed it and when: HOW-TO-VERIFY.md, part 3.")
    return recompute(root, payload) if "--recompute" in arguments else 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
