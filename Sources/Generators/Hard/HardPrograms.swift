import Base

/// Program output of difficulty 6 to 10: a loop of many rounds in which numbers, a text and a list feed one another, so that the end cannot be had
/// without every round before it.
enum HardPrograms {
    /// Rounds of the loop, by difficulty from 6.
    static func rounds(_ difficulty: Int) -> Int { [7, 10, 13, 17, 22][difficulty - 6] }

    private static let texts = [
        "marmalade", "quicksilver", "wheelbarrow", "kingfisher", "saltmarshes", "dragonfly", "cobblestone",
        "thunderclap", "moonlighting",
        "pomegranate", "huckleberry", "stargazing", "blacksmith", "watercolors", "nightjar",
    ]

    /// A Python function of four variables.
    static func python(_ dice: inout SplitMix64, rounds: Int) -> Program {
        let text = dice.pick(texts)
        let numbers = (0..<dice.integer(5...7)).map { _ in Expression.integer(dice.integer(1...19)) }
        let moduli = dice.sample([19, 23, 29, 31, 37, 41, 43, 47], 2)
        let (a, b, s, xs) = (v("a"), v("b"), v("s"), v("xs"))
        let letter = s[a % .fn("len", s)]
        let slot = xs[b % .fn("len", xs)]
        var body: [Statement] = [
            set("a", (a * .integer(dice.integer(2...7)) + b + "i") % .integer(moduli[0]))
        ]
        let choices: [[Statement]] = [
            [set("b", (b + slot * .integer(dice.integer(2...5))) % .integer(moduli[1]))],
            [
                set("k", a % .fn("len", s)),
                set("s", .slice(s, from: v("k"), to: nil, by: nil) + .slice(s, from: nil, to: v("k"), by: nil)),
            ],
            [
                when(
                    (a % .integer(dice.integer(2...3))).op("==", 0), [.assign(slot, a)],
                    else: [set("b", (b + .fn("ord", letter)) % .integer(moduli[1]))])
            ],
            [
                when(
                    letter.op("in", "out"),
                    [set("out", .slice("out", from: 1, to: nil, by: nil) + letter.dot("upper"))],
                    else: [.augment("out", "+", letter)])
            ],
            [
                when(
                    a.op(">", b),
                    [.assign(.tuple([a, b]), .tuple([b, a])), .evaluate(xs.dot("append", xs.dot("pop", 0)))],
                    else: [.augment(slot, "+", .integer(dice.integer(1...4)))])
            ],
            [
                when(
                    (b % 2).op("==", .integer(dice.below(2))), [set("s", .slice(s, from: nil, to: nil, by: -1))],
                    else: [set("b", (b + .fn("max", xs)) % .integer(moduli[1]))])
            ],
        ]
        // The text grows in every program that returns it.
        let picked = [3] + dice.sample([0, 1, 2, 4, 5], 3)
        for place in dice.shuffled(picked) { body += choices[place] }
        return Program(
            parameters: ["s", "xs", "n"],
            body: [
                .assign(
                    .tuple(["a", "b", "out"]),
                    .tuple([.integer(dice.integer(1...9)), .integer(dice.integer(1...9)), .string("")])),
                .loop(["i"], over: .fn("range", "n"), body),
                .result(.tuple(dice.pick([["out", "a"], ["out", "b"], ["out", .fn("sum", xs)]]))),
            ],
            arguments: [.string(text), .list(numbers), .integer(rounds)])
    }

    static func pythonItem(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        let program = python(&dice, rounds: rounds(difficulty))
        guard let value = try? Evaluator.run(program, atMost: 40_000), let literal = value.literal,
            (8...72).contains(literal.utf8.count)
        else { return nil }
        let printer = Printer(language: .python)
        return ComputedItem(
            """
            What does f(\(program.arguments.map { printer.text($0) }.joined(separator: ", "))) return?

            ```python
            \(printer.python(program))
            ```

            Answer with the returned value as a Python literal and nothing else.
            """, .code, literal, tags: ["python", "hard"])
    }

    /// The body of a C function whose steps run several times over.
    static func c(_ dice: inout SplitMix64, difficulty: Int) -> [Statement] {
        var writer = CWriter(dice: dice)
        let body = writer.body(steps: 2 + difficulty / 4)
        dice = writer.dice
        let rounds = [3, 4, 5, 7, 9][difficulty - 6]
        return Array(body.prefix(2)) + [
            .loop(["r"], over: .fn("range", 0, .integer(rounds)), Array(body.dropFirst(2)) + [.augment("s", "+", "r")])
        ]
    }
}
