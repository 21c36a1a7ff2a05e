import Base

/// Runs a `Program` and says what it returns. Whatever the real language would refuse, or whatever is not implemented here, is thrown, and the program is not used as a probe.
struct Evaluator {
    /// Why a program was given up.
    enum Refusal: Error { case type, name, index, value, overflow, tooLong, unsupported }

    private enum Flow { case next, stop, skip, result(Value) }

    let language: Program.Language
    private var variables: [String: Value] = [:]
    private var steps = 0

    /// Steps after which a program counts as endless.
    private let mostSteps: Int
    /// Largest number that may occur, so that no language overflows.
    private let largest: Int

    private init(_ language: Program.Language, mostSteps: Int) {
        self.language = language
        self.mostSteps = mostSteps
        largest = language == .c ? Int(Int32.max) : 1_000_000_000_000
    }

    /// What `program` returns when it is called with its arguments; thrown where it takes more than `steps` steps.
    static func run(_ program: Program, as language: Program.Language = .python, atMost steps: Int = 4_000) throws
        -> Value
    {
        var evaluator = Evaluator(language, mostSteps: steps)
        let arguments = try program.arguments.map { try evaluator.value($0) }
        for (name, argument) in zip(program.parameters, arguments) { evaluator.variables[name] = argument }
        if case .result(let value) = try evaluator.run(program.body) { return value }
        return .none
    }

    private mutating func step() throws {
        steps += 1
        if steps > mostSteps { throw Refusal.tooLong }
    }

    private mutating func run(_ statements: [Statement]) throws -> Flow {
        for statement in statements {
            let flow = try run(statement)
            guard case .next = flow else { return flow }
        }
        return .next
    }

    private mutating func run(_ statement: Statement) throws -> Flow {
        try step()
        switch statement {
        case .assign(let target, let source): try assign(try value(source), to: target)
        case .augment(let target, let sign, let source):
            // `list += list` changes the list itself, as `extend` does.
            if sign == "+", case .list(let box) = try value(target) {
                box.items += try elements(of: value(source))
            } else {
                try assign(try apply(sign, value(target), value(source)), to: target)
            }
        case .evaluate(let expression): _ = try value(expression)
        case .loop(let names, let source, let body): return try loop(names, over: value(source), body)
        case .whileLoop(let test, let body):
            while try value(test).isTrue {
                try step()
                switch try run(body) {
                case .stop: return .next
                case .result(let value): return .result(value)
                case .next, .skip: break
                }
            }
        case .branch(let branches, let otherwise):
            for (test, body) in branches where try value(test).isTrue { return try run(body) }
            return try run(otherwise)
        case .result(let expression): return .result(try value(expression))
        case .stop: return .stop
        case .skip: return .skip
        }
        return .next
    }

    /// Loops see the changes that their body makes to a list, and refuse a dictionary that grows or shrinks, as Python does.
    private mutating func loop(_ names: [String], over source: Value, _ body: [Statement]) throws -> Flow {
        var index = 0
        let fixed: [Value]
        let size: Int?
        switch source {
        case .list: (fixed, size) = ([], nil)
        case .dictionary(let box): (fixed, size) = (box.keys, box.keys.count)
        default: (fixed, size) = (try elements(of: source), nil)
        }
        while true {
            let item: Value
            if case .list(let box) = source {
                guard index < box.items.count else { return .next }
                item = box.items[index]
            } else {
                if case .dictionary(let box) = source, box.keys.count != size { throw Refusal.value }
                guard index < fixed.count else { return .next }
                item = fixed[index]
            }
            index += 1
            try step()
            try bind(names, to: item)
            switch try run(body) {
            case .stop: return .next
            case .result(let value): return .result(value)
            case .next, .skip: break
            }
        }
    }

    private mutating func bind(_ names: [String], to item: Value) throws {
        if names.count == 1 {
            variables[names[0]] = item
            return
        }
        let parts = try elements(of: item)
        guard parts.count == names.count else { throw Refusal.value }
        for (name, part) in zip(names, parts) { variables[name] = part }
    }

    private mutating func assign(_ new: Value, to target: Expression) throws {
        switch target {
        case .name(let name): variables[name] = new
        case .tuple(let targets):
            let parts = try elements(of: new)
            guard parts.count == targets.count else { throw Refusal.value }
            for (target, part) in zip(targets, parts) { try assign(part, to: target) }
        case .index(let owner, let key):
            switch (try value(owner), try value(key)) {
            case (.list(let box), let key):
                guard let at = key.number else { throw Refusal.type }
                box.items[try position(at, in: box.items.count)] = new
            case (.dictionary(let box), let key): box[try hashable(key)] = new
            default: throw Refusal.type
            }
        default: throw Refusal.unsupported
        }
    }

