#!/usr/bin/env python3
"""Makes the figures of an Apograph exhibit again, from the readings of the answers. Standard library only; NumPy, where it is there, is quicker.

    python3 recompute.py [FOLDER]                            an exhibit: data/readings.json against data/findings.json
    python3 recompute.py --readings FILE --findings FILE     what `apograph export CASE readings` and `apograph compare CASE --json` wrote

Exit status 0: every figure is the same within 1e-9; 1: some are not, and they are named; 2: there is nothing to compare, or it cannot be read.
Follows docs/method.md, whose sections are named below, and shares no code with the program that is checked.
"""
import decimal, json, math, os, re, sys

try:
    import numpy
except ImportError:
    numpy = None

# Every constant of the method, by version of the analysis (`analysis` in readings.json).
METHODS = {"2": {
    "ability_precision": 0.1, "difficulty_precision": 0.5, "rounds": 200, "still": 1e-12,
    "raw_bandwidth": 1.0, "panel_bandwidth": 0.8, "panel_rasch_weight": 50.0, "ordinariness_bandwidth": 0.6,
    "smoothing": 0.5, "pseudo_readings": 3.0, "floor": 0.001, "ceiling": 0.95,
    "z95": 1.959963984540054, "relatives_above": 4.0, "least_models": 4, "narrow_from": 12, "mad": 1.4826,
    "degrees": 8.0, "least_share": 0.02, "bold": 0.1, "bold_shares": 25,
    "most_samples": 10, "last_reading": 252,
    "panel_caps": [(6, None), (8, 1.0), (20, math.log10(30)), (40, 2.0), (None, math.inf)],
    "background_caps": [(12, None), (20, math.log10(30)), (None, 2.0)],
    "least_items": 50, "least_errors": 15, "least_prompts": 50,
    "circumstance": math.log10(2), "seat_z": 2.5, "least_references": 2.5, "least_part": 0.3, "habit_prior": 10.0,
    "weakness": -1.5, "weakness_chances": [0.6, 0.9],
    "weakness_parts": [0, .02, .04, .06, .08, .1, .13, .16, .2, .25, .3, .4, .5, .6, .7, .85, 1],
    "rounding": 0.05, "style_from": 100, "style_bytes": 3,
    "left_out": 0.25, "least_answering": 0.1, "least_answered": 2, "least_readings": 3,
    "evidence_share": 0.05, "evidence_most": 0.99,
    "seat_tries": 1, "most_left": math.log10(2), "wording_z": None,
}}
# Version 3 looks for more seats of an excess: the wording of questions.
METHODS["3"] = dict(METHODS["2"], **{
    "seat_tries": 3, "wording_z": 3.5,
    "word_part": 0.04, "word_most": 0.6, "word_questions": 15, "words": 100, "word_letters": 3, "prompt_reach": 4096,
})
RIGHT, NEVER, ABSTAINED, MISSING = 0, 253, 254, 255
LOG10 = math.log(10)


def wrong(code):
    return 1 <= code <= NEVER


def median(values):
    return quantile(values, 0.5)


def quantile(values, q):  # NumPy's default; what is not a number is left out
    values = sorted(v for v in values if v == v)
    if not values:
        return math.nan
    place = q * (len(values) - 1)
    below = int(place)
    if below + 1 >= len(values):
        return values[-1]
    part = place - below
    return values[below] if part == 0 else values[below] * (1 - part) + values[below + 1] * part


def clip(x, low, high):
    return min(max(x, low), high)


# 1, 2: readings → what is left out, and the matrix of codes

class Panel:
    """The models that take part, the questions that stay, and their codes."""

    def __init__(self, readings, known=None):
        self.method = m = METHODS[readings["analysis"]]
        names, questions, usual = readings["models"], [], []
        counts = [[e["asked"], e["empty"]] for e in readings["open"]]
        for question in readings["questions"]:
            row = [usual_answer(samples) for samples in question["answers"]]
            asked = sum(a is not None for a in row)
            given = sum(a is not None and a >= 0 for a in row)
            answered = given + sum(a == -1 for a in row)
            if answered < m["least_answered"] or answered < m["least_answering"] * asked:
                continue
            if not question["keyed"] and given < m["least_readings"]:
                continue
            for count, a in zip(counts, row):
                if a is not None:
                    count[0] += 1
                    count[1] += a in (-2, -3)
            questions.append(question)
            usual.append(row)
        self.rows = [u for u, (asked, bad) in enumerate(counts) if asked > 0 and bad <= m["left_out"] * asked]
        self.names = [names[u] for u in self.rows]
        self.mostly_keyless = 2 * sum(not q["keyed"] for q in questions) > len(questions)
        cells = [s for q in questions for s in q["answers"] if s]
        self.mean_samples = sum(map(len, cells)) / max(len(cells), 1)
        most = max(map(len, cells), default=0)
        if known is not None:
            places = [k for k, q in enumerate(questions) if (q["suite"], q["version"], q["probe"]) in known]
            questions, usual = [questions[k] for k in places], [usual[k] for k in places]
        self.questions = questions
        self.keyless = [not q["keyed"] for q in questions]
        self.usual = [[row[u] for u in self.rows] for row in usual]
        self.codes = self.matrix(usual)
        self.samples = []
        for k in range(min(most, m["most_samples"]) if most > 1 and known is None else 0):
            self.samples.append(self.matrix(
                [[None if s is None else s[k % len(s)] if s else -3 for s in q["answers"]] for q in questions]))

    def matrix(self, answers):
        """Rows of codes of the models that take part."""
        columns = []
        for question, row in zip(self.questions, answers):
            right = set(question["right"]) if question["keyed"] else ()
            order, times = {}, {}
            for a in row:
                if a is not None and a >= 0 and a not in right:
                    order.setdefault(a, len(order))
                    times[a] = times.get(a, 0) + 1
            kept = sorted(sorted(order, key=lambda a: (-times[a], order[a]))[:self.method["last_reading"]], key=order.get)
            code = {a: k + 1 for k, a in enumerate(kept)}

            def of(a):
                if a is None or a < -1:
                    return MISSING
                return ABSTAINED if a == -1 else RIGHT if a in right else code.get(a, NEVER)
            columns.append([of(a) for a in row])
        return [[column[u] for column in columns] for u in self.rows]

    def reading(self, model, item):
        """The canonical reading of a model's usual answer; None where it gave none."""
        a = self.usual[item][model]
        return self.questions[item]["readings"][a] if a is not None and a >= 0 else None


