"""A small, independent reader of answers: five types, English, by the plain rules of docs/method.md, section 12."""
import re
import unicodedata

ABSTAINED, UNREADABLE, EMPTY = -1, -2, -3
TYPES = ("number", "year", "yes-no", "choice", "text")

CUTS = {"length", "max_tokens", "max_output_tokens", "model_length", "max_length", "token_limit", "incomplete", "content_filter",
        "content-filter", "safety", "recitation", "refusal", "error", "cancelled", "canceled", "aborted", "timeout"}
THOUGHT = r"(?:think|thinking|thought|reasoning)"
MARKERS = re.compile(r"(?:the (?:correct )?answer (?:is|would be|should be|must be)|\banswer is|final answer(?: is)?\s*:?|\banswer(?:\*\*)?\s*[:=]|####)[\s:*>]*",
                     re.I)
FIELD = re.compile(r"""["'](?:final[_ ])?answer["']\s*:\s*""", re.I)
SILENT = re.compile(
    r"\b(?:(?:i|we)(?: really| honestly)? (?:do not|don't|did not|didn't) (?:actually )?(?:know|recall|remember|have (?:any |enough )?(?:information|knowledge|data|access))"
    r"|(?:i am|i'm|we are) (?:not (?:sure|certain|aware|familiar)|unable|unaware|unfamiliar)"
    r"|(?:i |we )?(?:cannot|can't|can not|could not|couldn't) (?:be )?(?:determine|answer|say|tell|verify|confirm|find|identify|provide|know|help|assist)\w*"
    r"|not (?:explicitly |specifically )?(?:stated|mentioned|specified|provided|given|known|available|disclosed|answerable|applicable)\b"
    r"|(?:is|are|was|remains?|currently) (?:unknown|unclear|undetermined|unspecified|undisclosed)"
    r"|(?:no|not enough|insufficient) (?:\w+ )?(?:information|data|context|details|evidence|record|idea|clue)"
    r"|does(?: not|n't) (?:say|state|mention|specify|provide|exist|contain|indicate)"
    r"|there (?:is|was|are) no|no such|never existed|is (?:fictional|fictitious|not real))", re.I)
SILENT_WHOLE = re.compile(r"\W*(?:unknown|unclear|undetermined|n/?a|none(?: of the above)?|not (?:sure|known|stated|given)|no (?:answer|idea)|idk|dunno|indeterminate|impossible to \w+|unable to \w+|cannot be determined)\W*\Z",
                          re.I)
RUN_ON = re.compile(r"(?<=\S)\s*\n\s*(?:Question|Q|Human|User)\s*:|<\|")
CUT_OBJECT = re.compile(r"""\s*(?:```\w*\s*)?\{\s*"(?!(?s:.*)"answer"\s*:)[^}]*\Z""", re.S)
SMALL = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
                                    "seventeen eighteen nineteen twenty".split())}
TENS = {w: n * 10 for n, w in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), 3)}
SIZES = {"hundred": 100, "thousand": 1000, "k": 1000, "million": 10 ** 6, "billion": 10 ** 9, "trillion": 10 ** 12}
NUMBER = re.compile(r"(?<![\w.])(-\s?)?(?:\$\s*)?(-)?(\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:\s*/\s*(\d+(?:\.\d+)?)(?![/\d]))?"
                    r"(?:\s*(hundred|thousand|million|billion|trillion|k)\b)?")


def read(text, answer, cut=False):
    """What one response says: a canonical reading, or ABSTAINED, UNREADABLE or EMPTY; None where the type is not one of `TYPES`.

    `answer`: the probe's `answer` as suites have it (`type`, `options`); `cut`: the server ended the response early.
    """
    kind = answer["type"]
    if kind not in TYPES:
        return None
    if text is None or not text.strip():
        return EMPTY
    text = RUN_ON.split(_without_thought(text), maxsplit=1)[0]
    if not text.strip() or CUT_OBJECT.match(text):
        return UNREADABLE
    marks = _marked(text, strict=cut, lines=kind != "text")
    if cut and not marks:
        return UNREADABLE
    rule = RULES[kind]
    for mark in marks:
        found = _settle(rule, mark, answer, True)
        if found is not None:
            return found
    if kind == "text":
        found = _settle(rule, text, answer, True)
        return UNREADABLE if found is None else found
    for place in _likely(text):
        found = _settle(rule, place, answer, False)
        if found is not None and found != ABSTAINED:
            return ABSTAINED if _silent(text) and kind in ("number", "year") else found
        if found == ABSTAINED:
            return found
    return ABSTAINED if _silent(text) else UNREADABLE