    /// Index from either end. C has no negative ones.
    func position(_ index: Int, in count: Int) throws -> Int {
        let at = index < 0 && language == .python ? index + count : index
        guard at >= 0, at < count else { throw Refusal.index }
        return at
    }

    func hashable(_ key: Value) throws -> Value {
        switch key {
        case .list, .dictionary, .set: throw Refusal.type
        case .tuple(let items):
            for item in items { _ = try hashable(item) }
            return key
        default: return key
        }
    }

    func elements(of value: Value) throws -> [Value] {
        switch value {
        case .list(let box): box.items
        case .tuple(let items): items
        case .string(let bytes): bytes.map { .string([$0]) }
        case .dictionary(let box): box.keys
        default: throw Refusal.type
        }
    }
}

// MARK: - Expressions

extension Evaluator {
    mutating func value(_ expression: Expression) throws -> Value {
        try step()
        switch expression {
        case .integer(let number): return .integer(number)
        case .string(let text): return .text(text)
        case .boolean(let flag): return .boolean(flag)
        case .name(let name):
            guard let value = variables[name] else { throw Refusal.name }
            return value
        case .list(let items): return .list(.init(try items.map { try value($0) }))
        case .tuple(let items): return .tuple(try items.map { try value($0) })
        case .dictionary(let pairs):
            let box = Value.DictionaryBox()
            for (key, item) in pairs { box[try hashable(value(key))] = try value(item) }
            return .dictionary(box)
        case .unary("not", let operand): return .boolean(!(try value(operand).isTrue))
        case .unary(_, let operand):
            guard let number = try value(operand).number else { throw Refusal.type }
            return .integer(-number)
        case .binary("and", let a, let b):
            let left = try value(a)
            return left.isTrue ? try value(b) : left
        case .binary("or", let a, let b):
            let left = try value(a)
            return left.isTrue ? left : try value(b)
        case .binary(let sign, let a, let b): return try apply(sign, value(a), value(b))
        case .index(let owner, let key): return try item(of: value(owner), at: value(key))
        case .slice(let owner, let from, let to, let by):
            return try slice(
                value(owner), from: from.map { try integer($0) }, to: to.map { try integer($0) },
                by: by.map { try integer($0) } ?? 1)
        case .call(let name, let arguments, let named):
            return try call(
                name, arguments.map { try value($0) },
                reverse: named.contains { $0.0 == "reverse" }, byLength: named.contains { $0.0 == "key" })
        case .method(let owner, let name, let arguments):
            return try method(of: value(owner), name, arguments.map { try value($0) })
        case .conditional(let test, let yes, let no): return try value(test).isTrue ? value(yes) : value(no)
        case .listComprehension(let element, let names, let source, let test):
            return .list(.init(try comprehend(names, over: source, if: test) { try $0.value(element) }))
        case .dictionaryComprehension(let key, let element, let names, let source):
            let box = Value.DictionaryBox()
            for pair in try comprehend(
                names, over: source, if: nil, { .tuple([try $0.value(key), try $0.value(element)]) })
            {
                guard case .tuple(let parts) = pair else { continue }
                box[try hashable(parts[0])] = parts[1]
            }
            return .dictionary(box)
        }
    }

    private mutating func integer(_ expression: Expression) throws -> Int {
        guard let number = try value(expression).number else { throw Refusal.type }
        return number
    }

    /// The names of a comprehension are its own.
    private mutating func comprehend(
        _ names: [String], over source: Expression, if test: Expression?,
        _ element: (inout Evaluator) throws -> Value
    ) throws -> [Value] {
        let items = try elements(of: value(source))
        let before = names.map { variables[$0] }
        var out: [Value] = []
        for item in items {
            try bind(names, to: item)
            if let test, !(try value(test).isTrue) { continue }
            out.append(try element(&self))
        }
        for (name, old) in zip(names, before) { variables[name] = old }
        return out
    }

    func item(of owner: Value, at key: Value) throws -> Value {
        switch owner {
        case .dictionary(let box):
            guard let value = box[try hashable(key)] else { throw Refusal.index }
            return value
        case .list, .tuple, .string:
            guard let at = key.number else { throw Refusal.type }
            let items = try elements(of: owner)
            return items[try position(at, in: items.count)]
        default: throw Refusal.type
        }
    }

