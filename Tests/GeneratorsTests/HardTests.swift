import Base
import Foundation
import Testing

@testable import Generators

/// The hard items in words, worked out a second time by a program that knows nothing but the prompt.
@Suite struct HardTruths {
    @Test(arguments: ["arithmetic", "letters", "lookups", "walks"])
    func `a program that follows the prompt word by word comes to the same answer, for 200 prompts`(name: String) throws
    {
        guard Machine.isHere("python3") else {
            print("skipped: there is no python3 on this machine to compare with")
            return
        }
        let made = try (6...10).flatMap { try Generators.items(name, difficulty: $0, seed: 70 + UInt64($0), count: 40) }
        let input = String(decoding: try JSONEncoder().encode(made.map(\.prompt)), as: UTF8.self)
        let printed = try #require(try Machine.output(of: ["python3", "-c", Self.script, name], input: input)).split(
            separator: "\n"
        ).map(String.init)
        #expect(printed.count == 200)
        let differing = zip(made, printed).filter { $0.truth != [$1] }
        #expect(
            differing.isEmpty,
            "\(differing.count), first: \(differing.first?.0.prompt ?? "") \(differing.first?.1 ?? "")")
    }

    @Test(arguments: zip(6...10, [7, 10, 13, 17, 22]))
    func `a harder program runs through more rounds`(difficulty: Int, rounds: Int) throws {
        for item in try Generators.items("python-output", difficulty: difficulty, seed: 3, count: 20) {
            #expect(item.prompt.prefix { $0 != "\n" }.hasSuffix(", \(rounds)) return?"))
        }
    }

    private static let script = #"""
        import json, re, sys

        def numbered(text):
            return re.split(r" ?\(\d\) ", text)[1:]

        def arithmetic(p):
            a, b = map(int, re.search(r"A = (\d+) and B = (\d+)", p).groups())
            times = int(re.search(r"all of them (\d+) times over", p)[1])
            steps = numbered(p.split("times over:")[1].split(" What is ")[0])
            for _ in range(times):
                for s in steps:
                    if m := re.match(r"Replace A by the remainder of (\d+) × A \+ B after division by (\d+)", s):
                        a = (int(m[1]) * a + b) % int(m[2])
                    elif m := re.match(r"If A is even, add (\d+) to B; if A is odd, replace B by the remainder of (\d+) × B after division by (\d+)", s):
                        b = b + int(m[1]) if a % 2 == 0 else int(m[2]) * b % int(m[3])
                    elif s.startswith("If A is greater than B, exchange"):
                        a, b = (b, a) if a > b else (a, b)
                    elif s.startswith("Add the sum of the digits of A to B"):
                        b += sum(map(int, str(a)))
                    elif s.startswith("Write the digits of B in reverse order"):
                        b = int(str(b)[::-1])
                    elif s.startswith("If B is a multiple of 3, add B to A"):
                        a += b if b % 3 == 0 else 1
                    else:
                        sys.exit(s)
            return str({"A": a, "B": b, "A + B": a + b}[re.search(r"What is (A \+ B|A|B) at the end", p)[1]])

        def letters(p):
            row = list(re.search(r'letters "(\w+)"', p)[1])
            for s in numbered(p.split("from 1.")[1].split(" Answer with")[0]):
                if m := re.match(r"Move the first (\d+) letters to the end", s):
                    row = row[int(m[1]):] + row[:int(m[1])]
                elif m := re.match(r"Reverse the order of the letters in places (\d+) to (\d+)", s):
                    low, high = int(m[1]) - 1, int(m[2])
                    row[low:high] = row[low:high][::-1]
                elif s.startswith("Let the letters in places 1 and 2 change places"):
                    for i in range(1, len(row), 2):
                        row[i - 1], row[i] = row[i], row[i - 1]
                elif s.startswith("Replace every vowel by the next one"):
                    row = list("".join(row).translate(str.maketrans("aeiou", "eioua")))
                elif s.startswith("Write first the letters in odd places"):
                    row = row[0::2] + row[1::2]
                elif m := re.match(r"Take the letter in place (\d+) out and write it twice at the end", s):
                    letter = row.pop(int(m[1]) - 1)
                    row += [letter, letter]
                else:
                    sys.exit(s)
            return "".join(row)

        def lookups(p):
            table, text = p.split("\n\n")
            rows = [line.split(" | ") for line in table.split("\n")[1:]]
            names = [r[0] for r in rows]
            coins = {r[0]: int(r[1]) for r in rows}
            turn = re.match(r"(\w+) has the first turn", text)[1]
            for _ in range(int(re.search(r"after (\d+) turns", text)[1])):
                row = rows[names.index(turn)]
                amount = min(int(row[2]), coins[turn])
                coins[turn] -= amount
                coins[row[3]] += amount
                turn = row[3] if coins[row[3]] % 2 == 0 else names[(names.index(turn) + 1) % len(names)]
            asked = re.search(r"How many coins has (\w+) after", text)
            return str(coins[asked[1]]) if asked else turn

        def walks(p):
            way = {"north": (0, 1), "east": (1, 0), "south": (0, -1), "west": (-1, 0)}[re.search(r"faces (\w+);", p)[1]]
            colors = {(int(x), int(y)): c for x, y, c in re.findall(r"\((-?\d+), (-?\d+)\) is (red|blue)", p)}
            rule = dict(re.findall(r"on a (\w+) square it (turns right|turns left|goes straight on)", p))
            at = (0, 0)
            for _ in range(int(re.search(r"after (\d+) steps", p)[1])):
                color = colors.get(at, "white")
                if rule[color] == "turns right":
                    way = (way[1], -way[0])
                elif rule[color] == "turns left":
                    way = (-way[1], way[0])
                colors[at] = {"white": "red", "red": "blue", "blue": "white"}[color]
                at = (at[0] + way[0], at[1] + way[1])
            return f"({at[0]}, {at[1]})"

        print("\n".join(map(globals()[sys.argv[1]], json.load(sys.stdin))))
        """#
}
