import Base

/// The steps over texts.
extension PythonWriter {
    /// A small number other than 0, sometimes negative.
    mutating func bound() -> Int { dice.chance(35) ? -dice.integer(1...4) : dice.integer(1...5) }

    mutating func letter() -> Expression {
        .string(dice.pick(["a", "e", "o", "r", "n", "l", "t", "s", "e", "i"]))
    }

    mutating func textStep(_ name: String) {
        let s = Expression.name(name)
        switch dice.below(17) {
        case 0: body.append(set(name, s.slice(nil, nil, -1)))
        case 1:
            body.append(
                set(
                    name,
                    s.slice(
                        dice.chance(50) ? bound() : nil, dice.chance(60) ? -dice.integer(1...3) : nil,
                        dice.pick([2, 3, -2, -1]))))
        case 2:
            let count = bound()
            body.append(set(name, s.slice(count, nil) + s.slice(nil, count)))
        case 3:
            let (old, new) = (letter(), dice.pick(["", "-", "ee", "X", "no"]))
            body.append(
                set(
                    name,
                    dice.chance(50)
                        ? s.dot("replace", old, .string(new))
                        : s.dot("replace", old, .string(new), .integer(dice.integer(1...2)))))
        case 4: body.append(set(name, s.dot(dice.pick(["swapcase", "title", "capitalize", "upper", "lower"]))))
        case 5:
            body.append(
                set(
                    name,
                    s.dot(
                        dice.pick(["strip", "lstrip", "rstrip"]),
                        .string(dice.pick(["ab", " t", "den", "las", "-o", "ys.", "Mir"])))))
        case 6:
            let out = fresh(.text)
            let (every, rest) = (dice.integer(2...3), dice.below(2))
            body += [
                set(out, .string("")),
                .loop(
                    ["i", "c"], over: .fn("enumerate", s),
                    [
                        .branch(
                            [
                                (
                                    ("i" % .integer(every)).op("==", .integer(rest)),
                                    [
                                        .assign(
                                            .name(out),
                                            dice.chance(50) ? .name(out) + v("c").dot("upper") : "c" + .name(out))
                                    ]
                                ),
                                (
                                    v("c").op("in", .string(dice.pick(["aeiou", "rstln", "aeo "]))),
                                    [dice.chance(50) ? .skip : .assign(.name(out), .name(out) + .string("*"))]
                                ),
                            ],
                            else: [.assign(.name(out), .name(out) + "c")])
                    ]),
            ]
            touch(out, .text)
        case 7:
            let out = fresh(.text)
            let shift = dice.integer(1...12)
            let code = (.fn("ord", "c") - 97 + .integer(shift)) % 26 + 97
            body += [
                set(out, .string("")),
                .loop(
                    ["c"], over: s,
                    [.augment(.name(out), "+", .conditional(v("c").dot("islower"), if: .fn("chr", code), else: "c"))]),
            ]
            touch(out, .text)
        case 8:
            let d = fresh(.table)
            let skipsSpaces = dice.chance(40)
            let count = Statement.assign(Expression.name(d)["c"], Expression.name(d).dot("get", "c", 0) + 1)
            body += [
                set(d, .dictionary([])),
                .loop(
                    ["c"], over: dice.chance(50) ? s.dot("lower") : s,
                    skipsSpaces ? [when(v("c").op("!=", .string(" ")), [count])] : [count]),
            ]
            touch(d, .table)
        case 9:
            let words = fresh(.words)
            let separator = dice.pick(["", "", "-", ",", "e", "l", "o"])
            body.append(set(words, separator.isEmpty ? s.dot("split") : s.dot("split", .string(separator))))
            touch(words, .words)
        case 10:
            let part = dice.pick([" ", "-", "e", "o", "l", "an"])
            body += [
                .assign(.tuple(["a", "b", "c"]), s.dot(dice.pick(["partition", "rpartition"]), .string(part))),
                set(name, "c" + "b" + "a"),
            ]
        case 11:
            body.append(
                set(
                    name,
                    s.dot(
                        dice.pick(["center", "rjust", "ljust"]), .fn("len", s) + .integer(dice.integer(1...3)),
                        .string(dice.pick(["*", "-", "0"])))))
        case 12:
            let i = fresh(.number)
            body += [
                set(i, s.dot(dice.pick(["find", "rfind"]), letter())),
                set(
                    name, .slice(s, from: .name(i) + 1, to: nil, by: nil) + .slice(s, from: nil, to: .name(i), by: nil)),
            ]
            variables.insert((i, .number), at: 0)
        case 13:
            let n = fresh(.number)
            let (old, new) = dice.pick([
                ("ee", "e"), ("ss", "s"), ("aa", "b"), ("o", ""), ("ll", "l"), ("an", "a"), ("pp", "q"), ("..", "."),
            ])
            body += [
                set(n, 0),
                .whileLoop(
                    Expression.string(old).op("in", s),
                    [set(name, s.dot("replace", .string(old), .string(new), 1)), .augment(.name(n), "+", 1)]),
            ]
            variables.insert((n, .number), at: 0)
            touch(name, .text)
        case 14:
            let xs = fresh(.numbers)
            let element: Expression =
                dice.chance(50) ? .fn("ord", "c") % .integer(dice.integer(3...10)) : s.dot("index", "c")
            body.append(
                set(
                    xs,
                    .listComprehension(
                        element, names: ["c"], over: dice.chance(50) ? s : s.slice(nil, nil, 2),
                        if: v("c").dot(dice.pick(["isalpha", "islower"])))))
            touch(xs, .numbers)
        case 15:
            body += [
                set("prev", .string("")), set("res", .string("")),
                .loop(
                    ["c"], over: s,
                    [
                        when(
                            v("c").op(dice.pick([">", "!=", "<="]), "prev"), [.augment("res", "+", "c")],
                            else: dice.chance(50) ? [.augment("res", "+", .string("_"))] : []),
                        set("prev", "c"),
                    ]),
            ]
            touch("res", .text)
        default:
            let out = fresh(.text)
            body.append(
                set(
                    out,
                    Expression.string(dice.pick(["", "-", "."])).dot(
                        "join",
                        .call(
                            "sorted", [dice.chance(50) ? .fn("set", s) : s],
                            named: dice.chance(40) ? [("reverse", .boolean(true))] : []))))
            touch(out, .text)
        }
    }
}
