import contextlib
import copy
import io
import json
import math
import os
import subprocess
import sys
import tempfile
import unittest

import apograph
from tests import made_up

engine = sys.modules["apograph.recompute"]
METHOD = engine.METHODS["2"]


class Recompute(unittest.TestCase):
    def test_the_same_findings_have_no_difference_and_one_changed_figure_is_named(self):
        given = made_up.readings()
        printed = made_up.findings(engine, given)
        self.assertEqual(apograph.recompute(given, printed).differences, [])
        changed = copy.deepcopy(printed)
        changed["pairs"][3]["panelScore"] += 2e-9
        self.assertEqual([x[0] for x in apograph.recompute(given, changed).differences], ["one and five: panelScore"])

    def test_one_changed_reading_changes_figures(self):
        given = made_up.readings()
        printed = made_up.findings(engine, given)
        given["questions"][0]["answers"][2] = [-1]
        self.assertGreater(len(apograph.recompute(given, printed).differences), 20)

    def test_every_constant_of_the_method_matters_to_some_figure(self):
        given = made_up.readings(models=6, abstaining=0.1, keyless=40)
        printed = made_up.findings(engine, given, replicates=0)
        for name in ("ability_precision", "difficulty_precision", "raw_bandwidth", "panel_bandwidth", "panel_rasch_weight",
                     "ordinariness_bandwidth", "smoothing", "pseudo_readings", "degrees", "bold", "z95"):
            before = METHOD[name]
            METHOD[name] = before * 1.01
            try:
                self.assertTrue(apograph.recompute(given, printed).differences, name)
            finally:
                METHOD[name] = before

    def test_numpy_and_plain_python_say_the_same(self):
        if engine.numpy is None:
            self.skipTest("NumPy is not installed")
        given = made_up.readings(samples=3, abstaining=0.05, keyless=20, questions=90)
        printed = made_up.findings(engine, given)
        there, engine.numpy = engine.numpy, None
        try:
            self.assertEqual(apograph.recompute(given, printed).differences, [])
        finally:
            engine.numpy = there

    def test_the_copy_of_a_third_is_found_and_nobody_else(self):
        again = engine.Recomputation(made_up.readings(questions=400))
        ratios = {(i, j): again.pair(i, j)["closed"]["log10"] for i in range(8) for j in range(i + 1, 8)}
        self.assertEqual(max(ratios, key=ratios.get), (0, 1))
        self.assertEqual([k for k, x in ratios.items() if x >= math.log10(2)], [(0, 1)])
        self.assertAlmostEqual(again.shares[1, 0].share, 0.35, delta=0.15)

    def test_fewer_than_six_models_get_no_ratio(self):
        again = engine.Recomputation(made_up.readings(models=5))
        self.assertNotIn("closed", again.pair(0, 1))
        self.assertIn("panelScore", again.pair(0, 1))


class Parts(unittest.TestCase):
    def test_the_usual_answer_is_the_commonest_and_the_earliest_of_equals(self):
        self.assertEqual([engine.usual_answer(x) for x in ([2, 1, 1], [2, 1], [], None)], [1, 2, -3, None])

    def test_codes_follow_the_first_appearance_and_the_rarest_of_very_many_never_match(self):
        given = made_up.readings(models=4, questions=1)
        given["models"] = [str(u) for u in range(300)]
        given["open"] = [{"asked": 0, "empty": 0}] * 300
        question = given["questions"][0]
        question["readings"] = [str(u) for u in range(300)]
        question["answers"] = [[max(u, 40)] for u in range(300)]
        question["right"] = [299]
        codes = [row[0] for row in engine.Panel(given).codes]
        self.assertEqual(codes[:42], [1] * 41 + [2])
        self.assertEqual((codes[291], codes[292], codes[298], codes[299]), (252, engine.NEVER, engine.NEVER, engine.RIGHT))

    def test_questions_are_left_out_before_models(self):
        given = made_up.readings(models=6, questions=8)
        for question in given["questions"][:3]:
            question["answers"] = [[-2]] * 5 + [None]
        self.assertEqual(engine.Panel(given).names, given["models"])
        for question in given["questions"][3:5]:
            question["answers"][4] = [-2]
        panel = engine.Panel(given)
        self.assertEqual((len(panel.questions), "five" in panel.names), (5, False))

    def test_splitmix_gives_its_published_numbers(self):
        stream = engine.splitmix(1234567)  # https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
        self.assertEqual([next(stream) for _ in range(2)], [6457827717110365317, 3203168211198807973])

    def test_draws_are_as_many_as_there_are_questions(self):
        weights = engine.draws(engine.pair_seed("b", "a"), 3, 50)
        self.assertEqual((sum(weights), weights), (50, engine.draws(engine.pair_seed("a", "b"), 3, 50)))
        self.assertNotEqual(weights, engine.draws(engine.pair_seed("a", "b"), 4, 50))

    def test_the_ratio_of_nothing_known_is_one_and_a_share_like_the_references_speaks_for_descent(self):
        ratio = engine.Ratio(METHOD, [0.1])
        self.assertEqual(engine.Ratio(METHOD, [])(0.3, 0.01), 0.0)
        # At c = c_k the documented part is t(0), so that LR is at least 0.9 (1 + z² / 8)^4.5.
        self.assertGreater(10 ** ratio(0.1, 0.02), 0.9 * (1 + 25 / 8) ** 4.5)
        self.assertLess(ratio(0.0, 0.02), 0)

    def test_the_tail_of_student_with_eight_degrees(self):
        self.assertAlmostEqual(engine.one_sided(1.859548), 0.05, places=6)  # table value t(0.95, 8)
        self.assertAlmostEqual(engine.one_sided(-1.859548), 0.95, places=6)
        self.assertLess(engine.one_sided(40), 1e-9)

    def test_numbers_rounded_shifted_or_cut_are_one_answer_in_another_style(self):
        alike = lambda a, b: engine.is_variant(METHOD, a, b)
        self.assertTrue(all([alike("1000", "100"), alike("1234", "1230"), alike("12345", "123"), alike("new york", "york")]))
        self.assertFalse(any([alike("7", "8"), alike("250", "100"), alike("100", "100"), alike("ab", "abc"), alike("1e400", "100")]))


class Command(unittest.TestCase):
    def run_on(self, folder, *arguments):
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()):
            return engine.main([folder, *arguments]), out.getvalue()

    def test_exit_statuses(self):
        given = made_up.readings(questions=60)
        printed = made_up.findings(engine, given, replicates=0)
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.run_on(folder)[0], 2)
            os.mkdir(os.path.join(folder, "data"))
            for name, content in (("readings", given), ("findings", printed)):
                with open(os.path.join(folder, "data", name + ".json"), "w", encoding="utf-8") as f:
                    json.dump(content, f)
            status, said = self.run_on(folder)
            self.assertEqual((status, said.split(";")[0]), (0, "RECOMPUTED: 28 pairs, " + said.split(", ")[1].split(":")[0] + ": the same"))
            command = [sys.executable, "-m", "apograph", "recompute", folder]
            self.assertEqual(subprocess.run(command, capture_output=True).returncode, 0)
            printed["pairs"][0]["items"] += 1
            with open(os.path.join(folder, "data", "findings.json"), "w", encoding="utf-8") as f:
                json.dump(printed, f)
            self.assertEqual(self.run_on(folder)[0], 1)
            printed["about"]["analysisVersion"] = "1"
            with open(os.path.join(folder, "data", "findings.json"), "w", encoding="utf-8") as f:
                json.dump(printed, f)
            self.assertEqual(self.run_on(folder)[0], 2)
