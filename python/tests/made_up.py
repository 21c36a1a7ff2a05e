"""A made-up panel, in the form of readings.json: models that err at random, and one that copies a third of another's answers."""
import random


def readings(models=8, questions=120, seed=5, samples=1, keyless=0, abstaining=0.0):
    draw = random.Random(seed)
    names = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"][:models]
    out = {"format": "apograph-readings-1", "analysis": "2", "normalizer": "3", "models": names, "openPrompts": 0,
           "open": [{"asked": 0, "empty": 0} for _ in names], "questions": [],
           "calibration": {"closed": {"references": [{"share": c} for c in (0.05, 0.1, 0.2, 0.35)], "bounds": {"cap": 2.5, "floor": -1.0}}}}
    for k in range(questions):
        hard = draw.random()
        answers = []
        for u in range(models):
            row = []
            for _ in range(samples):
                if draw.random() < abstaining:
                    row.append(-1)
                else:
                    row.append(0 if draw.random() > 0.2 + 0.6 * hard else 1 + min(int(draw.expovariate(0.7)), 5))
            answers.append(row)
        if draw.random() < 0.35:
            answers[1] = list(answers[0])
        keyed = k >= keyless
        out["questions"].append({
            "suite": "a" if k % 3 else "b", "version": "1", "probe": f"q{k}", "prompt": "Which is the first?" if k % 4 else "Which word comes second?", "type": "number", "tags": ["t"] if k % 2 else ["u"], "truth": "100",
            "keyed": keyed, "readings": ["100", "1000", "99", "7", "42", "3", "8"], "right": [0] if keyed else [], "answers": answers})
    return out


def findings(engine, given, replicates=20):
    """What a program that agrees would have printed."""
    again = engine.Recomputation(given)
    n, pairs = again.n, []
    for i in range(n):
        for j in range(i + 1, n):
            pairs.append({"a": again.names[i], "b": again.names[j], "pairedPrompts": 0, **again.pair(i, j, replicates=replicates)})
    claim = {"suspect": again.names[1], "alleged": again.names[0],
             "pair": {"a": again.names[0], "b": again.names[1], **again.pair(0, 1, replicates=replicates, always=True)},
             "items": [{"suite": suite, "probe": probe, **row} for (suite, probe), row in again.evidence(1, 0).items()]}
    return {"about": {"analysisVersion": given["analysis"]}, "question": {"replicates": replicates}, "pairs": pairs, "claim": claim, "alarms": [],
            "models": [{"id": name, "ability": theta} for name, theta in zip(again.names, again.fit.theta)]}
