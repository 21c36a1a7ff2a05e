"""Where the golden values of DiversityTests come from: the formulas again, written with NumPy. Needs numpy alone."""
from itertools import combinations
import numpy as np

counts, size = [9, 5, 3, 2, 1], 10
labels = np.repeat(np.arange(5), counts)
# The expected frequency counts over all subsets, by brute force.
f = np.zeros(size + 1)
subsets = 0
for subset in combinations(range(20), size):
    c = np.bincount(labels[list(subset)], minlength=5)
    f += np.bincount(c[c > 0], minlength=size + 1)
    subsets += 1
f /= subsets
k = np.arange(1, size + 1) / size
print("order1", np.exp(-(k * np.log(k) * f[1:]).sum()))
print("order2", 1 / (k * k * f[1:]).sum())
print("presence", 1 - np.prod([(18 - i) / (20 - i) for i in range(10)]))
texts = ["the quick brown fox jumps over the lazy dog", "the quick brown fox jumps over the lazy dog", "the quick brown fox sleeps over the lazy dog"]
s = [set(zip(t.split(), t.split()[1:])) for t in texts]
K = np.array([[len(a & b) / len(a | b) for b in s] for a in s]) / len(s)
w = np.linalg.eigvalsh(K)
w = w[w > 1e-12]
print("vendi", np.exp(-(w * np.log(w)).sum()))
