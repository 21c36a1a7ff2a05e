"""python -m apograph recompute EXHIBIT|CASE [--readings FILE] [--findings FILE] [--background FILE]
python -m apograph readings EXHIBIT|CASE [--readings FILE] [--show N]

recompute   makes every figure of every pair again and says where it differs from what was printed by more than 1e-9
readings    reads the answers again by a small set of rules, and says which share is read alike, by type

An exhibit that was sealed with --suspect holds readings and findings. For a case write them first:
    apograph export CASE readings -o .          apograph compare CASE --suspect NAME --json > findings.json

Exit status 0: the same; 1: different (readings: never, since rules differ); 2: nothing to compare, or it cannot be read.
"""
import argparse
import collections
import json
import os
import sqlite3
import sys

from . import read_answers, read_case, read_exhibit
from . import recompute as _  # noqa: F401  (the function; the module is needed below)

engine = sys.modules[__package__ + ".recompute"]


def main(arguments):
    parser = argparse.ArgumentParser(prog="python -m apograph", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["recompute", "readings"])
    parser.add_argument("target", metavar="EXHIBIT|CASE")
    for name in ("readings", "findings", "background"):
        parser.add_argument("--" + name, metavar="FILE")
    parser.add_argument("--show", type=int, default=10, metavar="N", help="how many differences of a type are listed")
    options = parser.parse_args(arguments)
    try:
        return recompute(options) if options.command == "recompute" else readings(options)
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError, sqlite3.Error) as e:
        print(f"It cannot be read: {type(e).__name__}: {e}", file=sys.stderr)
        return 2


def derived(options, name):
    """A file that was given, or that the exhibit holds; None where there is none."""
    path = getattr(options, name) or os.path.join(options.target, "data", name + ".json")
    if getattr(options, name) is None and not os.path.exists(path):
        return None
    return engine.load(path)


def recompute(options):
    if not os.path.exists(options.target):
        raise FileNotFoundError(options.target)
    found = {name: derived(options, name) for name in ("readings", "findings", "background")}
    for name, how in (("readings", "apograph export CASE readings"), ("findings", "apograph compare CASE --suspect NAME --json")):
        if found[name] is None:
            print(f"There are no {name} to start from; `{how}` writes them.", file=sys.stderr)
            return 2
    say = (lambda text: print(text + " …", file=sys.stderr)) if sys.stderr.isatty() else (lambda text: None)
    return engine.tell(engine.recompute(found["readings"], found["findings"], found["background"], say))


def readings(options):
    listed = derived(options, "readings")
    if listed is None:
        print("There are no readings to compare with; `apograph export CASE readings` writes them.", file=sys.stderr)
        return 2
    evidence = read_exhibit(options.target) if os.path.isdir(options.target) else read_case(options.target)
    by_type = collections.defaultdict(list)
    for row in read_answers(evidence, listed):
        by_type[row["type"]].append(row)
    others = sorted({q["type"] for q in listed["questions"]} - set(by_type))
    for kind, rows in sorted(by_type.items()):
        unlike = [row for row in rows if not row["alike"]]
        print(f"{kind}: {len(rows) - len(unlike)} of {len(rows)} answers read alike ({100 * (1 - len(unlike) / len(rows)):.2f} %)")
        for row in unlike[:options.show]:
            print(f"  {row['suite']} {row['probe']} {row['model']}: printed {row['printed']!r}, here {row['made']!r}, of {json.dumps(row['text'][-160:])}")
    if others:
        print(f"not read here: {', '.join(others)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