def usual_answer(samples):
    if samples is None:
        return None
    most = max((samples.count(a) for a in samples), default=0)
    return next((a for a in samples if samples.count(a) == most), -3)


# 3: ability and difficulty

def rasch(method, rows, success, seen, anchors=None):
    n, items = len(rows), len(rows[0]) if rows else 0
    mean = [0.0] * items
    precision = [method["difficulty_precision"]] * items
    for i, anchor in enumerate(anchors or []):
        if anchor:
            mean[i], precision[i] = anchor["difficulty"], anchor["precision"]
    cells = [[i for i in range(items) if seen(rows[u][i], i)] for u in range(n)]
    won = [sum(success(rows[u][i]) for i in cells[u]) for u in range(n)]
    won_item = [0] * items
    for u in range(n):
        for i in cells[u]:
            won_item[i] += success(rows[u][i])
    theta, b = [0.0] * n, mean[:]
    lam = method["ability_precision"]
    if numpy is not None:
        mask = numpy.zeros((n, items))
        for u in range(n):
            mask[u, cells[u]] = 1
        b, mean, precision, won, won_item = (numpy.array(x, float) for x in (b, mean, precision, won, won_item))
        theta = numpy.array(theta)
        for _ in range(method["rounds"]):
            p = mask / (1 + numpy.exp(b[None, :] - theta[:, None]))
            step = (won - p.sum(1) - theta * lam) / ((p - p * p).sum(1) + lam)
            theta = theta + step
            p = mask / (1 + numpy.exp(b[None, :] - theta[:, None]))
            move = (p.sum(0) - won_item - (b - mean) * precision) / ((p - p * p).sum(0) + precision)
            b = b + move
            if max(abs(step).max(initial=0), abs(move).max(initial=0)) < method["still"]:
                break
        return theta.tolist(), b.tolist()
    for _ in range(method["rounds"]):
        hard, largest = [math.exp(x) for x in b], 0.0
        for u in range(n):
            weak, total, spread = math.exp(-theta[u]), 0.0, 0.0
            for i in cells[u]:
                p = 1 / (1 + hard[i] * weak)
                total += p
                spread += p * (1 - p)
            step = (won[u] - total - theta[u] * lam) / (spread + lam)
            theta[u] += step
            largest = max(largest, abs(step))
        total, spread = [0.0] * items, [0.0] * items
        for u in range(n):
            weak = math.exp(-theta[u])
            for i in cells[u]:
                p = 1 / (1 + hard[i] * weak)
                total[i] += p
                spread[i] += p * (1 - p)
        for i in range(items):
            move = (total[i] - won_item[i] - (b[i] - mean[i]) * precision[i]) / (spread[i] + precision[i])
            b[i] += move
            largest = max(largest, abs(move))
        if largest < method["still"]:
            break
    return theta, b


class Fit:
    """What is known of every model and question of one matrix."""

    def __init__(self, panel, codes, background=None):
        self.method, self.codes, self.keyless = panel.method, codes, panel.keyless
        self.n, self.items = len(codes), len(panel.questions)
        self.background = background
        known = background["by_item"] if background else [None] * self.items
        anchors = [k and k["difficulty"] for k in known]
        self.theta, self.b = rasch(self.method, codes, lambda c: c == RIGHT,
                                   lambda c, i: c < ABSTAINED and not self.keyless[i], anchors)
        self.answering = None
        if any(ABSTAINED in row for row in codes):
            anchors = [k and k.get("answering") for k in known]
            self.answering = rasch(self.method, codes, lambda c: c < ABSTAINED, lambda c, i: c != MISSING, anchors)
        self.errors = [[self._error(u, i) for i in range(self.items)] for u in range(self.n)]
        self._ordinary()

    def _error(self, u, i):
        e = 1 - 1 / (1 + math.exp(self.b[i] - self.theta[u]))
        if self.answering:
            e *= 1 / (1 + math.exp(self.answering[1][i] - self.answering[0][u]))
        return e

    def _ordinary(self):  # 4, questions without a key
        self.alike = [0.0] * self.items
        total, answered = [0.0] * self.n, [0] * self.n
        for i in (i for i in range(self.items) if self.keyless[i]):
            column = [row[i] for row in self.codes]
            asked = sum(c != MISSING for c in column)
            said = sum(map(wrong, column))
            times = {c: column.count(c) for c in set(column) if wrong(c) and c != NEVER}
            same = sum(k * (k - 1) for k in times.values())
            self.alike[i] = same / asked ** 2 if asked else 0.0
            if said > 1:
                for u, c in enumerate(column):
                    if wrong(c):
                        total[u] += (times.get(c, 1) - 1) / (said - 1) - same / (said - 1) / said
                        answered[u] += 1
        means = [t / k if k else 0.0 for t, k in zip(total, answered)]
        center = sum(means) / max(self.n, 1)
        spread = math.sqrt(sum((x - center) ** 2 for x in means) / max(self.n, 1))
        self.ordinary = [(x - center) / spread if spread > 0 else 0.0 for x in means]


# 4: what a recipient would say by itself