def _settle(rule, text, answer, marked):
    if rule in (_choice, _yes_no):
        found = rule(text, answer, marked)
        if found is not None:
            return found
    if _silent(text):
        return ABSTAINED
    return rule(text, answer, marked)


def _silent(text):
    text = _fold(text)
    if SILENT_WHOLE.match(text):
        return True
    found = SILENT.search(text)
    return bool(found) and found.start() <= 200 and len(text.split()) <= 80


def _without_thought(text):
    text = re.sub(rf"<({THOUGHT})>.*?</\1>", "\n", text, flags=re.S | re.I)
    closed = list(re.finditer(rf"</{THOUGHT}>", text, re.I))
    if closed:
        text = text[closed[-1].end():]
    opened = re.search(rf"<{THOUGHT}>", text, re.I)
    return text[:opened.start()] if opened else text


def _marked(text, strict, lines):
    fields = [x for x in map(lambda m: _value(text, m.end()), FIELD.finditer(text)) if x and x.strip("_. ")]
    if fields:
        return [_boxed(fields[-1]) or fields[-1]]
    found = []
    box = text.rfind("\\boxed")
    if box >= 0 and _boxed(text[box:]):
        found.append((box, _boxed(text[box:])))
    tag = list(re.finditer(r"<answer>(.*?)(?:</answer>|\Z)", text, re.S))
    if tag and tag[-1][1].strip():
        found.append((tag[-1].start(), tag[-1][1].strip()))
    if lines and not (strict and not found):
        for mark in list(MARKERS.finditer(text))[::-1][:3]:
            line = text[mark.end():].split("\n", 1)[0].strip()
            if line.strip("*`\"'. "):
                found.append((mark.start(), line))
    return [x for _, x in sorted(found, key=lambda x: -x[0])]


def _boxed(text):
    start = text.rfind("\\boxed")
    brace = text.find("{", start) if start >= 0 else -1
    depth = 0
    for at in range(brace, len(text)) if brace >= 0 else ():
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return text[brace + 1:at].strip() or None
    return None


def _value(text, at):
    """The value of a field of JSON, broken JSON too."""
    rest = text[at:]
    if rest[:1] in ("\"", "'"):
        quote = rest[0]
        ends = [m.start() for m in re.finditer(r"(?<!\\)" + quote, rest[1:])]
        end = next((e for e in ends if re.match(r"\s*(?:\}|,\s*[\"']|\n|,\s*\n|`|\Z)", rest[e + 2:])), ends[0] if ends else None)
        raw = rest[1:end + 1] if end is not None else rest[1:].split("\n", 1)[0].rstrip("}, ")
        return re.sub(r"\\([\"'\\/])", r"\1", re.sub(r"\\n(?!eq)", "\n", raw))
    value = re.match(r"(?:,(?=\d{3}(?!\d))|[^,}\n])*", rest)[0].strip()
    return None if value == "null" else value


def _likely(text):
    lines = [line.strip() for line in text.split("\n") if line.strip("*`#>-_ \t\r") and not line.startswith("```")]
    if not lines:
        return []
    first, last = lines[0], lines[-1]
    if len(lines) == 1:
        return [first]
    sizes = len(first.encode()), len(last.encode())
    return [first, last] if sizes[0] <= 60 and sizes[1] > 80 and first[-1] != ":" else [last, first]


def _fold(text):
    text = unicodedata.normalize("NFKD", text).lower()
    text = "".join(c for c in text if not unicodedata.combining(c))
    for found, plain in (("‘’‛′", "'"), ("“”‟«»", '"'), ("‐‑‒–—―−", "-"), ("×·", "x")):
        for c in found:
            text = text.replace(c, plain)
    text = re.sub(r"\\(?:d|t)?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\1/\2", text)
    text = re.sub(r"\\(?:text|mathrm|mathbf|textbf)\s*\{([^{}]*)\}", r" \1 ", text)
    text = re.sub(r"\\[()\[\],;!%$ ]|\\(?:left|right|quad)", " ", text).replace("`", "")
    text = re.sub(r"\*+(?!\d)|(?<!\d)\*+", "", text)
    return " ".join(text.split())


