import Base

/// Shorthand for writing program trees; the generators read like the programs that they make.
extension Expression: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    init(integerLiteral value: Int) { self = .integer(value) }
    /// A literal text stands for a variable; texts of the program are written `.string("…")`.
    init(stringLiteral value: String) { self = .name(value) }

    static func + (a: Expression, b: Expression) -> Expression { .binary("+", a, b) }
    static func - (a: Expression, b: Expression) -> Expression { .binary("-", a, b) }
    static func * (a: Expression, b: Expression) -> Expression { .binary("*", a, b) }
    static func % (a: Expression, b: Expression) -> Expression { .binary("%", a, b) }

    /// `a` compared with, or joined to, `b` by an operator as Python writes it.
    func op(_ sign: String, _ other: Expression) -> Expression { .binary(sign, self, other) }
    subscript(key: Expression) -> Expression { .index(self, key) }
    func slice(_ from: Int?, _ to: Int?, _ by: Int? = nil) -> Expression {
        .slice(self, from: from.map(Expression.integer), to: to.map(Expression.integer), by: by.map(Expression.integer))
    }
    func dot(_ method: String, _ arguments: Expression...) -> Expression { .method(self, method, arguments) }
    static func fn(_ name: String, _ arguments: Expression...) -> Expression { .call(name, arguments) }
}

/// A variable of the program.
func v(_ name: String) -> Expression { .name(name) }
/// Sets a variable.
func set(_ name: String, _ value: Expression) -> Statement { .assign(.name(name), value) }
/// Branches without, or with, an `else`.
func when(_ test: Expression, _ body: [Statement], else otherwise: [Statement] = []) -> Statement {
    .branch([(test, body)], else: otherwise)
}
