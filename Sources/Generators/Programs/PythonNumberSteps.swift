import Base

/// The steps over lists of numbers and over numbers.
extension PythonWriter {
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
}