    /// Python's slices: bounds are clipped, and a negative step runs from the end.
    func slice(_ owner: Value, from: Int?, to: Int?, by step: Int) throws -> Value {
        guard step != 0 else { throw Refusal.value }
        let items = try elements(of: owner)
        let count = items.count
        func clipped(_ bound: Int?, _ standard: Int) -> Int {
            guard let bound else { return standard }
            let at = bound < 0 ? bound + count : bound
            return step > 0 ? min(max(at, 0), count) : min(max(at, -1), count - 1)
        }
        let start = clipped(from, step > 0 ? 0 : count - 1)
        let end = clipped(to, step > 0 ? count : -1)
        let picked = stride(from: start, to: end, by: step).map { items[$0] }
        switch owner {
        case .string:
            return .string(
                picked.flatMap { item -> [UInt8] in if case .string(let bytes) = item { bytes } else { [] } })
        case .tuple: return .tuple(picked)
        case .list: return .list(.init(picked))
        default: throw Refusal.type
        }
    }

    func bounded(_ number: Int) throws -> Value {
        guard abs(number) <= largest else { throw Refusal.overflow }
        return .integer(number)
    }

    func apply(_ sign: String, _ left: Value, _ right: Value) throws -> Value {
        switch sign {
        case "==": return .boolean(left.equals(right))
        case "!=": return .boolean(!left.equals(right))
        case "<": return .boolean(try less(left, right))
        case ">": return .boolean(try less(right, left))
        case "<=": return .boolean(try left.equals(right) || less(left, right))
        case ">=": return .boolean(try left.equals(right) || less(right, left))
        case "in", "not in": return .boolean(try contains(right, left) == (sign == "in"))
        default: break
        }
        if let a = left.number, let b = right.number { return try arithmetic(sign, a, b) }
        switch (sign, left, right) {
        case ("+", .string(let a), .string(let b)): return .string(try short(a + b))
        case ("+", .list(let a), .list(let b)): return .list(.init(try short(a.items + b.items)))
        case ("+", .tuple(let a), .tuple(let b)): return .tuple(try short(a + b))
        case ("*", .string(let text), let count), ("*", let count, .string(let text)):
            guard let count = count.number else { throw Refusal.type }
            return .string(try short(Array(repeatElement(text, count: min(max(count, 0), 1_000)).joined())))
        case ("*", .list(let box), let count):
            guard let count = count.number else { throw Refusal.type }
            return .list(.init(try short(Array(repeatElement(box.items, count: min(max(count, 0), 1_000)).joined()))))
        default: throw Refusal.type
        }
    }

    /// Refuses what grew beyond use.
    private func short<Element>(_ items: [Element]) throws -> [Element] {
        guard items.count <= 1_000 else { throw Refusal.tooLong }
        return items
    }

    private func less(_ a: Value, _ b: Value) throws -> Bool {
        guard let answer = a.isLess(than: b) else { throw Refusal.type }
        return answer
    }

    private func contains(_ whole: Value, _ part: Value) throws -> Bool {
        switch whole {
        case .string(let text):
            guard case .string(let part) = part else { throw Refusal.type }
            return Ascii.first(part, in: text) != nil
        case .set(let items): return items.contains { $0.equals(part) }
        case .dictionary(let box): return box.index(of: part) != nil
        default: return try elements(of: whole).contains { $0.equals(part) }
        }
    }

    /// Python rounds quotients down and gives remainders the divisor's sign; C cuts quotients towards zero.
    private func arithmetic(_ sign: String, _ a: Int, _ b: Int) throws -> Value {
        switch sign {
        case "+": return try bounded(a + b)
        case "-": return try bounded(a - b)
        case "*":
            let (product, overflow) = a.multipliedReportingOverflow(by: b)
            guard !overflow else { throw Refusal.overflow }
            return try bounded(product)
        case "//", "%":
            guard b != 0 else { throw Refusal.value }
            let quotient = a / b
            let remainder = a % b
            let down = language == .python && remainder != 0 && (remainder < 0) != (b < 0)
            return .integer(sign == "%" ? remainder + (down ? b : 0) : quotient - (down ? 1 : 0))
        case "**":
            guard (0...20).contains(b) else { throw Refusal.value }
            var power = 1
            for _ in 0..<b {
                let (product, overflow) = power.multipliedReportingOverflow(by: a)
                guard !overflow else { throw Refusal.overflow }
                power = product
            }
            return try bounded(power)
        case "&", "|", "^", "<<", ">>":
            // Negative operands are left out: C leaves some of them to the compiler.
            guard a >= 0, b >= 0, sign.utf8.count == 1 || b < 16 else { throw Refusal.value }
            switch sign {
            case "&": return .integer(a & b)
            case "|": return .integer(a | b)
            case "^": return .integer(a ^ b)
            case "<<": return try bounded(a << b)
            default: return .integer(a >> b)
            }
        default: throw Refusal.unsupported
        }
    }
}
