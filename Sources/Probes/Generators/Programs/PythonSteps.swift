/// The steps over texts and numbers.
extension PythonWriter {
    /// A small number other than 0, sometimes negative.
    private mutating func bound() -> Int { dice.chance(35) ? -dice.integer(1...4) : dice.integer(1...5) }

    private mutating func letter() -> Expression {
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

    mutating func numbersStep(_ name: String) {
        let xs = Expression.name(name)
        switch dice.below(18) {
        case 0: body.append(.evaluate(xs.dot(dice.pick(["sort", "reverse"]))))
        case 1:
            body.append(
                .evaluate(
                    xs.dot(
                        "insert", .integer(bound()),
                        xs[.integer(dice.pick([0, -1, 1]))] + .integer(dice.integer(1...5)))))
        case 2:
            body.append(.evaluate(xs.dot("append", .fn("len", xs) + xs.dot("pop", .integer(dice.pick([0, 1, -1]))))))
        case 3:
            body.append(
                set(
                    name,
                    xs.slice(dice.chance(50) ? bound() : nil, dice.chance(50) ? -1 : nil, dice.pick([1, 2, -1, -2]))))
        case 4:
            let ys = fresh(.numbers)
            let (p, q) = (dice.integer(2...4), dice.integer(1...5))
            body.append(
                set(
                    ys,
                    .listComprehension(
                        "x" * .integer(dice.pick([2, 3, -1])) + .integer(q), names: ["x"], over: xs,
                        if: ("x" % .integer(p)).op(dice.pick(["==", "!="]), .integer(dice.below(p))))))
            touch(ys, .numbers)
        case 5:
            let back = dice.chance(30)
            let range: Expression = back ? .fn("range", .fn("len", xs) - 2, -1, -1) : .fn("range", 1, .fn("len", xs))
            body.append(
                .loop(["i"], over: range, [.augment(xs["i"], dice.pick(["+", "-"]), xs[back ? "i" + 1 : "i" - 1])]))
        case 6:
            // A list that shrinks while it is looped over skips elements.
            let test =
                dice.chance(50)
                ? ("x" % .integer(dice.integer(2...3))).op("==", 0)
                : v("x").op(dice.pick(["<", ">"]), .integer(dice.integer(2...10)))
            body.append(.loop(["x"], over: xs, [when(test, [.evaluate(xs.dot("remove", "x"))])]))
        case 7:
            let i =
                dice.chance(50) ? Expression.fn("range", 0, .fn("len", xs) - 1, 2) : .fn("range", .fn("len", xs) - 1)
            body.append(
                .loop(
                    ["i"], over: i,
                    [
                        when(
                            xs["i"].op(dice.pick([">", "<"]), xs["i" + 1]),
                            [.assign(.tuple([xs["i"], xs["i" + 1]]), .tuple([xs["i" + 1], xs["i"]]))])
                    ]))
        case 8:
            let ys = fresh(.numbers)
            body.append(
                set(
                    ys,
                    .listComprehension(
                        dice.pick(["a" - "b", "a" * "b", .fn("max", "a", "b"), "a" + "b"]), names: ["a", "b"],
                        over: .fn("zip", xs, dice.chance(60) ? xs.slice(1, nil) : xs.slice(nil, nil, -1)))))
            touch(ys, .numbers)
        case 9:
            // Two names for one list, or a copy: which of them is it?
            let ys = fresh(.numbers)
            body += [
                set(ys, dice.chance(60) ? xs : xs.slice(nil, nil)), .evaluate(Expression.name(ys).dot("append", xs[0])),
                .assign(Expression.name(ys)[0], .integer(dice.integer(0...9))),
            ]
            variables.append((ys, .numbers))
            touch(name, .numbers)
        case 10:
            let d = fresh(.table)
            body += [
                set(d, .dictionary([])),
                .loop(
                    ["i", "x"], over: .call("enumerate", dice.chance(30) ? [xs, 1] : [xs]),
                    [.assign(Expression.name(d)["x" % .integer(dice.integer(2...4))], "i")]),
            ]
            touch(d, .table)
        case 11:
            let total = fresh(.number)
            body.append(set(total, .fn("sum", xs.slice(nil, nil, 2)) - .fn(dice.pick(["max", "min"]), xs)))
            touch(total, .number)
        case 12:
            let (best, run) = (fresh(.number), "run")
            body += [
                set(best, 0), set(run, 0),
                .loop(
                    ["x"], over: xs,
                    [
                        set(
                            run,
                            .conditional(
                                ("x" % .integer(dice.integer(2...3))).op("==", .integer(dice.below(2))),
                                if: .name(run) + 1, else: 0)),
                        set(best, .fn("max", .name(best), .name(run))),
                    ]),
            ]
            variables.insert((best, .number), at: 0)
            touch(best, .number)
        case 13:
            body.append(
                .whileLoop(
                    .fn("len", xs).op(">", .integer(dice.integer(2...4))),
                    [
                        set("a", xs.dot("pop", 0)),
                        when(
                            ("a" % 2).op("==", .integer(dice.below(2))),
                            [.evaluate(xs.dot("append", v("a").op("//", 2)))],
                            else: dice.chance(40) ? [.augment(xs[-1], "+", "a")] : []),
                    ]))
        case 14:
            let ys = fresh(.numbers)
            let key: Expression = dice.pick([
                "x" % .integer(dice.integer(3...5)), .fn("abs", "x" - .integer(dice.integer(2...8))), 0 - "x",
            ])
            body.append(
                set(
                    ys,
                    .listComprehension(
                        v("p")[1], names: ["p"],
                        over: .fn("sorted", .listComprehension(.tuple([key, "x"]), names: ["x"], over: xs)))))
            touch(ys, .numbers)
        case 15:
            body.append(
                set(
                    name,
                    .listComprehension(
                        .conditional(
                            v("x").op(dice.pick([">", "<"]), .integer(dice.integer(0...9))),
                            if: v("x").op("//", .integer(dice.pick([2, 3, -2]))),
                            else: "x" % .integer(dice.pick([3, 4, -3]))), names: ["x"], over: xs)))
        case 16:
            let n = dice.integer(1...3)
            body.append(
                .loop(
                    ["_"], over: .fn("range", .integer(n)),
                    [.evaluate(xs.dot("append", xs.dot("pop", 0))), .assign(xs[dice.pick([0, 1])], xs[-1] - xs[0])]))
        default:
            let s = fresh(.text)
            body.append(
                set(
                    s,
                    Expression.string(dice.pick(["", "-", ","])).dot(
                        "join",
                        .listComprehension(
                            .fn("str", "x"), names: ["x"], over: xs,
                            if: v("x").op(dice.pick([">=", ">", "!="]), .integer(dice.integer(0...4)))))))
            touch(s, .text)
        }
    }

    mutating func numberStep(_ name: String) {
        let n = Expression.name(name)
        switch dice.below(5) {
        case 0:
            body.append(
                set(
                    name,
                    (n * .integer(dice.integer(2...7)) - .integer(dice.integer(1...20)))
                        % .integer(dice.integer(5...17))))
        case 1:
            body.append(
                when(
                    n.op(dice.pick([">", "<="]), .integer(dice.integer(2...10))),
                    [.augment(n, dice.pick(["-", "*"]), .integer(dice.integer(2...5)))],
                    else: [.augment(n, "+", .integer(dice.integer(3...9)))]))
        case 2:
            let xs = fresh(.numbers)
            body.append(
                set(
                    xs,
                    .listComprehension(
                        "i" * "i" % .integer(dice.integer(4...9)), names: ["i"],
                        over: .fn("range", 1, .fn("abs", n) % 7 + 3))))
            touch(xs, .numbers)
        case 3:
            let s = fresh(.text)
            body.append(
                set(
                    s,
                    .fn("str", n * .integer(dice.pick([7, 11, 13, 101, 37]))).dot(
                        "zfill", .integer(dice.integer(4...6)))))
            touch(s, .text)
        default:
            let xs = fresh(.numbers)
            body += [
                set(xs, .list([])),
                set("q", .fn("abs", n) * .integer(dice.integer(3...9)) + .integer(dice.integer(1...9))),
                .whileLoop(
                    v("q").op(">", 0),
                    [
                        .evaluate(Expression.name(xs).dot("append", "q" % .integer(dice.integer(2...5)))),
                        .augment("q", "//", .integer(dice.integer(2...4))),
                    ]),
            ]
            touch(xs, .numbers)
        }
    }

    mutating func wordsStep(_ name: String) {
        let ws = Expression.name(name)
        switch dice.below(12) {
        case 0:
            body.append(
                set(
                    name,
                    .call(
                        "sorted", [ws],
                        named: dice.pick([
                            [("key", .name("len"))], [("key", .name("len")), ("reverse", .boolean(true))],
                            [("reverse", .boolean(true))], [],
                        ]))))
        case 1:
            body.append(
                set(
                    name,
                    .listComprehension(
                        v("w").slice(nil, nil, -1), names: ["w"], over: ws,
                        if: dice.chance(50) ? (.fn("len", "w") % 2).op("==", .integer(dice.below(2))) : nil)))
        case 2:
            let s = fresh(.text)
            body.append(
                set(
                    s,
                    Expression.string(dice.pick(["", " ", "-", "a"])).dot(
                        "join", dice.chance(50) ? ws : ws.slice(nil, nil, dice.pick([2, -1])))))
            touch(s, .text)
        case 3:
            let d = fresh(.table)
            body += [
                set(d, .dictionary([])),
                .loop(
                    ["w"], over: ws,
                    [
                        .evaluate(
                            Expression.name(d).dot(
                                "setdefault", dice.chance(50) ? .fn("len", "w") : v("w").slice(0, 1), .list([])
                            ).dot("append", "w"))
                    ]),
            ]
            variables.append((d, .table))
            let out = fresh(.words)
            body.append(set(out, .listComprehension(v("v")[-1], names: ["v"], over: Expression.name(d).dot("values"))))
            variables.removeAll { $0.name == d }
            touch(out, .words)
        case 4:
            let d = fresh(.table)
            body.append(
                set(
                    d,
                    .dictionaryComprehension(
                        v("w")[dice.pick([0, -1])], "i", names: ["i", "w"],
                        over: .call("enumerate", dice.chance(40) ? [ws, 1] : [ws]))))
            touch(d, .table)
        case 5:
            body.append(
                .evaluate(
                    ws.dot(
                        "insert", .integer(bound()),
                        ws.dot("pop", .integer(dice.pick([0, -1]))).dot(dice.pick(["upper", "title", "swapcase"])))))
        case 6:
            body.append(
                .loop(
                    ["w"], over: ws,
                    [
                        when(
                            .fn("len", "w").op(dice.pick(["<", ">="]), .integer(dice.integer(3...4))),
                            [.evaluate(ws.dot("remove", "w"))])
                    ]))
        case 7:
            let xs = fresh(.numbers)
            body.append(
                set(
                    xs,
                    .listComprehension(
                        .fn("len", "w")
                            * .conditional(v("w").op("<", .string(dice.pick(["l", "f", "p"]))), if: 1, else: -1),
                        names: ["w"], over: ws)))
            touch(xs, .numbers)
        case 8:
            body.append(
                set(
                    name,
                    .listComprehension(
                        v("a").slice(nil, 2) + v("b").slice(-2, nil), names: ["a", "b"],
                        over: .fn("zip", ws, dice.chance(50) ? ws.slice(1, nil) : ws.slice(nil, nil, -1)))))
        case 9: body.append(set(name, ws.slice(dice.chance(50) ? bound() : nil, nil, dice.pick([2, -1, -2]))))
        case 10:
            let s = fresh(.text)
            body.append(
                set(
                    s,
                    .fn(dice.pick(["max", "min"]), ws)
                        + .fn(
                            dice.pick(["max", "min"]), .listComprehension(v("w").slice(1, nil), names: ["w"], over: ws))
                ))
            touch(s, .text)
        default:
            body.append(
                set(
                    name,
                    .listComprehension(
                        v("w").dot("replace", letter(), .string(dice.pick(["", "0", "oo"]))).dot(
                            dice.pick(["title", "upper", "capitalize"])), names: ["w"], over: ws)))
        }
    }

    mutating func tableStep(_ name: String) {
        let d = Expression.name(name)
        switch dice.below(10) {
        case 0:
            let ks = fresh(.words)
            body.append(
                set(
                    ks,
                    .listComprehension(
                        v("p")[1], names: ["p"],
                        over: .fn(
                            "sorted",
                            .listComprehension(
                                .tuple([dice.chance(50) ? "v" : 0 - "v", .fn("str", "k")]), names: ["k", "v"],
                                over: d.dot("items"))))))
            touch(ks, .words)
        case 1: body.append(set(name, .dictionaryComprehension("v", "k", names: ["k", "v"], over: d.dot("items"))))
        case 2:
            body.append(
                .loop(
                    ["k"], over: .fn("list", d),
                    [
                        when(
                            d["k"].op(dice.pick(["<", ">"]), .integer(dice.integer(1...6))),
                            [.evaluate(d.dot("pop", "k"))], else: [.augment(d["k"], "-", 1)])
                    ]))
        case 3:
            let xs = fresh(.numbers)
            body.append(
                set(xs, .listComprehension("v" + "i", names: ["i", "v"], over: .fn("enumerate", d.dot("values")))))
            touch(xs, .numbers)
        case 4:
            body.append(
                set(
                    name,
                    .dictionaryComprehension(
                        .fn("str", "k").slice(nil, dice.integer(1...2)), "v" * .integer(dice.integer(2...3)) % 7,
                        names: ["k", "v"], over: d.dot("items"))))
        case 5:
            let total = fresh(.number)
            body += [
                set(total, 0),
                .loop(
                    ["k", "v"], over: d.dot("items"),
                    [
                        .branch(
                            [(("v" % .integer(dice.integer(2...3))).op("==", 0), [.augment(.name(total), "+", "v")])],
                            else: [.augment(.name(total), "-", dice.chance(50) ? 1 : .fn("len", .fn("str", "k")))])
                    ]),
            ]
            touch(total, .number)
        case 6:
            body += [
                .assign(d[.fn("len", d)], .fn("max", d.dot("values"))),
                .assign(d[.fn("min", d.dot("values"))], .fn("len", d)),
            ]
        case 7:
            body.append(
                set(
                    name,
                    .dictionaryComprehension(
                        "v" % .integer(dice.integer(2...4)), .fn("str", "k").dot("upper"), names: ["k", "v"],
                        over: d.dot("items"))))
        case 8:
            let s = fresh(.text)
            body.append(
                set(
                    s,
                    Expression.string("").dot(
                        "join",
                        .listComprehension(
                            .fn("str", "k").slice(nil, 2) + .fn("str", "v"), names: ["k", "v"],
                            over: .fn("sorted", d.dot("items"))))))
            touch(s, .text)
        default:
            body += [
                set("seen", .list([])),
                .loop(
                    ["k", "v"], over: d.dot("items"),
                    [
                        when(
                            v("v").op("not in", "seen"), [.evaluate(v("seen").dot("append", "v"))],
                            else: [.assign(d["k"], .fn("len", "seen") * -1)])
                    ]),
            ]
            variables.append(("seen", .numbers))
            touch(name, .table)
        }
    }
}
