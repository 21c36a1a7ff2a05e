#!/usr/bin/env python3
"""Checks an Apograph exhibit without Apograph. Standard library only.
    python3 verify.py [FOLDER]              check everything; exit status 0: intact, 1: not, 2: cannot be read
    python3 verify.py [FOLDER] --proof ID   print the Merkle inclusion proof of one answer (RFC 6962)
"""
import base64, hashlib, json, os, re, stat, sys

UNLISTED = ("signatures", "timestamps")  # made over the tag manifest, so after it
NAME = re.compile(r"[A-Za-z0-9._-]+")
PIECES = {"commitment", "salt", "value", "body", "body_base64", "body_sha256", "format", "text"}
ROWS = set("answer at attempt body content details hash id intent kind leaf model previous question received_at request resend seq source suite".split())
faults = []

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

class Number(str):  # keeps the digits that it was read with
    pass

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
        elif m[2] in listed:
            fault(f"{name}: {m[2]} is listed twice")
        else:
            listed[m[2]] = m[1]
    return listed

def check_files(root):
    present = set(walk(root))
    payload = manifest(root, "manifest-sha256.txt")
    tags = manifest(root, "tagmanifest-sha256.txt")
    for name in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt"):
        if name not in tags:
            fault(f"tagmanifest-sha256.txt: {name} is not listed")
    for listed, name in ((payload, "manifest-sha256.txt"), (tags, "tagmanifest-sha256.txt")):
        for path, digest in sorted(listed.items()):
            if path.startswith("data/") != (listed is payload):
                fault(f"{name}: {path} does not belong in this manifest")
            elif path not in present:
                fault(f"{path}: listed, but missing")
            elif file_sha256(os.path.join(root, path)) != digest:
                fault(f"{path}: changed since it was sealed (SHA-256 differs from {name})")
    for path in sorted(present - set(payload) - set(tags) - {"tagmanifest-sha256.txt"}):
        if path.split("/")[0] not in UNLISTED or path.count("/") != 1:
            fault(f"{path}: in the folder, but in no manifest")
    try:
        with open(os.path.join(root, "bagit.txt"), "rb") as f:
            if f.read() != b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n":
                fault("bagit.txt: not BagIt 1.0 in UTF-8")
        with open(os.path.join(root, "bag-info.txt"), encoding="utf-8") as f:
            oxum = re.findall(r"^Payload-Oxum: (\d+)\.(\d+)$", f.read(), re.M)
        size = sum(os.path.getsize(os.path.join(root, p)) for p in present if p.startswith("data/"))
        count = sum(1 for p in present if p.startswith("data/"))
        if oxum != [(str(size), str(count))]:
            fault(f"bag-info.txt: Payload-Oxum is {oxum}, the payload has {size} bytes in {count} files")
    except (OSError, UnicodeDecodeError) as e:
        fault(f"bagit.txt or bag-info.txt cannot be read: {e}")

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
                if not isinstance(row, dict) or row.keys() - ROWS or canonical(row) + "\n" != text:
                    raise ValueError("not canonical JSON, or with members that do not belong here")
                yield f"data/{name} line {number}", row
            except (ValueError, RecursionError) as e:
                fault(f"data/{name} line {number}: {e}")

def committed(unit, data):  # SHA-256(salt || bytes), or, where something was withheld, that hash alone
    if unit.keys() - PIECES or ("commitment" in unit and len(unit) > 1):
        raise ValueError("a piece holds more than its commitment covers")
    return unit["commitment"] if "commitment" in unit else sha256(bytes.fromhex(unit["salt"]), data(unit))

def value(unit):
    return encoded(unit["value"])

def body(unit):
    return base64.b64decode(unit["body_base64"], validate=True) if "body_base64" in unit else unit["body"].encode("utf-8")

def answer(unit):
    said = {"body": unit["body_sha256"] if "body_sha256" in unit else sha256(body(unit)), "format": unit["format"]}
    if "text" in unit:
        said["text"] = sha256(unit["text"].encode("utf-8"))
    return encoded(said)

def failure(unit):
    if "body_sha256" not in unit and unit["value"]["body"] != sha256(body(unit)):
        raise ValueError("the failure's body does not have its SHA-256")
    return value(unit)

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
        if row.get("id") != str(len(leaves) + 1):
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
    units = {name: {row["id"]: committed(row[key], value) for _, row in lines(root, name + ".jsonl")}
             for name, key in (("models", "model"), ("suites", "content"), ("probes", "content"))}
    recorded = {name: {} for name in units}
    head, count, made_as = "0" * 64, 0, {}
    for place, event in lines(root, "events.jsonl"):
        count += 1
        made = sha256(encoded({"at": event["at"], "body": committed(event["body"], value), "kind": event["kind"],
                               "previous": event["previous"], "seq": event["seq"]}))
        if event["seq"] != str(count):
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
            recorded["probes"].update({p["id"]: p["probe"] for p in said["probes"]})
    for kind, leaves in tables.items():
        if done[kind] != len(leaves):
            fault(f"{kind}: {len(leaves)} rows, but the log records {done[kind]}")
    for name in units:
        for row in sorted(set(units[name]) | set(recorded[name])):
            if units[name].get(row) != recorded[name].get(row):
                fault(f"data/{name}.jsonl: row {row} is not what was recorded")
    with open(os.path.join(root, "data", "case.json"), encoding="utf-8") as f:
        case = parse(f.read())
    leaves = tables["responses"]
    for key, found in (("chain_head", head), ("events", str(count)), ("responses", str(len(leaves))),
                       ("merkle_root", root_of(leaves).hex()), *made_as.items()):
        if case.get(key) != found:
            fault(f"data/case.json: {key} is {case.get(key)}, found {found}")
    return head, leaves

def main(arguments):
    root = next((a for a in arguments if not a.startswith("--") and not a.isdigit()), os.path.dirname(os.path.abspath(__file__)))
    try:
        check_files(root)
        head, leaves = check_log(root)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as e:
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
    return 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
