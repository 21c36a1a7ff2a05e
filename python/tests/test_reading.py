import unittest

from apograph.reading import ABSTAINED, EMPTY, UNREADABLE, read


class Reading(unittest.TestCase):
    def check(self, kind, table, **more):
        for text, wanted in table:
            self.assertEqual(read(text, {"type": kind, **more}), wanted, text)

    def test_numbers(self):
        self.check("number", [
            ("42", "42"), ("1,234", "1234"), ("$1,000.50", "1000.5"), ("The answer is -3.", "-3"), ("2.5 million", "2500000"),
            ('{"reasoning": "3 and 4", "answer": "7"}', "7"), ("so\\boxed{\\frac{1}{2}}", "0.5"), ("5 + 6 = 11", "11"), ("twenty-three", "23"),
            ("#### 72\n\nQuestion: 3 * 5?\n#### 15", "72"), ("I don't know.", ABSTAINED), ("It cannot be determined.", ABSTAINED),
            ("Oslo", UNREADABLE), ("10 to 20", UNREADABLE), ("  ", EMPTY), (None, EMPTY), ("<think>9</think>8", "8"), ("<think>it is 9", UNREADABLE)])

    def test_years(self):
        self.check("year", [("1968", "1968"), ("It was in 1969, they say.", "1969"), ("44 BC", "-0044"), ("unknown", ABSTAINED)])

    def test_yes_and_no(self):
        self.check("yes-no", [("Yes.", "yes"), ("No, it is not.", "no"), ("Of course not.", "no"), ("No one knows.", UNREADABLE),
                              ("It was built later. So no.", "no"), ("True", "yes"), ("I don't know", ABSTAINED)])

    def test_choices(self):
        self.check("choice", [("B", "B"), ("(c) Bergen", "C"), ("Option A.", "A"), ("Bergen", "C"), ("2", "B"), ("ANSWER: A,", "A"), ("A, C", "A,C"),
                              ("The town is Oslo", "A"), ("It has to be D.", "D")], options=["Oslo", "Paris", "Bergen", "Rome"])

    def test_texts_are_sets_of_words(self):
        self.check("text", [("The two Dogs", "2 dog"), ("dogs (two)", "2 dog"), ("Zürich & Basel", "and basel zurich"), ("1,000 glass", "1000 glass")])

    def test_what_a_server_cut_off_counts_only_with_a_mark(self):
        self.assertEqual(read("It is 42", {"type": "number"}, cut=True), UNREADABLE)
        self.assertEqual(read("\\boxed{42} and", {"type": "number"}, cut=True), "42")

    def test_types_that_are_not_read_here(self):
        self.assertIsNone(read("Oslo", {"type": "place"}))
