"""Five generations of small networks that learned from one another: how lineages.answers and lineages.json were made. Needs jax and optax.

    python3 lineages.py OUT_FOLDER

A made-up world of 150 entities x 4 relations. A fact has no one value but a distribution over six of 24 (what a population of texts says of it); the
values of the last relation are nearly even, as free choices are. A laboratory's corpus is 12 statements drawn for each fact. Networks (transformers of two
layers, width 48) are trained from scratch. From each of 6 roots three lineages of five generations go out:

    usual     every generation learns what its parent answers most often, once for each fact
    drawn     it learns 12 answers of its parent for each fact, drawn at temperature 1
    fresh     it learns 6 such answers and 6 new statements of the world for each fact: the control

10 further networks with corpora of their own are no kin to anybody. All are asked 160 questions 20 times at temperature 1; roots and strangers also at 0.5,
0.7 and 1.3. An answer is one byte: the number of the value.
"""
import json, os, sys, time
import numpy as np, jax, jax.numpy as jnp, optax

E, R, V, SYLLABLES, STATEMENTS = 150, 4, 24, 16, 12
WIDTH, LAYERS, HEADS, BATCH, STEPS = 48, 2, 4, 128, int(os.environ.get("STEPS", "450"))
TOKENS, N = 2 * SYLLABLES + R + V, E * R
ROOTS, STRANGERS, GENERATIONS, QUESTIONS, SAMPLES = 6, 10, 5, 160, 20
rng = np.random.default_rng(22)
names = rng.permutation(SYLLABLES * SYLLABLES)[:E]
first, second = names // SYLLABLES, names % SYLLABLES
support = np.stack([rng.permutation(V)[:6] for _ in range(N)])
steep = np.array([0.46, 0.2, 0.14, 0.1, 0.06, 0.04])
flat = np.array([0.2, 0.19, 0.17, 0.16, 0.15, 0.13])
weights = np.stack([flat if f % R == R - 1 else steep for f in range(N)])
facts = np.arange(N)
tokens = jnp.array(np.stack([first[facts // R], SYLLABLES + second[facts // R], 2 * SYLLABLES + facts % R], -1))


def start(key):
    k = jax.random.split(key, 3 + 4 * LAYERS)
    dense = lambda key, *s: jax.random.normal(key, s) / np.sqrt(s[0])
    return {"emb": jax.random.normal(k[0], (TOKENS, WIDTH)) * 0.3, "pos": jax.random.normal(k[1], (3, WIDTH)) * 0.3, "out": dense(k[2], WIDTH, V),
            "b": [{"qkv": dense(a[0], WIDTH, 3 * WIDTH), "o": dense(a[1], WIDTH, WIDTH) * 0.5, "u": dense(a[2], WIDTH, 4 * WIDTH), "d": dense(a[3], 4 * WIDTH, WIDTH) * 0.5}
                  for a in (k[3 + 4 * l: 7 + 4 * l] for l in range(LAYERS))]}


def norm(x):
    x = x - x.mean(-1, keepdims=True)
    return x / jnp.sqrt((x * x).mean(-1, keepdims=True) + 1e-5)


def logits(p, x):
    h, n = p["emb"][x] + p["pos"], x.shape[0]
    mask = jnp.where(jnp.tril(jnp.ones((3, 3))) > 0, 0, -1e9)
    for b in p["b"]:
        q, k, v = [(norm(h) @ b["qkv"][:, i * WIDTH:(i + 1) * WIDTH]).reshape(n, 3, HEADS, -1).transpose(0, 2, 1, 3) for i in range(3)]
        a = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(WIDTH // HEADS) + mask)
        h = h + (a @ v).transpose(0, 2, 1, 3).reshape(n, 3, WIDTH) @ b["o"]
        h = h + jax.nn.gelu(norm(h) @ b["u"]) @ b["d"]
    return norm(h[:, -1]) @ p["out"]


optimizer = optax.adamw(optax.warmup_cosine_decay_schedule(0, 3e-3, 50, STEPS, 1e-4), weight_decay=0.02)


@jax.jit
def fit(p, shares, batches):
    loss = lambda p, i: optax.softmax_cross_entropy(logits(p, tokens[i]), shares[i]).mean()

    def step(c, i):
        p, s = c
        u, s = optimizer.update(jax.grad(loss)(p, i), s, p)
        return (optax.apply_updates(p, u), s), 0
    return jax.lax.scan(step, (p, optimizer.init(p)), batches)[0][0]


every = jax.jit(lambda p: logits(p, tokens))


def train(seed, statements):
    """The logits of every fact after training on `statements` (facts x 12); a fact's label is the shares of its statements."""
    g = np.random.default_rng(seed)
    batches = np.concatenate([g.permutation(N) for _ in range(STEPS * BATCH // N + 1)])[:STEPS * BATCH].reshape(STEPS, BATCH)
    shares = (statements[:, :, None] == np.arange(V)).mean(1)
    return np.array(every(fit(start(jax.random.key(seed)), jnp.array(shares), jnp.array(batches))), np.float64)


def draw(z, count, g, temperature=1.0):
    """facts x count answers."""
    p = np.exp((z - z.max(-1, keepdims=True)) / temperature)
    c = (p / p.sum(-1, keepdims=True)).cumsum(-1)
    return np.minimum((g.random((len(z), count, 1)) > c[:, None, :]).sum(-1), V - 1)


def world(count, g):
    slot = np.minimum((g.random((N, count, 1)) > weights.cumsum(-1)[:, None, :]).sum(-1), 5)
    return np.take_along_axis(support, slot, 1)


def main(folder):
    os.makedirs(folder, exist_ok=True)
    asked = np.sort(np.random.default_rng(99).permutation(N)[:QUESTIONS])
    rows, about, began = [], [], time.time()

    def ask(name, z, seed, temperature=1.0, **note):
        rows.append(draw(z[asked], SAMPLES, np.random.default_rng([seed, int(temperature * 100)]), temperature))
        about.append({"name": name, "temperature": temperature, **note})

    def add(name, seed, statements, **note):
        z = train(seed, statements)
        ask(name, z, seed, **note)
        print(name, round(time.time() - began), flush=True)
        return z

    for i in range(STRANGERS):
        z = add(f"stranger-{i:02d}", 100 + i, world(STATEMENTS, np.random.default_rng(1000 + i)), kind="stranger")
        for t in (0.5, 0.7, 1.3):
            ask(f"stranger-{i:02d}", z, 100 + i, t, kind="stranger")
    for i in range(ROOTS):
        root = add(f"root-{i}", 200 + i, world(STATEMENTS, np.random.default_rng(2000 + i)), kind="root", root=i, generation=0)
        for t in (0.5, 0.7, 1.3):
            ask(f"root-{i}", root, 200 + i, t, kind="root", root=i, generation=0)
        for k, kind in enumerate(("usual", "drawn", "fresh")):
            z, parent = root, f"root-{i}"
            for generation in range(1, GENERATIONS + 1):
                seed = 10000 + 1000 * k + 10 * i + generation
                g = np.random.default_rng([seed, 7])
                if kind == "usual":
                    said = np.repeat(z.argmax(-1)[:, None], STATEMENTS, 1)
                elif kind == "drawn":
                    said = draw(z, STATEMENTS, g)
                else:
                    said = np.concatenate([draw(z, STATEMENTS // 2, g), world(STATEMENTS - STATEMENTS // 2, g)], 1)
                name = f"{kind}-{i}-{generation}"
                z = add(name, seed, said, kind=kind, root=i, generation=generation, parent=parent)
                parent = name
    np.stack(rows).astype(np.uint8).tofile(f"{folder}/lineages.answers")
    json.dump({"name": "lineages", "origin": "lineages.py", "questions": QUESTIONS, "samples": SAMPLES, "choices": [int(f % R == R - 1) for f in asked],
               "truth": [int(support[f, 0]) for f in asked], "models": about}, open(f"{folder}/lineages.json", "w"), separators=(",", ":"))


if __name__ == "__main__":
    main(sys.argv[1])