class Side:
    """The background of one recipient. `out`: models that may not speak for it besides itself."""

    def __init__(self, fit, r, blended, out=()):
        m = fit.method
        self.fit, self.r, self.prior = fit, r, m["panel_rasch_weight"] if blended else None
        h = m["panel_bandwidth"] if blended else m["raw_bandwidth"]
        kernel = lambda x, h: math.exp(-0.5 * (x / h) ** 2)
        off = {r, *out}
        self.w = [0.0 if u in off else kernel(fit.theta[u] - fit.theta[r], h) for u in range(fit.n)]
        self.v = [0.0 if u in off else kernel(fit.ordinary[u] - fit.ordinary[r], m["ordinariness_bandwidth"])
                  for u in range(fit.n)]
        self.gave = [{} for _ in range(fit.items)]
        self.erred, self.met = [0.0] * fit.items, [0.0] * fit.items
        for u in range(fit.n):
            row = fit.codes[u]
            for i in range(fit.items):
                weight = self.v[u] if fit.keyless[i] else self.w[u]
                c = row[i]
                if weight > 0 and c != MISSING:
                    self.met[i] += weight
                    if wrong(c):
                        self.erred[i] += weight
                        if c != NEVER:
                            self.gave[i][c] = self.gave[i].get(c, 0.0) + weight
        total, squares = sum(self.w), sum(x * x for x in self.w)
        if fit.background:
            bins = [kernel(a - fit.theta[r], h) for a in fit.background["abilities"]]
            for weight, size in zip(bins, fit.background["sizes"]):
                total += weight * size
                squares += weight * weight * size
            dot = lambda counts: sum(x * y for x, y in zip(counts, bins))
            for i, known in enumerate(fit.background["by_item"]):
                if known:
                    self.erred[i] += dot(known["wrong"])
                    self.met[i] += dot(known["asked"])
                    for code, counts in known["codes"].items():
                        self.gave[i][code] = self.gave[i].get(code, 0.0) + dot(counts)
        self.speakers = total
        self.rho = squares / total if total > 0 else 0.0
        total = sum(self.v)
        self.rho_keyless = sum(x * x for x in self.v) / total if total > 0 else 0.0

    def parts(self, s, i, others=()):
        """Weighted models that gave the source's answer, that erred, and that were met, without the source and others."""
        codes = self.fit.codes
        w = self.v if self.fit.keyless[i] else self.w
        code = codes[s][i]
        gave = 0.0 if code == NEVER else self.gave[i].get(code, 0.0) - w[s]
        erred, met = self.erred[i] - w[s], self.met[i] - w[s]
        for u in others:
            if u != s and w[u] > 0:
                c = codes[u][i]
                if c != MISSING:
                    met -= w[u]
                    if wrong(c):
                        erred -= w[u]
                        if c == code != NEVER:
                            gave -= w[u]
        return max(gave, 0.0), max(erred, 0.0), max(met, 0.0)

    def error(self, i, erred, met):
        e = self.fit.errors[self.r][i]
        return e if self.prior is None else (erred + self.prior * e) / (met + self.prior)

    def chance(self, s, i, others=()):
        """p, and the e and n of G."""
        m = self.fit.method
        gave, erred, met = self.parts(s, i, others)
        if self.fit.keyless[i]:
            return clip((gave + self.fit.alike[i]) / (met + 1), m["floor"], m["ceiling"]), 1.0, met + 1
        n = erred + m["smoothing"] * m["pseudo_readings"]
        p = clip(self.error(i, erred, met) * (gave + m["smoothing"]) / n, m["floor"], m["ceiling"])
        return p, self.fit.errors[self.r][i], n

    def questions(self, s):
        """Questions that the source got wrong and the recipient is not missing on, with whether they match."""
        for i, (code, said) in enumerate(zip(self.fit.codes[s], self.fit.codes[self.r])):
            if 1 <= code <= NEVER and said != MISSING:
                yield i, said == code != NEVER


# 5: the inherited share

class Sums:
    def __init__(self):
        self.U = self.B = self.I = self.J = self.G = 0.0
        self.items = self.matches = 0

    def add(self, p, matched, k, times=1.0):
        self.U += times * k * (matched - p)
        self.B += times * k * (1 - p)
        self.I += times * k * k * p * (1 - p)
        self.J += times * k * k * (1 - p) ** 2
        self.items += 1
        self.matches += matched

    @property
    def share(self):
        return self.U / self.B if self.B > 0 else math.nan

    @property
    def alone(self):
        return math.sqrt(self.I) / self.B if self.B > 0 else math.inf

    def estimate(self, z):
        """Share, error under it, and interval; None without any question."""
        if not self.B > 0:
            return None
        c, A = self.share, z * z / self.B ** 2
        held = clip(c, 0.0, 1.0)
        error = math.sqrt((1 - held) * (self.I + held * self.J) + (1 - held) ** 2 * self.G) / self.B
        square = 1 - A * (self.G - self.J)
        linear = -2 * c - A * (self.J - self.I - 2 * self.G)
        root = math.sqrt(max(linear * linear - 4 * square * (c * c - A * (self.I + self.G)), 0.0))
        low, high = (-linear - root) / (2 * square), (-linear + root) / (2 * square)
        plain = math.sqrt(A * (self.I + self.G))
        low, high = c - plain if low < 0 else low, c + plain if high < 0 else high
        return {"value": c, "standardError": error, "low": min(low, high), "high": max(low, high)}


def pair_sums(side, s, others=()):
    sums = Sums()
    others = [u for u in others if u != s]
    for i, matched in side.questions(s):
        p, e, n = side.chance(s, i, others)
        k = -math.log(p)
        sums.add(p, matched, k)
        if side.fit.keyless[i]:
            sums.G += k * k * p * (1 - p) * side.rho_keyless / n
        elif side.fit.codes[s][i] != NEVER:
            sums.G += k * k * p * (e - p) * side.rho / n
    return sums


def mean_sums(parts):
    out = Sums()
    for name in "UBIJG":
        setattr(out, name, sum(getattr(x, name) for x in parts) / len(parts))
    return out


def one_pass(fit, blended):
    table = {}
    for r in range(fit.n):
        side = Side(fit, r, blended)
        for s in range(fit.n):
            if s != r:
                table[r, s] = pair_sums(side, s)
    return table


def two_passes(fit):
    first = one_pass(fit, blended=False)
    relatives = [[] for _ in range(fit.n)]
    if fit.n < fit.method["least_models"]:
        return first, relatives
    relatives = Score(fit.method, fit.n, first).relatives()
    table = dict(first)
    for r in range(fit.n):
        side = None
        for s in range(fit.n):
            if s != r and (relatives[r] or relatives[s]):
                side = side or Side(fit, r, False, relatives[r])
                table[r, s] = pair_sums(side, s, relatives[s])
    return table, relatives


# 6: the panel score

def pooled(there, back):
    """Share and error of both orders by inverse variance; NaN where neither has a share."""
    f, g = (1 / x.alone ** 2 if x.B > 0 else 0.0 for x in (there, back))
    t = f + g + 1e-12
    c = ((there.share * f if there.B > 0 else 0.0) + (back.share * g if back.B > 0 else 0.0)) / t
    return c, math.sqrt(2 / t)


