import Base

/// The built-in functions that programs may call.
extension Evaluator {
    func call(_ name: String, _ arguments: [Value], reverse: Bool, byLength: Bool) throws -> Value {
        guard let first = arguments.first else { throw Refusal.unsupported }
        switch name {
        case "len": return .integer(try length(of: first))
        case "abs": return .integer(abs(try number(first)))
        case "int":
            guard case .string(let digits) = first else { return .integer(try number(first)) }
            guard !digits.isEmpty, digits.count < 12, digits.allSatisfy({ (0x30...0x39).contains($0) }),
                let value = Int(String(decoding: digits, as: UTF8.self))
            else { throw Refusal.value }
            return .integer(value)
        case "str":
            if case .string = first { return first }
            guard let literal = first.literal else { throw Refusal.unsupported }
            return .text(literal)
        case "ord":
            guard case .string(let bytes) = first, bytes.count == 1 else { throw Refusal.type }
            return .integer(Int(bytes[0]))
        case "chr":
            let code = try number(first)
            guard (0x20..<0x7F).contains(code) else { throw Refusal.value }
            return .string([UInt8(code)])
        case "range":
            let bounds = try arguments.map { try number($0) }
            let (from, to, by) =
                switch bounds.count {
                case 1: (0, bounds[0], 1)
                case 2: (bounds[0], bounds[1], 1)
                default: (bounds[0], bounds[1], bounds[2])
                }
            guard by != 0, abs(to - from) < 10_000 else { throw Refusal.value }
            return .tuple(stride(from: from, to: to, by: by).map { .integer($0) })
        case "list": return .list(.init(try elements(of: first)))
        case "tuple": return .tuple(try elements(of: first))
        case "set": return .set(try unique(elements(of: first)))
        case "reversed": return .tuple(try elements(of: first).reversed())
        case "sorted": return .list(.init(try sorted(unordered(first), reverse: reverse, byLength: byLength)))
        case "sum": return try bounded(try elements(of: first).reduce(0) { $0 + (try number($1)) })
        case "min", "max":
            let items = arguments.count > 1 ? arguments : try unordered(first)
            guard var best = items.first else { throw Refusal.value }
            for item in items.dropFirst() {
                guard let isLess = name == "min" ? item.isLess(than: best) : best.isLess(than: item) else {
                    throw Refusal.type
                }
                if isLess { best = item }
            }
            return best
        case "enumerate":
            let start = arguments.count > 1 ? try number(arguments[1]) : 0
            return .tuple(try elements(of: first).enumerated().map { .tuple([.integer($0 + start), $1]) })
        case "zip":
            let columns = try arguments.map { try elements(of: $0) }
            let count = columns.map(\.count).min() ?? 0
            return .tuple((0..<count).map { row in .tuple(columns.map { $0[row] }) })
        default: throw Refusal.unsupported
        }
    }

    func number(_ value: Value) throws -> Int {
        guard let number = value.number else { throw Refusal.type }
        return number
    }

    private func length(of value: Value) throws -> Int {
        if case .set(let items) = value { return items.count }
        return try elements(of: value).count
    }

    private func unordered(_ value: Value) throws -> [Value] {
        if case .set(let items) = value { return items }
        return try elements(of: value)
    }

    private func unique(_ items: [Value]) throws -> [Value] {
        var out: [Value] = []
        for item in items where !out.contains(where: { $0.equals(item) }) { out.append(try hashable(item)) }
        return out
    }

    /// Stable, also in reverse, as Python's sort is.
    func sorted(_ items: [Value], reverse: Bool, byLength: Bool) throws -> [Value] {
        let keys = try items.map { byLength ? .integer(try length(of: $0)) : $0 }
        var order: [Int] = []
        for index in items.indices {
            var at = order.count
            while at > 0 {
                let other = keys[order[at - 1]]
                guard let moves = reverse ? other.isLess(than: keys[index]) : keys[index].isLess(than: other) else {
                    throw Refusal.type
                }
                if !moves { break }
                at -= 1
            }
            order.insert(index, at: at)
        }
        return order.map { items[$0] }
    }
}
