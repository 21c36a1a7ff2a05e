import doctest
import json
import os
import sqlite3
import sys
import tempfile
import unittest

import apograph
from tests import made_up

engine = sys.modules["apograph.recompute"]
QUESTION = '{"answer":{"truth":"Oslo","type":"text"},"id":"capital","kind":"closed","prompt":"Capital of Norway?"}'

TABLES = """
PRAGMA application_id = 1095780178;
CREATE TABLE info (key TEXT, value TEXT);
CREATE TABLE models (id INTEGER PRIMARY KEY, name TEXT, json TEXT);
CREATE TABLE suites (id INTEGER PRIMARY KEY, name TEXT, version TEXT, json TEXT, sha256 TEXT);
CREATE TABLE probes (id INTEGER PRIMARY KEY, suite_id INTEGER, name TEXT, json TEXT);
CREATE TABLE settings (id INTEGER PRIMARY KEY, sha256 TEXT, json TEXT);
CREATE TABLE intents (id INTEGER PRIMARY KEY, model_id, probe_id, sample, settings_id, attempt, resend, created_at, request BLOB);
CREATE TABLE responses (id INTEGER PRIMARY KEY, model_id, probe_id, sample, settings_id, received_at, format, body BLOB, text, details);
CREATE TABLE failures (id INTEGER PRIMARY KEY, intent_id, at, kind, message, status, permanent, body BLOB);
CREATE TABLE events (seq INTEGER PRIMARY KEY, kind, at, body, previous BLOB, hash BLOB);
INSERT INTO info VALUES ('id', 'made-up');
INSERT INTO models VALUES (1, 'one', '{"id":"one"}'), (2, 'two', '{"id":"two"}');
INSERT INTO suites VALUES (1, 'towns', '1.0', '{}', 'ab');
INSERT INTO settings VALUES (1, 'cd', '{"temperature":0}');
INSERT INTO responses VALUES (1, 1, 1, 0, 1, NULL, 'text', CAST('Oslo' AS BLOB), NULL, NULL),
    (2, 2, 1, 0, 1, NULL, 'openai-chat', CAST('{"choices":[]}' AS BLOB), 'The Oslo', '{"finish_reason":"stop"}');
INSERT INTO events VALUES (1, 'created', '2026-01-01T00:00:00Z', '{"case":"made-up"}', X'00', X'01');
"""


def make_case(path):
    with sqlite3.connect(path) as base:
        base.executescript(TABLES)
        base.execute("INSERT INTO probes VALUES (1, 1, 'capital', ?)", (QUESTION,))
    base.close()


def make_exhibit(folder):
    os.makedirs(os.path.join(folder, "data"))
    asked = {"salt": "00", "value": {"probe": "capital", "sample": 0, "settings": {}, "suite": "towns", "version": "1.0"}}
    lines = {
        "models": [{"id": 1, "model": {"salt": "00", "value": {"id": "one"}}}, {"id": 2, "model": {"commitment": "ff"}}],
        "suites": [{"id": 1, "content": {"salt": "00", "value": {"name": "towns", "version": "1.0"}}}],
        "probes": [{"id": 1, "suite": 1, "content": {"salt": "00", "value": json.loads(QUESTION)}}],
        "requests": [], "failures": [], "events": [],
        "responses": [
            {"id": 1, "question": asked, "model": {"salt": "00", "value": {"name": "one"}}, "answer": {"salt": "00", "format": "text", "body": "Oslo"}},
            {"id": 2, "question": asked, "model": {"commitment": "ff"}, "answer": {"salt": "00", "format": "text", "body_base64": "/w=="}}],
    }
    for name, rows in lines.items():
        with open(os.path.join(folder, "data", name + ".jsonl"), "w", encoding="utf-8") as f:
            f.writelines(json.dumps(row) + "\n" for row in rows)
    with open(os.path.join(folder, "data", "case.json"), "w", encoding="utf-8") as f:
        json.dump({"case": "made-up"}, f)


class Records(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.before = os.getcwd()
        os.chdir(self.place.name)
        make_case("case.apograph")

    def tearDown(self):
        os.chdir(self.before)
        self.place.cleanup()

    def test_a_case_comes_as_records_and_is_not_touched(self):
        case = apograph.read_case("case.apograph")
        self.assertEqual([(r["model"], r["probe"], r["text"]) for r in case["responses"]], [("one", "capital", "Oslo"), ("two", "capital", "The Oslo")])
        self.assertEqual((case["probes"][0]["answer"]["truth"], case["models"][1]["id"], case["events"][0]["hash"]), ("Oslo", "two", "01"))
        self.assertEqual(os.listdir("."), ["case.apograph"])

    def test_what_is_no_case_is_refused(self):
        sqlite3.connect("other.sqlite").execute("CREATE TABLE x (y)").connection.close()
        with self.assertRaises(ValueError):
            apograph.read_case("other.sqlite")
        with self.assertRaises(FileNotFoundError):
            apograph.read_case("absent")
        self.assertFalse(os.path.exists("absent"))

    def test_an_exhibit_has_the_same_tables_and_nothing_where_it_was_withheld(self):
        make_exhibit("exhibit")
        exhibit, case = apograph.read_exhibit("exhibit"), apograph.read_case("case.apograph")
        self.assertEqual(exhibit.keys() - case.keys(), {"findings", "readings"})
        self.assertEqual([(r["model"], r["text"], r["body"]) for r in exhibit["responses"]], [("one", "Oslo", b"Oslo"), (None, "\ufffd", b"\xff")])
        self.assertIsNone(exhibit["findings"])

    def test_answers_are_read_again_and_held_against_what_was_printed(self):
        readings = {"models": ["one", "two"], "questions": [
            {"suite": "towns", "version": "1.0", "probe": "capital", "type": "text", "readings": ["oslo", "bergen"], "answers": [[0], [1]]}]}
        rows = apograph.read_answers(apograph.read_case("case.apograph"), readings)
        self.assertEqual([(row["made"], row["alike"]) for row in rows], [("oslo", True), ("oslo", False)])

    def test_frames_are_data_frames_where_pandas_is_there(self):
        tables = apograph.frames(apograph.read_case("case.apograph"))
        try:
            import pandas
        except ImportError:
            self.assertIsInstance(tables["responses"], list)
        else:
            self.assertIsInstance(tables["responses"], pandas.DataFrame)

    def test_the_examples_of_the_readme_run(self):
        given = made_up.readings()
        with open("findings.json", "w", encoding="utf-8") as f:
            json.dump(made_up.findings(engine, given, replicates=0), f)
        readme = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "README.md")
        failed, tried = doctest.testfile(readme, module_relative=False, globs={"readings": given})
        self.assertEqual((failed, tried > 5), (0, True))
