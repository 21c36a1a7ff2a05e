import Base

/// Writes random Python functions: a chain of steps, each of which takes a variable of some type and changes it or makes another.
///
/// The steps are those over which models stumble in different ways: slices with negative steps, lists that change while they are looped over, two names for one list, keys that collide, methods whose edge cases few remember.
struct PythonWriter {
    enum Kind: Hashable { case text, numbers, words, table, number }

    var dice: SplitMix64
    var variables: [(name: String, kind: Kind)] = []
    var body: [Statement] = []

    init(dice: SplitMix64) { self.dice = dice }

    static let lines = [
        "plum and cedar", "Northern Lights", "banana bread", "one-two-three", "Mississippi", "kayak level noon",
        "a,b,,c,d",
        "tomorrow never", "The quick fox", "abracadabra", "x1y22z333", "hello-world", "Copper Kettle", "level up",
        "ParaLLel",
        "under_score_case", "bookkeeper", "no lemon no melon", "zigzag path", "Winter2Spring", "committee",
        "red green red blue",
        "  padded text ", "seven eleven", "AaBbCcAa", "quick brown quick", "assess", "...dots..and...dots",
        "tea for two", "OneTwoThree",
    ]
    static let words = [
        "oak", "elm", "birch", "ash", "pine", "cedar", "maple", "fir", "Yew", "alder", "hazel", "Rowan", "kiwi", "fig",
        "plum", "otter",
        "lynx", "wren", "Ibis", "crane", "salt", "rye", "oat", "mint", "sage", "dill", "noon", "level", "data", "loop",
    ]

    /// A function of `steps` steps over one or two parameters.
    mutating func program(steps: Int) -> Program {
        var parameters: [String] = []
        var arguments: [Expression] = []
        let first = dice.pick([Kind.text, .numbers, .words, .table])
        for kind in [first]
            + (dice.chance(40) ? [dice.pick([Kind.number, .text, .numbers].filter { $0 != first })] : [])
        {
            let name = fresh(kind)
            parameters.append(name)
            arguments.append(argument(kind))
            variables.append((name, kind))
        }
        for _ in 0..<steps { step() }
        body.append(.result(answer(parameters)))
        return Program(parameters: parameters, body: body, arguments: arguments)
    }

    /// The variable made last, often with a second one.
    private mutating func answer(_ parameters: [String]) -> Expression {
        let last = variables[variables.count - 1].name
        let others = variables.dropLast().map(\.name)
        guard let other = others.last, dice.chance(45) else { return .name(last) }
        return .tuple([.name(last), .name(dice.chance(60) ? other : dice.pick(others))])
    }

    /// A name that is not in use and suits the kind.
    mutating func fresh(_ kind: Kind) -> String {
        let names: [String] =
            switch kind {
            case .text: ["s", "text", "out", "t", "acc", "u"]
            case .numbers: ["nums", "xs", "ys", "res", "vals", "zs"]
            case .words: ["words", "parts", "items", "ws", "names", "chunks"]
            case .table: ["d", "counts", "table", "seen", "m", "e"]
            case .number: ["n", "k", "total", "best", "c", "p"]
            }
        let used = Set(variables.map(\.name))
        return names.first { !used.contains($0) } ?? "v\(variables.count)"
    }

    private mutating func argument(_ kind: Kind) -> Expression {
        switch kind {
        case .text: return .string(dice.pick(Self.lines))
        case .numbers: return .list((0..<dice.integer(5...8)).map { _ in .integer(dice.integer(-9...20)) })
        case .words: return .list(dice.sample(Self.words, dice.integer(4...6)).map { .string($0) })
        case .table:
            return .dictionary(
                dice.sample(Self.words, dice.integer(3...5)).map { (.string($0), .integer(dice.integer(0...12))) })
        case .number: return .integer(dice.integer(2...9))
        }
    }

    /// A variable of a kind, the latest more often.
    mutating func variable(_ kind: Kind) -> String? {
        let fitting = variables.filter { $0.kind == kind }.map(\.name)
        guard let last = fitting.last else { return nil }
        return dice.chance(70) ? last : dice.pick(fitting)
    }

    /// Makes `name` the variable that came last, so that the next steps and the answer turn to it.
    mutating func touch(_ name: String, _ kind: Kind) {
        variables.removeAll { $0.name == name }
        variables.append((name, kind))
    }

    private mutating func step() {
        guard let (name, kind) = variables.last else { return }
        let target = dice.chance(75) ? (name, kind) : dice.pick(variables.map { ($0.name, $0.kind) })
        switch target.1 {
        case .text: textStep(target.0)
        case .numbers: numbersStep(target.0)
        case .words: wordsStep(target.0)
        case .table: tableStep(target.0)
        case .number: numberStep(target.0)
        }
    }
}
