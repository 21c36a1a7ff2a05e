import Base

/// Writes random C functions over one array of `int`: loops, remainders of negative numbers, quotients cut towards zero, swaps, and indices that depend on data.
struct CWriter {
    var dice: SplitMix64

    /// The statements of a function of `steps` steps over `int a[]` of `count` elements; they leave their results in `s`, `c` and `a`.
    mutating func body(steps: Int) -> [Statement] {
        var body = [set("s", .integer(dice.integer(0...9))), set("c", 0)]
        for _ in 0..<steps { body += step() }
        return body
    }

    private let a = Expression.name("a")
    private let n = Expression.name("n")
    private let i = Expression.name("i")

    private mutating func loop(_ body: [Statement]) -> Statement {
        let range: Expression =
            switch dice.below(4) {
            case 0: .fn("range", n - 1, -1, .integer(-1))
            case 1: .fn("range", .integer(dice.below(2)), n, 2)
            default: .fn("range", 0, n)
            }
        return .loop(["i"], over: range, body)
    }

    private mutating func test() -> Expression {
        let item = a[i]
        switch dice.below(4) {
        case 0: return (item % .integer(dice.integer(2...4))).op("==", .integer(dice.below(2)))
        case 1: return item.op(dice.pick([">", "<", "<="]), .integer(dice.integer(-4...9)))
        case 2: return item.op(">", v("s") % .integer(dice.integer(3...11)))
        default: return (item % 2).op(dice.pick(["!=", "=="]), 0).op("and", i.op("!=", .integer(dice.below(4))))
        }
    }

    private mutating func change() -> Statement {
        switch dice.below(7) {
        case 0: return .augment(v("s"), dice.pick(["+", "-"]), a[i] * (i + 1))
        case 1: return .assign(a[i], (a[i] * .integer(dice.integer(2...5)) - v("s")) % .integer(dice.integer(5...13)))
        case 2: return .augment(v("c"), "+", .integer(dice.integer(1...3)))
        case 3: return .augment(a[i], "-", i.op("//", 2))
        case 4:
            return .assign(
                a[(i * .integer(dice.integer(2...3)) + .integer(dice.integer(1...2))) % n],
                a[i] - .integer(dice.integer(1...7)))
        case 5: return set("s", (v("s") * .integer(dice.integer(2...3)) + a[i]) % .integer(dice.integer(17...97)))
        default: return .augment(v("s"), "+", a[i].op("//", .integer(dice.integer(2...4))))
        }
    }

    private mutating func step() -> [Statement] {
        switch dice.below(8) {
        case 0: return [loop([change()])]
        case 1, 2: return [loop([when(test(), [change()], else: dice.chance(60) ? [change()] : [])])]
        case 3:
            return [
                .loop(
                    ["i"], over: .fn("range", 1, n),
                    [
                        when(
                            a[i].op(dice.pick(["<", ">"]), a[i - 1]),
                            [
                                set("t", a[i]), .assign(a[i], a[i - 1]),
                                .assign(a[i - 1], v("t") - .integer(dice.integer(1...3))),
                            ], else: dice.chance(40) ? [.augment(v("c"), "+", 1)] : [])
                    ])
            ]
        case 4:
            return [
                set("x", .fn("abs", v("s")) + .integer(dice.integer(3...19))),
                .whileLoop(
                    v("x").op(">", .integer(dice.integer(1...3))),
                    [
                        set(
                            "x",
                            .conditional(
                                (v("x") % .integer(dice.pick([2, 3]))).op("==", 0),
                                if: v("x").op("//", .integer(dice.pick([2, 3]))),
                                else: v("x") - .integer(dice.integer(1...4)))),
                        .augment(v("c"), "+", 1),
                    ]),
            ]
        case 5:
            return [
                .loop(
                    ["i"], over: .fn("range", 0, n),
                    [
                        .loop(
                            ["j"], over: .fn("range", .integer(dice.below(2)), i),
                            [
                                when(
                                    a[i].op(dice.pick([">", "<"]), a["j"] + .integer(dice.integer(1...3))),
                                    [.augment(v("c"), "+", 1)],
                                    else: dice.chance(50) ? [.augment(v("s"), "-", a["j"])] : [])
                            ])
                    ])
            ]
        case 6: return [loop([when(test(), [dice.chance(50) ? .stop : .skip]), change()])]
        default:
            return [
                set(
                    "s",
                    .fn("abs", v("s")).op(dice.pick(["&", "^", "|"]), .integer(dice.integer(5...60))).op(
                        "+", v("s").op("//", .integer(dice.integer(2...5))))),
                .assign(a[.fn("abs", v("s")) % n], v("c") - .integer(dice.integer(1...9))),
            ]
        }
    }
}
