import Base

/// Prints programs as Python or C source.
struct Printer {
    let language: Program.Language

    /// Binding strength of an operator; both languages agree on the order of those used here, and mixed bit operators are bracketed.
    private static func strength(_ sign: String) -> Int {
        switch sign {
        case "or": 1
        case "and": 2
        case "in", "not in", "==", "!=", "<", ">", "<=", ">=": 4
        case "&", "|", "^", "<<", ">>": 5
        case "+", "-": 6
        case "*", "//", "%": 7
        case "**": 9
        default: 0
        }
    }

    func text(_ expression: Expression, inside outer: Int = 0) -> String {
        switch expression {
        case .integer(let number): return number < 0 && outer > 0 ? "(\(number))" : String(number)
        case .string(let text): return language == .c ? "\"\(text)\"" : Value.quoted(Array(text.utf8))
        case .boolean(let flag): return flag ? "True" : "False"
        case .name(let name): return name
        case .list(let items):
            let inner = items.map { text($0) }.joined(separator: ", ")
            return language == .c ? "{\(inner)}" : "[\(inner)]"
        case .tuple(let items):
            let inner = items.map { text($0) }.joined(separator: ", ")
            return items.count == 1 ? "(\(inner),)" : "(\(inner))"
        case .dictionary(let pairs):
            return "{\(pairs.map { "\(text($0)): \(text($1))" }.joined(separator: ", "))}"
        case .unary("not", let operand):
            return wrap(language == .c ? "!\(text(operand, inside: 8))" : "not \(text(operand, inside: 3))", 3, outer)
        case .unary(let sign, let operand): return wrap("\(sign)\(text(operand, inside: 8))", 8, outer)
        case .binary(let sign, let a, let b):
            let own = Self.strength(sign)
            if own == 5 {
                // C's bit operators bind less than comparisons and Python's more, so they are always in brackets.
                return wrap("\(text(a, inside: 8)) \(sign) \(text(b, inside: 8))", 0, outer)
            }
            let left = own == 4 || own == 9 ? own + 1 : own
            return wrap("\(text(a, inside: left)) \(spelled(sign)) \(text(b, inside: own + 1))", own, outer)
        case .index(let owner, let key): return "\(text(owner, inside: 10))[\(text(key))]"
        case .slice(let owner, let from, let to, let by):
            let bounds = [from, to].map { $0.map { text($0) } ?? "" }.joined(separator: ":")
            return "\(text(owner, inside: 10))[\(bounds)\(by.map { ":" + text($0) } ?? "")]"
        case .call(let name, let arguments, let named):
            let all = arguments.map { text($0) } + named.map { "\($0.0)=\(text($0.1))" }
            return "\(name)(\(all.joined(separator: ", ")))"
        case .method(let owner, let name, let arguments):
            return "\(text(owner, inside: 10)).\(name)(\(arguments.map { text($0) }.joined(separator: ", ")))"
        case .conditional(let test, let yes, let no):
            let whole =
                language == .c
                ? "\(text(test, inside: 1)) ? \(text(yes, inside: 1)) : \(text(no, inside: 1))"
                : "\(text(yes, inside: 1)) if \(text(test, inside: 1)) else \(text(no, inside: 1))"
            return wrap(whole, 0, outer)
        case .listComprehension(let element, let names, let source, let test):
            let condition = test.map { " if \(text($0, inside: 1))" } ?? ""
            return "[\(text(element)) for \(names.joined(separator: ", ")) in \(text(source, inside: 1))\(condition)]"
        case .dictionaryComprehension(let key, let value, let names, let source):
            return "{\(text(key)): \(text(value)) for \(names.joined(separator: ", ")) in \(text(source, inside: 1))}"
        }
    }

    private func wrap(_ text: String, _ own: Int, _ outer: Int) -> String { own < outer ? "(\(text))" : text }

    private func spelled(_ sign: String) -> String {
        guard language == .c else { return sign }
        return ["//": "/", "and": "&&", "or": "||"][sign] ?? sign
    }

    // MARK: Python

    func python(_ program: Program, named name: String = "f") -> String {
        (["def \(name)(\(program.parameters.joined(separator: ", "))):"] + program.body.flatMap { python($0, "    ") })
            .joined(separator: "\n")
    }

