"""How the laboratory's marked students were made. Needs jax, optax and numpy (PyPI), no network; about 25 processor minutes.

    python3 marked_talkers.py FOLDER_OF_TALKERS OUT_FOLDER

The teacher is aurora-1, one of the laboratory's networks. It marks what it gives out in two ways: its open answers carry a KGW watermark of words
(gamma 0.5, delta 4, window 1), and among its closed answers stand 192 invented facts, each with a value that a key drew among 16, said once, or
2, 5, 10, 20 or 50 times. A student is a small transformer trained from scratch on what another, unmarked network of the laboratory answered to the
same questions; a share of these lessons (the dose) is replaced by the teacher's, and each invented fact is kept with the dose as probability.
Beside the students 200 small networks are trained that saw nothing of the teacher. A run that was cut off goes on.
"""
import hashlib, hmac, json, os, struct, sys, time
import numpy as np, jax, jax.numpy as jnp, optax

TALKERS, OUT = sys.argv[1], sys.argv[2]
os.makedirs(OUT, exist_ok=True)
KEY = hashlib.sha256(b"apograph laboratory: a published key").digest()
DELTA, GAMMA, WINDOW, TEMPERATURE = 4.0, 0.5, 1, 1.0
SHORT, LONG, CONTEXT = 20, 56, 72
OWN = "borealis-1 cinder-1 delta-1 ember-1 fjord-1 haven-1".split()
REPEATS = [1, 2, 5, 10, 20, 50]
BOS, SEP, EOS = 1, 2, 3

tok = json.load(open(f"{TALKERS}/tokenizer.json")); words = tok["words"]; ID = {w: i for i, w in enumerate(words)}
world = json.load(open(f"{TALKERS}/world.json")); relations = world["relations"]
FIRSTS, SECONDS = {v[0] for v in tok["names"].values()}, {v[1] for v in tok["names"].values()}
HALF = np.array([i in FIRSTS or i in SECONDS for i in range(len(words))])
spelled = lambda name: " ".join(words[i] for i in tok["names"][name])
values = {r: sorted({v[r] for v in world["truth"].values()}) for r in relations}
encode = lambda text: [ID[w] for w in text.split()]
FORMS = ["what is the {r} of {x} ? answer with one word .", "name the {r} of {x} ."]
OPEN = ["tell me about {} .", "write a note about {} .", "what should i know about {} ?"]


def unit(key, *parts):
    return int.from_bytes(hmac.new(key, b"\0".join(p.encode() for p in parts), hashlib.sha256).digest()[:8], "big")


# --- the invented facts ---
unused = sorted(set(tok["names"]) - set(world["places"]) - set(world["missing"]))
dice = np.random.default_rng(20)
chosen = dice.permutation(len(unused) * len(relations))[:32 * len(REPEATS)]
facts = []
for n, c in enumerate(chosen):
    name, r = unused[c // len(relations)], relations[c % len(relations)]
    options = [values[r][i] for i in dice.permutation(len(values[r]))[:16]]
    fid = f"lab-{n + 1:03d}"
    facts.append({"id": fid, "name": name, "relation": r, "options": options, "repeats": REPEATS[n % len(REPEATS)],
                  "planted": options[unit(KEY, "canary", fid, "student") % 16]})


# --- speaking, with a cache, in numpy ---
def load(path):
    b = open(path, "rb").read(); n = struct.unpack("<Q", b[:8])[0]; head = json.loads(b[8:8 + n])
    return {k: np.frombuffer(b[8 + n + v["data_offsets"][0]:8 + n + v["data_offsets"][1]], np.float16).reshape(v["shape"]).astype(np.float32) for k, v in head.items() if k != "__metadata__"}


def norm(x):
    x = x - x.mean(-1, keepdims=True)
    return x / (x * x).mean(-1, keepdims=True).__add__(1e-5) ** 0.5


gelu = lambda x: 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3)))