def _key(value):
    """A number's key: exact where whole, else four places, six digits where small."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    if 0.01 <= abs(value) < 1e11:
        rounded = int(abs(value) * 10000 + 0.5) / 10000 * (1 if value > 0 else -1)
        return str(int(rounded)) if rounded == int(rounded) else repr(rounded)
    mantissa, exponent = f"{value:.5e}".split("e")
    return mantissa.rstrip("0").rstrip(".") + "e" + str(int(exponent))


def _numbers(text):
    out = []
    for m in NUMBER.finditer(text):
        digits = m[3].replace(",", "")
        sign = -1 if m[2] or m[1] and not re.search(r"[\w)]\s*\Z", text[:m.start()]) else 1
        plain = "." not in digits and not m[4] and not m[5]
        value = float(digits) / (float(m[4]) if m[4] and float(m[4]) else 1) * SIZES.get(m[5], 1)
        key = str(sign * int(digits)) if plain else _key(sign * value)
        out.append((m.start(), m.end(), key))
    return out


def _words_as_number(text):
    total, part, seen = 0, 0, False
    for word in re.findall(r"[a-z]+", text.replace("-", " ")):
        if word in SMALL or word in TENS:
            part += SMALL.get(word, TENS.get(word, 0))
            seen = True
        elif word == "hundred" and seen:
            part *= 100
        elif word in SIZES and word != "k" and seen:
            total, part = total + part * SIZES[word], 0
        elif seen and word != "and":
            break
    return str(total + part) if seen else None


SEVERAL = re.compile(r"(?:about |approximately |between |from |either )?\$?[\d.,]+\s*(?:or|to|and|-)\s*\$?[\d.,]+\s*[a-z%]*")


def _number(text, answer, marked):
    text = _fold(text)
    if not marked and len(text.split()) > 12 and text[-1:] not in ".!?)$%" and not re.search(r":\s*\S{0,12}\d\Z", text):
        return None
    result = marked
    if "=" in text and _numbers(text.rsplit("=", 1)[1]):
        text, result = text.rsplit("=", 1)[1], True
    if result:
        sentences = [s for s in re.split(r"(?<=[.!?;])\s+|\n", text) if re.search(r"\d", s)]
        text = sentences[0] if len(sentences) > 1 else text
    found = _numbers(text)
    if SEVERAL.fullmatch(text.strip("$. ")) and len({x[2] for x in found}) > 1:
        return UNREADABLE
    if not found:
        return _words_as_number(text) if marked or len(text.split()) <= 12 else None
    outside = [x for k, x in enumerate(found) if k == 0 or text[:x[0]].count("(") <= text[:x[0]].count(")")]
    return outside[-1][2] if outside else found[-1][2]


def _year(text, answer, marked):
    text = _fold(text)
    for m in re.finditer(r"(?<![\d.,/])(-)?(\d{1,4})(?![\d%]|[.,]\d)(\s*(?:bc|bce|b\.c\.)(?!\w)|s\b)?", text):
        if m[3] == "s" or m[3] or len(m[2]) == 4 or len(m[2]) == 3 and len(text.split()) <= 4 or m[1] and m.start() == 0:
            before = "-" if m[1] and m.start() == 0 or m[3] not in (None, "s") else ""
            return before + m[2].zfill(4) + ("s" if m[3] == "s" else "")
    only = re.fullmatch(r"\D*(\d{1,4})\D*", text) if len(text.split()) <= 3 else None
    return only[1].zfill(4) if only else None


YES = "yes|yeah|yep|true|correct|affirmative|absolutely|certainly|definitely|indeed"
NO = "no|nope|false|incorrect|untrue|negative|wrong"
LEAD = r"(?:(?:so|therefore|thus|hence|well|the|a|is)[,\s]+){0,2}"
NOT_SAID = r"(?!\s+(?:one|such|information|idea|record|evidence|data|known|way to|answer)\b)(?!\s+(?:and|or)\s+(?:yes|no)\b)"


def _yes_no(text, answer, marked):
    text = _fold(text).strip("\"'([{*_ ")
    if re.match(rf"{LEAD}(?:absolutely|of course|certainly|definitely|indeed|probably|most likely|surely|it is|that is)? ?not\b", text):
        return "no"
    for words, key in ((YES, "yes"), (NO, "no")):
        if re.match(rf"{LEAD}(?:{words})\b{NOT_SAID}", text):
            return key
    end = re.search(rf"(?:[.,;:!?-]\s+|\b(?:so|therefore|thus|is)\s+)({YES}|{NO})\W*\Z", text)
    return None if not end else "yes" if re.fullmatch(YES, end[1]) else "no"


def _choice(text, answer, marked):
    text = _fold(text)
    options = [_fold(x) for x in answer.get("options", [])]
    bare = text.strip("\"'*_.,;:!()[]{} ")
    last = chr(ord("a") + (len(options) or 10) - 1)
    if bare in options and (len(bare) > 1 or not bare.isalpha()):
        return chr(ord("A") + options.index(bare))
    lead = re.sub(r"\A(?:(?:option|choice|answer|letter)\s+|[(\"'\[])+", "", text.strip())
    several = re.match(rf"([a-{last}])((?:\s*(?:,|&|and)\s*\(?[a-{last}]\)?)+)\W*\Z", lead)
    if several:
        return ",".join(sorted(set(re.findall(rf"\b[a-{last}]\b", several[0])))).upper()
    lead = re.sub(r"\A(?:it is|it's|it has to be|i would (?:pick|choose|say)|i choose)\s+", "", lead)
    one = re.match(rf"([a-{last}])(?:\Z|[).:,\];\"-]|\s+(?:is|because|since|as|-|\())", lead)
    if one and not (one[1] == "a" and re.match(r"a\s+\w", lead) and len(lead.split()) > 2 and not re.match(r"a\s+(?:is|because|since)\b", lead)):
        return one[1].upper()
    opening = next((o for o in options if o and lead.startswith(chr(ord("a") + options.index(o)) + " " + o)), None)
    if opening:
        return chr(ord("A") + options.index(opening))
    number = re.match(r"(\d{1,2})(?:\Z|[.):,])", lead)
    if number and options and 1 <= int(number[1]) <= len(options):
        return chr(ord("A") + int(number[1]) - 1)
    inside = [k for k, o in enumerate(options) if o and re.search(rf"(?<!\w){re.escape(o)}(?!\w)", text)]
    inside = [k for k in inside if not any(j != k and len(options[j]) > len(options[k]) and options[k] in options[j] for j in inside)]
    return chr(ord("A") + inside[0]) if len(inside) == 1 else None


def _text(text, answer, marked):
    if len(text.split()) > 100:
        return None
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", _fold(text)).replace("'", "").replace("&", " and ")
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    words = []
    for word in re.findall(r"(?:(?<!\w)-(?=\d))?[^\W_]+(?:\.(?=\w)[^\W_]+)*", text):
        if not re.match(r"-?\d", word):
            word = word.replace(".", "")
        if word in SMALL and SMALL[word] <= 12:
            word = str(SMALL[word])
        if len(word) > 3 and re.fullmatch(r"[a-z]+", word) and word[-1] == "s" and word[-2] != "s":
            word = word[:-1]
        words.append(word)
    content = [w for w in words if w not in ("a", "an", "the")] or words
    return " ".join(sorted(set(content), key=lambda w: w.encode("utf-8"))) or None


RULES = {"number": _number, "year": _year, "yes-no": _yes_no, "choice": _choice, "text": _text}


def read_answers(evidence, readings):
    """Reads the closed answers of `read_case` or `read_exhibit` again and holds them against readings (`data/readings.json`).

    Returns a list of records: suite, probe, type, model, sample, text, `printed` and `made` (a reading or a mark below zero) and `alike`. Of types that
    are not in `TYPES` there are none.
    """
    answers = {(p["suite"], p["version"], p["probe"]): p.get("answer") for p in evidence["probes"] if p.get("kind") == "closed"}
    given = {}
    for row in evidence["responses"]:
        given.setdefault((row["suite"], row["version"], row["probe"], row["model"]), []).append(row)
    out = []
    for question in readings["questions"]:
        key = (question["suite"], question["version"], question["probe"])
        if question["type"] not in TYPES or not answers.get(key):
            continue
        for model, samples in zip(readings["models"], question["answers"]):
            rows = [row for row in given.get((*key, model), []) if row["text"] is not None]
            rows.sort(key=lambda row: row["sample"])
            for row, printed in zip(rows, samples or []):
                cut = str(row["details"].get("finish_reason", "")).lower() in CUTS
                made = read(row["text"], answers[key], cut)
                printed = question["readings"][printed] if printed >= 0 else printed
                none = lambda x: UNREADABLE if x == EMPTY else x
                out.append({"suite": key[0], "probe": key[2], "type": question["type"], "model": model, "sample": row["sample"],
                            "text": row["text"], "printed": printed, "made": made, "alike": none(printed) == none(made)})
    return out