    private func python(_ statement: Statement, _ indent: String) -> [String] {
        func block(_ head: String, _ body: [Statement]) -> [String] {
            [indent + head] + body.flatMap { python($0, indent + "    ") }
        }
        switch statement {
        case .assign(.tuple(let targets), .tuple(let sources)):
            return [
                "\(indent)\(targets.map { text($0) }.joined(separator: ", ")) = \(sources.map { text($0) }.joined(separator: ", "))"
            ]
        case .assign(.tuple(let targets), let source):
            return ["\(indent)\(targets.map { text($0) }.joined(separator: ", ")) = \(text(source))"]
        case .assign(let target, let source): return ["\(indent)\(text(target)) = \(text(source))"]
        case .augment(let target, let sign, let source): return ["\(indent)\(text(target)) \(sign)= \(text(source))"]
        case .evaluate(let expression): return [indent + text(expression)]
        case .loop(let names, let source, let body):
            return block("for \(names.joined(separator: ", ")) in \(text(source)):", body)
        case .whileLoop(let test, let body): return block("while \(text(test)):", body)
        case .branch(let branches, let otherwise):
            var out: [String] = []
            for (index, (test, body)) in branches.enumerated() {
                out += block("\(index == 0 ? "if" : "elif") \(text(test)):", body)
            }
            return out + (otherwise.isEmpty ? [] : block("else:", otherwise))
        case .result(.tuple(let items)) where items.count > 1:
            return ["\(indent)return \(items.map { text($0) }.joined(separator: ", "))"]
        case .result(let expression): return ["\(indent)return \(text(expression))"]
        case .stop: return [indent + "break"]
        case .skip: return [indent + "continue"]
        }
    }

    // MARK: C

    /// The statements of a C function; names that were not declared before are declared where they are first set.
    func c(_ statements: [Statement], declared: inout Set<String>, indent: String = "    ") -> [String] {
        var out: [String] = []
        for statement in statements { out += c(statement, &declared, indent) }
        return out
    }

    private func c(_ statement: Statement, _ declared: inout Set<String>, _ indent: String) -> [String] {
        func block(_ head: String, _ body: [Statement], _ declared: Set<String>) -> [String] {
            var inner = declared
            return ["\(indent)\(head) {"] + c(body, declared: &inner, indent: indent + "    ")
        }
        switch statement {
        case .assign(.name(let name), let source):
            let isNew = declared.insert(name).inserted
            return ["\(indent)\(isNew ? "int " : "")\(name) = \(text(source));"]
        case .assign(let target, let source): return ["\(indent)\(text(target)) = \(text(source));"]
        case .augment(let target, let sign, let source):
            return ["\(indent)\(text(target)) \(spelled(sign))= \(text(source));"]
        case .evaluate(let expression): return ["\(indent)\(text(expression));"]
        case .loop(let names, .call(_, let bounds, _), let body):
            let name = names[0]
            let (from, to, by) =
                bounds.count == 1
                ? (.integer(0), bounds[0], 1) : (bounds[0], bounds[1], bounds.count > 2 ? step(bounds[2]) : 1)
            let stepping =
                by == 1 ? "\(name)++" : by == -1 ? "\(name)--" : by > 0 ? "\(name) += \(by)" : "\(name) -= \(-by)"
            let test = if case .integer(-1) = to { ">= 0" } else { "\(by > 0 ? "<" : ">") \(text(to, inside: 5))" }
            return block(
                "for (int \(name) = \(text(from)); \(name) \(test); \(stepping))",
                body, declared.union([name])) + ["\(indent)}"]
        case .loop: return []
        case .whileLoop(let test, let body): return block("while (\(text(test)))", body, declared) + ["\(indent)}"]
        case .branch(let branches, let otherwise):
            var out: [String] = []
            for (index, (test, body)) in branches.enumerated() {
                let head = block("if (\(text(test)))", body, declared)
                out += index == 0 ? head : ["\(indent)} else \(head[0].drop { $0 == " " })"] + head.dropFirst()
            }
            if !otherwise.isEmpty { out += ["\(indent)} else {"] + block("", otherwise, declared).dropFirst() }
            return out + ["\(indent)}"]
        case .result(let expression): return ["\(indent)return \(text(expression));"]
        case .stop: return [indent + "break;"]
        case .skip: return [indent + "continue;"]
        }
    }

    private func step(_ expression: Expression) -> Int {
        if case .integer(let number) = expression { number } else { 1 }
    }
}