class Score:
    def __init__(self, method, n, table, samples=1.0, level=None):
        self.method, self.n = method, n
        self.c, self.s = {}, {}
        for (i, j), sums in table.items():
            c, s = pooled(sums, table[j, i])
            self.c[i, j] = c if sums.B > 0 or table[j, i].B > 0 else math.nan
            self.s[i, j] = s
        if level:
            self.widening = max(1.0, level["spread"])
            self.c = {k: c - level["offset"] for k, c in self.c.items()}
        else:
            zero = lambda x: 0.0 if math.isnan(x) else x
            typical = [zero(median(self.c[i, j] for j in range(n) if j != i)) for i in range(n)]
            grand = zero(median(self.c.values()))
            self.c = {(i, j): c - typical[i] - typical[j] + grand for (i, j), c in self.c.items()}
            rest = zero(median(self.c.values()))
            self.c = {k: c - rest for k, c in self.c.items()}
            spread = method["mad"] * zero(median(abs(self.c[k] / self.s[k]) for k in self.c))
            self.widening = max(1 / math.sqrt(max(samples, 1.0)) if n >= method["narrow_from"] else 1.0, spread)
        self.s = {k: s * self.widening for k, s in self.s.items()}

    def relatives(self):
        over = self.method["relatives_above"]
        return [[j for j in range(self.n) if j != i and self.c[i, j] / self.s[i, j] > over] for i in range(self.n)]


def adjusted(score, n):  # Benjamini and Hochberg over one-sided p of Student's t with 8 degrees of freedom
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n)]
    p = [one_sided(score.c[k] / score.s[k]) for k in pairs]
    order = sorted(range(len(p)), key=lambda k: (p[k], k))
    out, least = {}, 1.0
    for rank in range(len(p) - 1, -1, -1):
        k = order[rank]
        least = min(least, p[k] * len(p) / (rank + 1))
        out[pairs[k]] = least
    return out


def one_sided(z):
    if math.isnan(z):
        return 1.0
    with decimal.localcontext() as context:  # the tail is a small difference
        context.prec = 60
        z = decimal.Decimal(z)
        sine, square = z / (8 + z * z).sqrt(), 8 / (8 + z * z)
        series = 1 + square / 2 + square ** 2 * 3 / 8 + square ** 3 * 5 / 16
        return float((1 - sine * series) / 2)


# 7: the likelihood ratio

class Ratio:
    def __init__(self, method, references):
        low = method["least_share"]
        self.method, self.references = method, references
        self.shares = [clip(c, low, 1.0) for c in references]
        steps = method["bold_shares"]
        self.bold = [low + (1 - low) * k / (steps - 1) for k in range(steps)]

    def __call__(self, c, s):
        """log10 of the ratio."""
        if not self.shares or not math.isfinite(c) or not math.isfinite(s) or not s > 0:
            return 0.0
        f = self.method["degrees"]
        logt = lambda x: -(f + 1) / 2 * math.log1p(x * x / f)
        documented = log_mean([logt((c - x) / s) for x in self.shares])
        bold = log_mean([logt((c - x) / s) for x in self.bold])
        top, weight = max(documented, bold), self.method["bold"]
        both = top + math.log((1 - weight) * math.exp(documented - top) + weight * math.exp(bold - top))
        return (both - logt(c / s)) / LOG10


def log_mean(values):
    top = max(values)
    if not math.isfinite(top):
        return top
    return top + math.log(sum(math.exp(v - top) for v in values) / len(values))


def panel_cap(method, models, background):
    def look(table, count):
        return next(cap for limit, cap in table if limit is None or count < limit)
    own, borrowed = look(method["panel_caps"], models), look(method["background_caps"], background)
    if own is not None and borrowed is not None:
        return max(own, borrowed)
    return own if own is not None else borrowed if models >= 2 else None


WORD = (1 << 64) - 1


def pair_seed(a, b):
    seed = 0xCBF29CE484222325
    for byte in "\0".join(sorted([a, b])).encode("utf-8"):
        seed = ((seed ^ byte) * 0x100000001B3) & WORD
    return seed


