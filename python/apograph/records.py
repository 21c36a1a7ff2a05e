"""Cases, exhibits and findings as lists of plain records, one dict a row."""
import base64
import json
import os
import sqlite3


def read_case(path):
    """The tables of a case file (SQLite), opened for reading only.

    Returns a dict of lists of dicts: `info`, `models`, `suites`, `probes`, `requests`, `responses`, `failures`, `events`. What is stored as JSON
    comes parsed; bodies come as bytes; rows stand in the order in which they were recorded.
    """
    if not os.path.isfile(path):
        raise FileNotFoundError(path)
    base = sqlite3.connect(f"file:{_quoted(path)}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    try:
        if base.execute("PRAGMA application_id").fetchone()[0] != 0x41504752:
            raise ValueError(f"{path} is no case of Apograph's")
        rows = lambda sql: [dict(row) for row in base.execute(sql)]
        suites = rows("SELECT id, name, version, json, sha256 FROM suites ORDER BY id")
        suite = {row["id"]: (row["name"], row["version"]) for row in suites}
        probes = [_probe(*suite[row["suite_id"]], json.loads(row["json"]))
                  for row in rows("SELECT suite_id, json FROM probes ORDER BY suite_id, id")]
        question = """m.name AS model, s.name AS suite, s.version AS version, p.name AS probe, t.sample AS sample, g.json AS settings
            FROM {0} t JOIN models m ON m.id = t.model_id JOIN probes p ON p.id = t.probe_id JOIN suites s ON s.id = p.suite_id
            JOIN settings g ON g.id = t.settings_id ORDER BY t.id"""
        responses = rows("SELECT t.id AS id, t.received_at AS received_at, t.format AS format, t.text AS text, t.body AS body, "
                         "t.details AS details, " + question.format("responses"))
        requests = rows("SELECT t.id AS id, t.created_at AS at, t.attempt AS attempt, t.resend AS resend, t.request AS body, "
                        + question.format("intents"))
        for row in responses + requests:
            row["settings"] = json.loads(row["settings"])
        for row in responses:
            row["details"] = json.loads(row["details"]) if row["details"] else {}
            if row["format"] == "text":
                row["text"] = row["body"].decode("utf-8", "replace")
        return {
            "info": {row["key"]: row["value"] for row in rows("SELECT key, value FROM info")},
            "models": [dict(json.loads(row["json"]), id=row["name"]) for row in rows("SELECT name, json FROM models ORDER BY id")],
            "suites": [{"name": row["name"], "version": row["version"], "sha256": row["sha256"]} for row in suites],
            "probes": probes, "requests": requests, "responses": responses,
            "failures": rows("SELECT id, intent_id AS request, at, kind, message, status, permanent, body FROM failures ORDER BY id"),
            "events": [dict(row, body=json.loads(row["body"]), previous=row["previous"].hex(), hash=row["hash"].hex())
                       for row in rows("SELECT seq, kind, at, body, previous, hash FROM events ORDER BY seq")],
        }
    finally:
        base.close()


def read_exhibit(folder):
    """The evidence of an exhibit in the form of `read_case`, with what was derived from it: `findings` and `readings`, None where they were not sealed.

    Nothing is verified: that is what the exhibit's own `verify.py` does. What was withheld is None.
    """
    data = os.path.join(folder, "data")
    info = _json(os.path.join(data, "case.json"))
    models = [dict(_value(row["model"]) or {"id": None}) for row in _lines(data, "models")]
    suites, names = [], {}
    for row in _lines(data, "suites"):
        suite = _value(row["content"]) or {"name": None, "version": None}
        names[row["id"]] = (suite["name"], suite["version"])
        suites.append({"name": suite["name"], "version": suite["version"]})
    probes = [_probe(*names[row["suite"]], _value(row["content"]) or {}) for row in _lines(data, "probes")]
    responses, requests = [], []
    for row in _lines(data, "responses"):
        answer = row["answer"]
        responses.append({"id": row["id"], "received_at": row.get("received_at"), "format": answer.get("format"),
                          "text": _text(answer), "body": _body(answer), "details": row.get("details") or {},
                          **_question(row)})
    for row in _lines(data, "requests"):
        requests.append({"id": row["id"], "at": row["at"], "attempt": row["attempt"], "resend": row["resend"],
                         "body": _body(row["request"]), **_question(row)})
    failures = [{"id": row["id"], "request": row["intent"], "at": row["at"], **(_value(row["content"]) or {}),
                 "body": _body(row["content"])} for row in _lines(data, "failures")]
    events = [{**{k: row[k] for k in ("seq", "kind", "at", "previous", "hash")}, "body": _value(row["body"])}
              for row in _lines(data, "events")]
    derived = {name: _json(os.path.join(data, name + ".json")) if os.path.exists(os.path.join(data, name + ".json")) else None
               for name in ("findings", "readings")}
    return {"info": info, "models": models, "suites": suites, "probes": probes, "requests": requests, "responses": responses,
            "failures": failures, "events": events, **derived}


def read_findings(path):
    """Findings as flat tables: `pairs` (a row a pair, names of nested members joined by dots), `models`, `items` (what each error of the alleged
    source weighs; empty without a claim), `alarms`; and `all`, everything as the file has it.
    """
    found = _json(path)
    claim = found.get("claim") or {}
    return {"pairs": [_flat(pair) for pair in found["pairs"]], "models": [_flat(model) for model in found["models"]],
            "items": claim.get("items", []), "alarms": [_flat(alarm) for alarm in found["alarms"]], "all": found}


def frames(tables):
    """The same tables with every list of records as a pandas DataFrame; unchanged where pandas is not installed."""
    try:
        import pandas
    except ImportError:
        return tables
    rows = lambda x: isinstance(x, list) and all(isinstance(row, dict) for row in x)
    return {name: pandas.DataFrame(table) if rows(table) else table for name, table in tables.items()}


def _probe(suite, version, probe):
    return {"suite": suite, "version": version, "probe": probe.get("id"), **{k: v for k, v in probe.items() if k != "id"}}


def _question(row):
    asked = _value(row["question"]) or {}
    model = _value(row["model"]) or {}
    return {"model": model.get("name", model.get("id")), "suite": asked.get("suite"), "version": asked.get("version"),
            "probe": asked.get("probe"), "sample": asked.get("sample"), "settings": asked.get("settings")}


def _flat(row, before=""):
    out = {}
    for key, value in row.items():
        out.update(_flat(value, before + key + ".") if isinstance(value, dict) else {before + key: value})
    return out


def _value(unit):
    return unit.get("value")


def _body(unit):
    if "body_base64" in unit:
        return base64.b64decode(unit["body_base64"])
    return unit["body"].encode("utf-8") if "body" in unit else None


def _text(unit):
    """The answer's text: the body itself where that is all there is."""
    body = _body(unit)
    return body.decode("utf-8", "replace") if body is not None and unit["format"] == "text" else unit.get("text")


def _lines(data, name):
    with open(os.path.join(data, name + ".jsonl"), encoding="utf-8", newline="\n") as f:
        return [json.loads(line) for line in f]


def _json(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def _quoted(path):
    from urllib.parse import quote
    return quote(os.path.abspath(path))
