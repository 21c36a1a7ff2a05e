import Base

/// The steps over lists of words and over dictionaries.
extension PythonWriter {
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