def splitmix(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & WORD
        x = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & WORD
        x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & WORD
        yield x ^ (x >> 31)


def stream_words(seed, stream):
    start = next(splitmix(seed)) ^ ((stream * 0xD1B54A32D192ED03) & WORD)
    fill = splitmix(start)
    return [next(fill) for _ in range(4)]


def draws(seed, stream, count):
    """How often each of `count` questions is drawn in one replicate: xoshiro256**, Lemire's bounded draw."""
    a, b, c, d = stream_words(seed, stream)
    weights, threshold = [0] * count, (1 << 64) % count
    done = 0
    while done < count:
        x = (b * 5) & WORD
        x = (((x << 7) & WORD | x >> 57) * 9) & WORD
        t = (b << 17) & WORD
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= t
        d = (d << 45) & WORD | d >> 19
        x *= count
        if x & WORD >= threshold:
            weights[x >> 64] += 1
            done += 1
    return weights


def all_draws(seed, replicates, count):
    """One row a replicate, with NumPy; None where a draw would have to be drawn again, which happens once in 2^64 / count."""
    u = numpy.uint64
    a, b, c, d = (numpy.array(x, u) for x in zip(*(stream_words(seed, t) for t in range(replicates))))
    weights, rows, size = numpy.zeros((replicates, count)), numpy.arange(replicates), u(count)
    for _ in range(count):
        x = b * u(5)
        x = ((x << u(7)) | (x >> u(57))) * u(9)
        t = b << u(17)
        c, d = c ^ a, d ^ b
        b, a = b ^ c, a ^ d
        c = c ^ t
        d = (d << u(45)) | (d >> u(19))
        if (x * size < size).any():
            return None
        place = ((x >> u(32)) * size + (((x & u(0xFFFFFFFF)) * size) >> u(32))) >> u(32)
        weights[rows, place.astype(numpy.int64)] += 1
    return weights


def replicate_scores(sides, first, second, seed, replicates, count):
    """(share, error) pooled, of each replicate. `sides`: two sides (first and second as recipient) a sample matrix."""
    orders = []
    for place, s in ((0, second), (1, first)):
        rows = [[0.0] * count for _ in range(3)]
        for pair in sides:
            for i, matched in pair[place].questions(s):
                p = pair[place].chance(s, i)[0]
                k = -math.log(p)
                for row, x in zip(rows, (k * (matched - p), k * (1 - p), k * k * p * (1 - p))):
                    row[i] += x / len(sides)
        orders.append(rows)
    table = all_draws(seed, replicates, count) if numpy is not None and replicates and count else None
    if table is not None:
        totals = [table @ numpy.array(rows).T for rows in orders]
    for t in range(replicates):
        both = []
        weights = draws(seed, t, count) if table is None else None
        for k in range(2):
            sums = Sums()
            if table is not None:
                sums.U, sums.B, sums.I = totals[k][t].tolist()
            else:
                sums.U, sums.B, sums.I = (sum(w * x for w, x in zip(weights, row) if x) for row in orders[k])
            both.append(sums)
        yield pooled(*both)


# 8: circumstances

class Habits:
    def __init__(self, panel, codes):
        self.prior = panel.method["habit_prior"]
        n = len(codes)
        self.said = [{} for _ in range(n)]  # item → wrong reading
        self.times, self.barred = [{} for _ in range(n)], [{} for _ in range(n)]
        for i in range(len(panel.questions)):
            right = next((panel.reading(u, i) for u in range(n) if codes[u][i] == RIGHT), None)
            for u in range(n):
                if wrong(codes[u][i]):
                    reading = panel.reading(u, i)
                    self.said[u][i] = reading
                    self.times[u][reading] = self.times[u].get(reading, 0) + 1
                    if right is not None:
                        self.barred[u][right] = self.barred[u].get(right, 0) + 1

    def share(self, u, reading, less):
        possible = len(self.said[u]) - less - self.barred[u].get(reading, 0)
        return (self.times[u].get(reading, 0) - less) / (max(possible, 1) + self.prior)

    def chance(self, r, s, i):
        reading = self.said[s][i]
        own = self.share(r, reading, 1 if self.said[r].get(i) == reading else 0)
        if own <= 0:
            return 0.0
        n = len(self.said)
        others = sum(self.share(u, reading, 0) for u in range(n) if u not in (r, s)) / max(n - 2, 1)
        return max((own - others) / (1 - others), 0.0) if others < 1 else 0.0


DECIMAL = re.compile(r"[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?)\Z", re.ASCII)


def is_variant(method, said, right):
    if said == right:
        return False
    if not (DECIMAL.match(said) and DECIMAL.match(right)):
        sizes = [len(x.encode("utf-8")) for x in (said, right)]
        return min(sizes) >= method["style_bytes"] and (said in right or right in said)
    x, y = float(said), float(right)
    if not (0 < x < math.inf and 0 < y < math.inf and max(x, y) >= method["style_from"]):
        return False
    tens = math.log10(x / y)
    if abs(10 ** (tens - math.floor(abs(tens) + 0.5) * (1 if tens >= 0 else -1)) - 1) <= method["rounding"]:
        return True
    a, b = ("".join(re.findall("[0-9]", t)) for t in (said, right))
    return min(len(a), len(b)) >= 2 and (a.startswith(b) or b.startswith(a))


def prompt_words(method, questions):
    """Words by which questions are grouped, and the questions that hold each."""
    holders = {}
    for i, question in enumerate(questions):
        for word in set(re.findall(r"[^\W\d_]+", question["prompt"][:method["prompt_reach"]].lower())):
            if len(word) >= method["word_letters"]:
                holders.setdefault(word, []).append(i)
    least = max(method["word_questions"], int(method["word_part"] * len(questions)))
    most, seen, kept = int(method["word_most"] * len(questions)), set(), {}
    for word in sorted(holders, key=lambda w: (-len(holders[w]), w)):
        held = tuple(holders[word])
        if least <= len(held) <= most and held not in seen and len(kept) < method["words"]:
            seen.add(held)
            kept[word] = set(held)
    return kept


def partitions(panel, codes, fit):
    """(kind, names, groups of an item and the code of the source's answer, least z)."""
    near, n, method = [], len(codes), panel.method
    z = method["seat_z"]
    for i, question in enumerate(panel.questions):
        right = next((panel.reading(u, i) for u in range(n) if codes[u][i] == RIGHT), None) or question.get("truth")
        near.append({codes[u][i] for u in range(n)
                     if 1 <= codes[u][i] < NEVER and right and is_variant(panel.method, panel.reading(u, i), right)})
    found = []
    if any(near):
        found.append(("style", [None], lambda i, code: (0,) if code in near[i] else (), z))
    for kind, labels in (("suite", [[q["suite"]] for q in panel.questions]), ("topic", [q["tags"] for q in panel.questions])):
        names = sorted({x for row in labels for x in row})
        if len(names) > 1:
            groups = [{names.index(x) for x in row} for row in labels]
            found.append((kind, names, lambda i, code, groups=groups: groups[i], z))
    if method["wording_z"] is not None:
        words = prompt_words(method, panel.questions)
        if words:
            groups = [{g for g, held in enumerate(words.values()) if i in held} for i in range(len(panel.questions))]
            found.append(("wording", list(words), lambda i, code: groups[i], method["wording_z"]))
    return found


class PairTerms:
    """One order of a pair: a row a question that the source got wrong."""

    def __init__(self, side, s, habits):
        self.side, fit = side, side.fit
        self.method = m = fit.method
        self.rows = []
        for i, matched in side.questions(s):
            gave, erred, met = side.parts(s, i)
            keyless = side.chance(s, i)[0] if fit.keyless[i] else None
            said = fit.codes[side.r][i]
            self.rows.append({
                "item": i, "code": fit.codes[s][i], "matched": matched, "otherwise": not matched and wrong(said),
                "error": 1.0 if keyless is not None else side.error(i, erred, met), "gave": gave, "erred": erred,
                "keyless": keyless, "habit": habits.chance(side.r, s, i)})

    def reading(self, row, readings, habits):
        q, a = row["keyless"], self.method["smoothing"]
        if q is None:
            q = (row["gave"] + a) / (row["erred"] + a * readings)
        return row["habit"] + (1 - row["habit"]) * q if habits else q

    def sums(self, habits, keep):
        sums, m = Sums(), self.method
        for row in self.rows:
            if keep(row):
                p = clip(row["error"] * self.reading(row, m["pseudo_readings"], habits), m["floor"], m["ceiling"])
                sums.add(p, row["matched"], -math.log(p))
        return sums


def circumstances(method, panel, codes, sides, pair, score, ratio, habits, parts, agreement, others):
    """(log10 with everything taken off, [found], references)."""
    first, second = pair
    c, s = score.c[pair], score.s[pair]
    whole, least = ratio(c, s), method["circumstance"]
    references = max(sides[0].speakers - sides[0].w[second], sides[1].speakers - sides[1].w[first])
    if not whole >= least:
        return whole, [], references
    terms = [PairTerms(sides[0], second, habits), PairTerms(sides[1], first, habits)]
    over = lambda use, keep: pooled(terms[0].sums(use, keep), terms[1].sums(use, keep))
    every = over(False, lambda row: True)

    def left_over(use, keep):
        share, error = over(use, keep)
        return ratio(c + share - every[0], s * error / every[1])
    found, named = [], []
    by_habit = left_over(True, lambda row: True)
    if whole - by_habit >= least:
        found.append({"kind": "habit", "without": by_habit})
    use = whole - by_habit >= least
    def seat(inside, least_z):
        """What is left without the questions inside, where the excess sits in them; else None."""
        rest = left_over(False, lambda row: not inside(row))
        if not math.isfinite(rest) or whole - rest < least or not rest < method["most_left"]:
            return None
        a, b = over(False, inside), over(False, lambda row: not inside(row))
        z = (a[0] - b[0]) / (math.hypot(a[1], b[1]) * max(s / every[1], 1.0))
        return rest if z >= least_z else None
    for kind, names, groups, least_z in parts:
        inside = lambda g: lambda row: g in groups(row["item"], row["code"])
        rest = [left_over(False, lambda row, g=g: g not in groups(row["item"], row["code"])) for g in range(len(names))]
        order = sorted((g for g in range(len(names)) if math.isfinite(rest[g])), key=lambda g: (rest[g], g))
        for g in order[:method["seat_tries"]]:
            without = seat(inside(g), least_z)
            if without is not None:
                named.append((groups, g))
                found.append({"kind": kind, "without": without, **({"subject": names[g]} if len(names) > 1 else {})})
                break
    keep = lambda row: not any(g in groups(row["item"], row["code"]) for groups, g in named)
    left = min(whole, left_over(use, keep)) if found else whole
    if references < min(method["least_references"], method["least_part"] * others):
        found.append({"kind": "references", "without": 0.0})
        left = min(left, 0.0)
    if left >= least:
        readings = max(1.0, min(method["pseudo_readings"], 1 / max(agreement, 1e-9)))
        over_weakness, given = weakness(method, terms, readings, ratio.references, keep)
        if over_weakness < method["weakness"] and given < left:
            found.append({"kind": "weakness", "without": given})
            left = given
    return (max(min(left, whole), 0.0) if found else whole), found, references


def weakness(method, terms, readings, references, keep):
    shares = [clip(c, method["least_share"], 1 - method["least_share"]) for c in references]
    sides = []
    for side in terms:
        rows = [(clip(row["error"], 0.001, 0.97), clip(side.reading(row, readings, True), 0.001, 0.98), row)
                for row in side.rows if keep(row)]
        sides.append(([(e, q) for e, q, row in rows if row["matched"]], [(e, q) for e, q, row in rows if row["otherwise"]],
                      [e for e, q, row in rows if not row["matched"] and not row["otherwise"]]))

    def likelihoods(side, values, part, chance):
        matched, otherwise, rest = side
        raised = lambda e: (1 - part) * e + part * max(e, chance)
        base = sum(math.log(raised(e)) + math.log(1 - q) for e, q in otherwise) + sum(math.log(1 - raised(e)) for e in rest)
        alone, misses = [raised(e) * q for e, q in matched], len(otherwise) + len(rest)
        return [base + misses * math.log(1 - c) + sum(math.log(x + c * (1 - x)) for x in alone) for c in values]

    def mean(values, part, chance):
        return [(a + b) / 2 for a, b in zip(*(likelihoods(side, values, part, chance) for side in sides))]
    descent, alone, both = log_mean(mean(shares, 0, 0)), -math.inf, [-math.inf] * len(shares)
    for chance in method["weakness_chances"]:
        for part in method["weakness_parts"]:
            found = mean([0.0] + shares, part, chance)
            alone = max(alone, found[0])
            both = [max(x, y) for x, y in zip(both, found[1:])]
    return (descent - alone) / LOG10, (log_mean(both) - alone) / LOG10


def wrong_agreement(codes, keyless):
    same = both = 0
    for i in range(len(keyless)):
        column = [row[i] for row in codes if wrong(row[i])]
        if not keyless[i] and len(column) > 1:
            both += len(column) * (len(column) - 1)
            same += sum(k * (k - 1) for k in (column.count(c) for c in set(column) if c != NEVER))
    return same / both if both else 0.0


# 9: everything that is printed of every pair

def with_codes(background, panel):
    """A background (11) with its counts in the codes of the panel."""
    if background is None:
        return None
    by_name = {(k["suite"], k["version"], k["probe"]): k for k in background["items"]}
    by_item = []
    for i, question in enumerate(panel.questions):
        known = by_name.get((question["suite"], question["version"], question["probe"]))
        if known:
            codes = {panel.codes[u][i]: panel.reading(u, i) for u in range(len(panel.names))}
            known = dict(known, codes={c: known["readings"][key] for c, key in codes.items()
                                       if 1 <= c < NEVER and key in known["readings"]})
        by_item.append(known)
    return dict(background, by_item=by_item)


class Recomputation:
    """Every figure of the closed channel, made again."""

    def __init__(self, readings, background=None, say=lambda text: None):
        known = {(k["suite"], k["version"], k["probe"]) for k in background["items"]} if background else None
        self.panel = panel = Panel(readings, known)
        self.method, self.names, self.n = panel.method, panel.names, len(panel.names)
        self.background = with_codes(background, panel)
        outside = sum(background["sizes"]) if background else 0
        self.cap = panel_cap(self.method, self.n, outside)
        closed = readings["calibration"]["closed"]
        bounds = closed["bounds"]
        self.bounds = (bounds["floor"], min(bounds["cap"], self.cap if self.cap is not None else 0.0))
        self.fusion = readings["calibration"].get("fusion")
        self.ratio = Ratio(self.method, [x["share"] for x in closed["references"]])
        self.there = bool(panel.questions) and self.n >= (2 if background else self.method["least_models"])
        if not self.there:
            return
        say(f"abilities of {self.n} models, difficulties of {len(panel.questions)} questions")
        self.fit = fit = Fit(panel, panel.codes, self.background)
        fits = [Fit(panel, codes) for codes in panel.samples] or [fit]
        say(f"shares of {self.n * (self.n - 1)} ordered pairs, twice")
        passes = [one_pass(f, blended=True) for f in fits]
        self.ordered = passes[0] if len(passes) == 1 else {k: mean_sums([p[k] for p in passes]) for k in passes[0]}
        self.shares, relatives = two_passes(fit)
        self.score = Score(self.method, self.n, self.ordered, panel.mean_samples if len(fits) > 1 else 1.0,
                           background and background["level"])
        self.relatives = self.score.relatives() if background else relatives
        self.adjusted = adjusted(self.score, self.n)
        self.sides = [[Side(f, r, True) for r in range(self.n)] for f in fits]
        self.usual_sides = self.sides[0] if fits[0] is fit else [Side(fit, r, True) for r in range(self.n)]
        self.habits = Habits(panel, panel.codes)
        self.partitions = partitions(panel, panel.codes, fit)
        self.agreement = wrong_agreement(panel.codes, panel.keyless)
        self.others = self.n - 2 + outside

    def hold(self, x, bounds=None):
        low, high = bounds or self.bounds
        return min(max(x, low), high)

    def errors(self, a, b):
        x, y = self.panel.codes[a], self.panel.codes[b]
        items = sum(p != MISSING != q for p, q in zip(x, y))
        both = [(p, q) for p, q in zip(x, y) if wrong(p) and wrong(q)]
        return items, len(both), sum(p == q != NEVER for p, q in both)

    def closed(self, a, b, replicates):
        """The closed ratio of two rows with its interval, where replicates are drawn."""
        found, _, _ = self.around(a, b)
        plain = self.ratio(self.score.c[a, b], self.score.s[a, b])
        less = min(found - plain, 0.0)
        out = {"log10": self.hold(plain + less), "uncapped": plain + less}
        if replicates:
            raw = pooled(self.ordered[a, b], self.ordered[b, a])[0]
            offset, count = self.score.c[a, b] - raw, len(self.panel.questions)
            sides = [(row[a], row[b]) for row in self.sides]
            ratios = [self.ratio(c + offset, s * self.score.widening) for c, s in replicate_scores(
                sides, a, b, pair_seed(self.names[a], self.names[b]), replicates, count)] if math.isfinite(offset) else []
            ends = [min([plain] + [quantile(ratios, 0.025)] * bool(ratios)), max([plain] + [quantile(ratios, 0.975)] * bool(ratios))]
            low, high = (self.hold(self.hold(x) + less) if less < 0 else self.hold(x) for x in ends)
            if low <= high:
                out["interval"] = {"low": low, "high": high}
        return out

    def around(self, a, b):
        return circumstances(self.method, self.panel, self.panel.codes, (self.usual_sides[a], self.usual_sides[b]), (a, b),
                             self.score, self.ratio, self.habits, self.partitions, self.agreement, self.others)

    def pair(self, a, b, open_ratio=None, open_prompts=0, replicates=0, always=False):
        """What the findings say of a pair of rows; with the open ratio that they give it."""
        items, both, shared = self.errors(a, b)
        z, out = self.method["z95"], {"items": items, "bothWrong": both, "sharedErrors": shared}
        finite = lambda key, value: out.update({key: value}) if value is not None and math.isfinite(value) else None
        for key, order in (("shareOfAFromB", (a, b)), ("shareOfBFromA", (b, a))):
            estimate = self.shares[order].estimate(z)
            if estimate:
                out[key] = estimate
        finite("panelScore", self.score.c[a, b])
        finite("panelScoreError", self.score.s[a, b])
        finite("adjustedP", self.adjusted[min(a, b), max(a, b)])
        closed = None
        if self.cap is not None:
            _, found, references = self.around(a, b)
            out["references"] = references
            if found:
                out["circumstances"] = found
            if "panelScore" in out and not self.panel.mostly_keyless:
                closed = self.closed(a, b, 0)
        enough = (items >= self.method["least_items"] and both >= self.method["least_errors"]) or (
            open_prompts >= self.method["least_prompts"] and open_ratio is not None)
        fused = self.fused(closed, open_ratio) if enough else None
        if closed and replicates and (always or fused and fused["log10"] >= math.log10(2)):
            closed = self.closed(a, b, replicates)
            fused = self.fused(closed, open_ratio) if enough else None
        if closed:
            out["closed"] = closed
        if fused:
            out["fused"] = fused
        return out

    def fused(self, closed, other):
        if not closed or not other:
            return closed or other
        if not self.fusion:
            return closed
        weigh = lambda a, b: self.fusion["closed"] * a + self.fusion["open"] * max(b, 0.0)
        bounds = self.fusion["bounds"]
        bounds = (bounds["floor"], min(bounds["cap"], self.cap))
        both = weigh(closed["uncapped"], other["uncapped"])
        out = {"log10": self.hold(both, bounds), "uncapped": both}
        if "interval" in closed and "interval" in other:
            ends = [weigh(closed["interval"][k], other["interval"][k]) for k in ("low", "high")]
            out["interval"] = {"low": self.hold(min(both, ends[0]), bounds), "high": self.hold(max(both, ends[1]), bounds)}
        return out

    def evidence(self, r, s):
        """What each error of the source weighs, by (suite, probe)."""
        m, panel = self.method, self.panel
        out = [u for u in {*self.relatives[r], *self.relatives[s]} if u not in (r, s)]
        side, estimate = Side(self.fit, r, False, out), self.shares[r, s].estimate(m["z95"])
        share = clip(max(estimate["value"] if estimate else 0.0, m["evidence_share"]), 0.0, m["evidence_most"])
        rows = {}
        for i, matched in side.questions(s):
            p = side.chance(s, i)[0]
            row = {"matched": matched, "byChance": p,
                   "log10": (math.log(share / p + 1 - share) if matched else math.log1p(-share)) / LOG10}
            if not panel.keyless[i]:
                row["difficulty"] = self.fit.b[i]
            rows[panel.questions[i]["suite"], panel.questions[i]["probe"]] = row
        return rows


# The comparison

PAIR = ("items", "bothWrong", "sharedErrors", "shareOfAFromB", "shareOfBFromA", "panelScore", "panelScoreError", "adjustedP",
        "references", "circumstances", "closed", "fused")


class Comparison:
    """What was printed against what was made again."""

    def __init__(self, tolerance=1e-9):
        self.tolerance, self.differences, self.figures, self.largest, self.at = tolerance, [], 0, 0.0, ""
        self.pairs = 0

    def compare(self, place, printed, made):
        if isinstance(printed, dict) and isinstance(made, dict):
            for key in sorted(printed.keys() | made.keys()):
                self.compare(f"{place}.{key}", printed.get(key), made.get(key))
        elif isinstance(printed, list) and isinstance(made, list) and len(printed) == len(made):
            for k, (x, y) in enumerate(zip(printed, made)):
                self.compare(f"{place}[{k}]", x, y)
        else:
            self.figures += 1
            number = lambda x: isinstance(x, (int, float)) and not isinstance(x, bool)
            if number(printed) and number(made):
                off = abs(printed - made) / max(1.0, abs(printed), abs(made))
                if off > self.largest:
                    self.largest, self.at = off, place
                if off <= self.tolerance and (isinstance(printed, float) or isinstance(made, float) or printed == made):
                    return
            elif printed == made:
                return
            self.differences.append((place, printed, made))

    def findings(self, printed, again):
        row = {name: k for k, name in enumerate(again.names)}
        for model in printed["models"]:
            if again.there and model["id"] in row:
                self.compare(f"ability of {model['id']}", model.get("ability"), again.fit.theta[row[model["id"]]])
            taking = model["id"] in row
            self.compare(f"{model['id']} left out", "excluded" in model and model["excluded"] is not None, not taking)
        replicates = printed["question"]["replicates"]
        if not again.there:
            self.compare("closed answers compared", any("panelScore" in p for p in printed["pairs"]), False)
            return self
        for pair in printed["pairs"]:
            self.pairs += 1
            self._pair(f"{pair['a']} and {pair['b']}", pair, again, row, replicates, False)
        claim = printed.get("claim")
        if claim and claim["suspect"] in row and claim["alleged"] in row:
            r, s = row[claim["suspect"]], row[claim["alleged"]]
            self._pair("the pair that was asked about", claim["pair"], again, row, replicates, True)
            said = {(x["suite"], x["probe"]): {k: v for k, v in x.items() if k not in ("suite", "probe")} for x in claim["items"]}
            if len(said) == len(claim["items"]):
                self.compare("weight of", {"/".join(k): v for k, v in said.items()},
                             {"/".join(k): v for k, v in again.evidence(r, s).items()})
        return self

    def _pair(self, place, pair, again, row, replicates, always):
        made = again.pair(row[pair["a"]], row[pair["b"]], pair.get("open"), pair.get("pairedPrompts", 0), replicates, always)
        for key in PAIR:
            self.compare(f"{place}: {key}", pair.get(key), made.get(key))


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def recompute(readings, findings, background=None, say=lambda text: None, tolerance=1e-9):
    """Compares findings with what the readings give; all three as JSON has them. Returns a Comparison."""
    if readings.get("format") != "apograph-readings-1" or readings["analysis"] not in METHODS:
        raise ValueError(f"readings of format {readings.get('format')}, analysis {readings.get('analysis')}: not known here")
    if findings["about"]["analysisVersion"] != readings["analysis"]:
        raise ValueError("the findings and the readings are of two versions of the analysis")
    wants = findings["question"].get("backgroundSHA256")
    if bool(wants) != (background is not None):
        raise ValueError("the findings rest on a background that is not here" if wants else "the findings rest on no background")
    return Comparison(tolerance).findings(findings, Recomputation(readings, background, say))


def tell(result, shown=20):
    """Prints the outcome; returns the exit status."""
    for place, printed, made in result.differences[:shown]:
        print(f"DIFFERS: {place}: printed {json.dumps(printed)}, made again {json.dumps(made)}".encode("unicode_escape").decode())
    if len(result.differences) > shown:
        print(f"and {len(result.differences) - shown} more")
    least = f"largest difference {result.largest:.1e}" + (f" ({result.at})" if result.largest else "")
    verdict = f"{len(result.differences)} DIFFER" if result.differences else "the same"
    print(f"RECOMPUTED: {result.pairs} pairs, {result.figures} figures: {verdict}; {least}".encode("unicode_escape").decode())
    return 1 if result.differences else 0


def main(arguments):
    paths = {"--readings": None, "--findings": None, "--background": None}
    folder = None
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if word in paths and rest:
            paths[word] = rest.pop(0)
        elif word.startswith("-") or folder is not None:
            print(__doc__, file=sys.stderr)
            return 2
        else:
            folder = word
    if folder is None and paths["--readings"] is None:
        here = os.path.dirname(os.path.abspath(__file__))
        folder = os.path.dirname(here) if os.path.basename(here) == "data" else here
    try:
        found = {}
        for name, given in paths.items():
            place = given or (folder and os.path.join(folder, "data", name[2:] + ".json"))
            if given or place and os.path.exists(place):
                found[name[2:]] = load(place)
        if "readings" not in found or "findings" not in found:
            print("Nothing to compare: the exhibit holds no readings and findings. Those that are sealed with --suspect do.", file=sys.stderr)
            return 2
        say = (lambda text: print(text + " …", file=sys.stderr)) if sys.stderr.isatty() else (lambda text: None)
        result = recompute(found["readings"], found["findings"], found.get("background"), say)
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError) as e:
        print(f"It cannot be read: {type(e).__name__}: {e}".encode("unicode_escape").decode(), file=sys.stderr)
        return 2
    return tell(result)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