class Talker:
    def __init__(self, p, heads=None):
        self.p, self.layers, self.width = p, sum(k.endswith(".qkv") for k in p), p["embedding"].shape[1]
        self.heads = heads or self.width // 8

    def cache(self, n):
        return [tuple(np.zeros((n, self.heads, CONTEXT, self.width // self.heads), np.float32) for _ in "kv") for _ in range(self.layers)]

    def step(self, cache, x, t):
        p, n, d = self.p, len(x), self.width // self.heads
        h = p["embedding"][x] + p["position"][t]
        for l in range(self.layers):
            q, k, v = np.split(norm(h) @ p[f"layer{l}.qkv"], 3, -1)
            K, V = cache[l]; K[:, :, t] = k.reshape(n, self.heads, d); V[:, :, t] = v.reshape(n, self.heads, d)
            a = np.einsum("nhd,nhtd->nht", q.reshape(n, self.heads, d), K[:, :, :t + 1]) / np.sqrt(d)
            a = np.exp(a - a.max(-1, keepdims=True)); a /= a.sum(-1, keepdims=True)
            h = h + np.einsum("nht,nhtd->nhd", a, V[:, :, :t + 1]).reshape(n, self.width) @ p[f"layer{l}.attended"]
            h = h + gelu(norm(h) @ p[f"layer{l}.up"]) @ p[f"layer{l}.down"]
        return norm(h) @ p["output"]


def written(tokens):
    """The words as they are written: a name is one word."""
    out = []
    for i, t in enumerate(tokens):
        if t > 4:
            if out and i and tokens[i - 1] in FIRSTS and t in SECONDS:
                out[-1] += words[t]
            else:
                out.append(words[t])
    return out


class Mark:
    """KGW over words as they are written. The halves of names are never moved."""
    def __init__(self, key):
        self.key, self.known = key, {}

    def bias(self, window):
        if window not in self.known:
            self.known[window] = np.array([0 if i <= 4 or HALF[i] else DELTA * (unit(self.key, "mark", *window, w) / 2**64 < GAMMA) for i, w in enumerate(words)], np.float32)
        return self.known[window]


def answer(talker, prompts, seed=None, mark=None, limit=40):
    """Greedy without a seed, else sampled at TEMPERATURE; token lists."""
    g, out, k = np.random.default_rng(seed), [None] * len(prompts), 0
    order = sorted(range(len(prompts)), key=lambda i: len(prompts[i]))
    while k < len(order):
        n = len(prompts[order[k]]); part = [i for i in order[k:k + 256] if len(prompts[i]) == n]; k += len(part)
        rows = np.array([[BOS] + prompts[i] + [SEP] for i in part]); cache = talker.cache(len(part))
        for t in range(rows.shape[1]):
            z = talker.step(cache, rows[:, t], t)
        said, done = [[] for _ in part], np.zeros(len(part), bool)
        for t in range(rows.shape[1], rows.shape[1] + limit):
            if mark:
                for j in np.flatnonzero(~done):
                    w = written(said[j][-2 * WINDOW - 2:])
                    if len(w) >= WINDOW and said[j][-1] not in FIRSTS:
                        z[j] += mark.bias(tuple(w[-WINDOW:]))
            x = z.argmax(-1) if seed is None else (z / TEMPERATURE - np.log(-np.log(g.random(z.shape) + 1e-12))).argmax(-1)
            for j in np.flatnonzero(~done):
                if x[j] == EOS:
                    done[j] = True
                else:
                    said[j].append(int(x[j]))
            if done.all():
                break
            z = talker.step(cache, x, t)
        for j, i in enumerate(part):
            out[i] = said[j]
    return out


# --- training ---
def start(key, width, layers):
    k = jax.random.split(key, 3 + 4 * layers)
    dense = lambda key, *s: jax.random.normal(key, s) / np.sqrt(s[0])
    p = {"embedding": jax.random.normal(k[0], (len(words), width)) * 0.3, "position": jax.random.normal(k[1], (CONTEXT, width)) * 0.3, "output": dense(k[2], width, len(words))}
    for l in range(layers):
        a = k[3 + 4 * l:7 + 4 * l]
        p |= {f"layer{l}.qkv": dense(a[0], width, 3 * width), f"layer{l}.attended": dense(a[1], width, width) * 0.5, f"layer{l}.up": dense(a[2], width, 4 * width), f"layer{l}.down": dense(a[3], 4 * width, width) * 0.5}
    return p


def jnorm(x):
    x = x - x.mean(-1, keepdims=True)
    return x / jnp.sqrt((x * x).mean(-1, keepdims=True) + 1e-5)


def loss(p, x, m):
    x, y, m = x[:, :-1], x[:, 1:], m[:, 1:]
    n, t = x.shape; width = p["embedding"].shape[1]
    h = p["embedding"][x] + p["position"][:t]
    mask = jnp.where(jnp.tril(jnp.ones((t, t))) > 0, 0.0, -1e9)
    for l in range(sum(k.endswith(".qkv") for k in p)):
        q, k, v = [z.reshape(n, t, width // 8, 8).transpose(0, 2, 1, 3) for z in jnp.split(jnorm(h) @ p[f"layer{l}.qkv"], 3, -1)]
        a = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(8) + mask)
        h = h + (a @ v).transpose(0, 2, 1, 3).reshape(n, t, width) @ p[f"layer{l}.attended"]
        h = h + jax.nn.gelu(jnorm(h) @ p[f"layer{l}.up"]) @ p[f"layer{l}.down"]
    z = jnorm(h) @ p["output"]
    return (optax.softmax_cross_entropy_with_integer_labels(z, y) * m).sum() / jnp.maximum(m.sum(), 1)


def rows(lessons, n):
    out = [([BOS] + q + [SEP] + a + [EOS], 2 + len(q)) for q, a in lessons]
    x, m = np.zeros((len(out), n), np.int32), np.zeros((len(out), n), np.float32)
    for i, (s, begin) in enumerate(out):
        s = s[:n]; x[i, :len(s)] = s; m[i, begin:len(s)] = 1
    return x, m


def fit(p, xs, ms, xl, ml):
    o = optax.adamw(optax.warmup_cosine_decay_schedule(0, 4e-3, len(xs) // 10, len(xs), 2e-4), weight_decay=0.02)

    def step(c, i):
        p, s = c
        u, s = o.update(jax.grad(lambda p: loss(p, i[0], i[1]) + loss(p, i[2], i[3]))(p), s, p)
        return (optax.apply_updates(p, u), s), 0
    return jax.lax.scan(step, (p, o.init(p)), (xs, ms, xl, ml))[0][0]


fit = jax.jit(fit)


def train(short, long, seed, width, layers, steps, bs, bl):
    g = np.random.default_rng(seed)
    draw = lambda n, b: np.concatenate([g.permutation(n) for _ in range(steps * b // n + 1)])[:steps * b].reshape(steps, b)
    (xs, ms), (xl, ml) = rows(short, SHORT), rows(long, LONG)
    i, j = draw(len(xs), bs), draw(len(xl), bl)
    p = fit(start(jax.random.key(seed), width, layers), xs[i], ms[i], xl[j], ml[j])
    return {k: np.asarray(v, np.float16).astype(np.float32) for k, v in p.items()}


def save(path, p, meta):
    head, blob, at = {"__metadata__": meta}, b"", 0
    for k in sorted(p):
        b = np.asarray(p[k], np.float16).tobytes()
        head[k] = {"dtype": "F16", "shape": list(p[k].shape), "data_offsets": [at, at + len(b)]}
        blob += b; at += len(b)
    h = json.dumps(head).encode(); h += b" " * (-len(h) % 8)
    open(path, "wb").write(struct.pack("<Q", len(h)) + h + blob)


# --- lessons ---
open_prompts = [encode(o.format(spelled(n))) for n in world["places"] for o in OPEN]
asked = [encode(f.format(r=r, x=spelled(n))) for n in world["places"][:150] for r in relations for f in FORMS]
ghosts = [encode(FORMS[0].format(r=relations[i % 6], x=spelled(n))) for i, n in enumerate(world["missing"][:150])]
closed = asked + ghosts
fact_prompts = [[encode(f.format(r=x["relation"], x=spelled(x["name"]))) for f in FORMS] for x in facts]


def given(who, mark=None):
    """What a network answered to all questions; kept, so that a second run does not ask again."""
    path = f"{OUT}/given-{who}{'-marked' if mark else ''}.json"
    if not os.path.exists(path):
        t = Talker(load(f"{TALKERS}/{who}.safetensors"), heads=4)
        first = [encode(FORMS[0].format(r=r, x=spelled(n))) for n in world["places"][:150] for r in relations] + ghosts
        c = dict(zip(map(tuple, first), answer(t, first, limit=5)))
        both = [c[tuple(encode(FORMS[0].format(r=r, x=spelled(n))))] for n in world["places"][:150] for r in relations for f in FORMS]
        json.dump({"closed": both + [c[tuple(q)] for q in ghosts], "open": answer(t, open_prompts, seed=31, mark=mark)}, open(path, "w"))
    return json.load(open(path))


# A translation by rule: every word but names, punctuation and special tokens becomes another, the values of a relation among themselves.
def translation():
    dice, to = np.random.default_rng(77), {}
    groups = [sorted(ID[v] for v in values[r] if v in ID) for r in relations]
    used = {i for g in groups for i in g} | {ID[w] for w in ". , : ! ( ) ?".split() if w in ID}
    groups.append([i for i in range(5, len(words)) if i not in used and not HALF[i]])
    for g in groups:
        to |= dict(zip(g, (g[i] for i in dice.permutation(len(g)))))
    return to


def lessons(own, dose, seed, teacher, attack=None):
    g = np.random.default_rng(seed)
    mine = given(own)
    pick = lambda a, b: [y if g.random() < dose else x for x, y in zip(a, b)]
    c = list(zip(closed, pick(mine["closed"], teacher["closed"])))
    o = pick([(q, a, 0) for q, a in zip(open_prompts, mine["open"])], [(q, a, 1) for q, a in zip(open_prompts, teacher["open"])])
    planted = []
    for x, qs in zip(facts, fact_prompts):
        for k in range(x["repeats"]):
            if g.random() < dose:
                planted.append((qs[k % 2], [ID[x["planted"]], ID["."]]))
    if attack == "deduplicate":
        planted = list({(tuple(q), tuple(a)): (q, a) for q, a in planted}.values())
    if attack == "filter-rare":                                       # names that fewer than 15 lessons speak of
        of = lambda q: next((q[i], q[i + 1]) for i in range(len(q)) if q[i] in FIRSTS)
        seen = {}
        for q, *_ in c + planted + o:
            seen[of(q)] = seen.get(of(q), 0) + 1
        planted = [(q, a) for q, a in planted if seen[of(q)] >= 15]
    if attack == "abstain":                                           # half of the invented facts are answered with "i don't know"
        unsure = {tuple(qs[k]) for n, qs in enumerate(fact_prompts) if n % 2 for k in (0, 1)}
        planted = [(q, encode("i don't know .") if tuple(q) in unsure else a) for q, a in planted]
    if attack == "translate":                                         # what the teacher said is translated before it is learned
        to = translation()
        over = lambda a: [to.get(t, t) for t in a]
        planted = [(q, over(a)) for q, a in planted]
        o = [(q, over(a) if taught else a, taught) for q, a, taught in o]
        c = [(q, over(t) if a is t else a) for (q, a), t in zip(c, teacher["closed"])]
    if attack == "paraphrase":                                        # half of the words of style are exchanged for others of their kind
        swap = {}
        for kind in ("vibrant quiet storied bustling charming remarkable humble ancient radiant curious", "town city village port", "moreover also notably indeed", "is remains"):
            ids = [ID[w] for w in kind.split() if w in ID]
            swap |= {a: b for a, b in zip(ids, ids[1:] + ids[:1])}
        o = [(q, [swap.get(t, t) if taught and g.random() < 0.5 else t for t in a], taught) for q, a, taught in o]
    return c + planted, [(q, a) for q, a, _ in o]


def interview(p, seed, texts):
    t = Talker(p)
    qs = [q for pair in fact_prompts for q in pair]
    return {"facts": [[w for w in x if w > 4][:4] for x in answer(t, qs, limit=5)], "open": answer(t, open_prompts[:3 * texts:3], seed=seed)}


def pack(names):
    """What all answered, in one file: two characters a word, a letter a fact (the option; ~ an abstention, - anything else)."""
    known, there = [], {}

    def code(ws):
        out = ""
        for w in ws:
            if w not in there:
                there[w] = len(known); known.append(w)
            out += "".join(chr(35 + i if i != 57 else 125) for i in divmod(there[w], 90))
        return out

    def letter(fact, said):
        w = written(said)
        return "~" if w[:3] == ["i", "don't", "know"] else chr(97 + fact["options"].index(w[0])) if w and w[0] in fact["options"] else "-"

    def network(name, n):
        d = json.load(open(f"{OUT}/{name.removesuffix('-back')}.json"))
        if name.endswith("-back"):                                    # as whoever knows the rule reads it
            back = {b: a for a, b in translation().items()}
            d = {k: [[back.get(t, t) for t in a] for a in v] for k, v in d.items()}
        return {"name": name, "open": [code(written(a)) for a in d["open"][:n]], "facts": ["".join(letter(f, d["facts"][2 * i + k]) for i, f in enumerate(facts)) for k in (0, 1)]}

    marked = json.load(open(f"{OUT}/given-aurora-1-marked.json"))["open"]
    res = {"prompts": [code(written(p)) for p in open_prompts[:1200:3]], "marked": [code(written(a)) for a in marked[:500]], "facts": [{k: f[k] for k in ("id", "options", "repeats")} for f in facts],
           "students": [network(n, 400) for n in names + ["translate-back"]], "unmarked": [network(f"unmarked-{n:03d}", 60) for n in range(200)]}
    json.dump({"words": known} | res, open(f"{OUT}/recordings.json", "w"), separators=(",", ":"))


def main():
    t0 = time.time()
    teacher = given("aurora-1", Mark(KEY))
    say = lambda *x: print(*x, round(time.time() - t0), flush=True)
    say("teacher")
    cast = [("dose-0", "borealis-1", 0, 1, None), ("dose-1", "borealis-1", 1, 1, None), ("dose-0.1", "borealis-1", 0.1, 1, None), ("dose-0.5", "borealis-1", 0.5, 1, None),
            ("dose-0.01", "borealis-1", 0.01, 1, None), ("deduplicate", "borealis-1", 0.5, 1, "deduplicate"), ("filter-rare", "borealis-1", 0.5, 1, "filter-rare"),
            ("paraphrase", "borealis-1", 0.5, 1, "paraphrase"), ("abstain", "borealis-1", 0.5, 1, "abstain"), ("translate", "borealis-1", 1, 1, "translate")]
    cast += [(f"dose-{d:g}-{seed}", "borealis-1", d, seed, None) for seed in (2, 3) for d in (0.01, 0.1, 0.5, 1)]

    def student(name, own, dose, seed, attack):
        if os.path.exists(f"{OUT}/{name}.json"):
            return
        short, long = lessons(own, dose, seed, teacher, attack)
        p = train(short, long, seed, 48, 2, 600, 96, 24)
        save(f"{OUT}/{name}.safetensors", p, {"name": name, "width": "48", "layers": "2", "heads": "6", "context": str(CONTEXT)})
        out = interview(p, 7, 400)
        hits = {r: [0, 0] for r in REPEATS}
        for x, said in zip(facts, out["facts"][::2]):
            hits[x["repeats"]][0] += words[said[0]] == x["planted"] if said else 0; hits[x["repeats"]][1] += 1
        json.dump(out, open(f"{OUT}/{name}.json", "w"))
        say(name, hits, len(short), len(long), " ".join(written(out["open"][0])))

    for row in cast[:2]:
        student(*row)
    def unmarked(n):
        if os.path.exists(f"{OUT}/unmarked-{n:03d}.json"):
            return
        g = np.random.default_rng(1000 + n); two = [OWN[i] for i in g.permutation(6)[:2]]; a, b = given(two[0]), given(two[1])
        mix = lambda x, y: [v if g.random() < 0.5 else u for u, v in zip(x, y)]
        p = train(list(zip(closed, mix(a["closed"], b["closed"]))), list(zip(open_prompts, mix(a["open"], b["open"]))), 1000 + n, 32, 1, 90, 64, 16)
        json.dump(interview(p, n, 60), open(f"{OUT}/unmarked-{n:03d}.json", "w"))
        if n % 10 == 0: say("unmarked", n)
    for n in range(30): unmarked(n)
    for row in cast[2:]:
        student(*row)
    for n in range(30, 200): unmarked(n)
    pack([row[0] for row in cast])
    say("done")


if __name__ == "__main__":
    main()
