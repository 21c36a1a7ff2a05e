/// A short program as a tree: made at random, printed in the syntax of a language, and run by `Evaluator`.
struct Program {
    /// What it is printed in. The languages differ in syntax, and in how they divide and take remainders of negative numbers.
    enum Language { case python, c }

    var parameters: [String]
    var body: [Statement]
    var arguments: [Expression]
}

indirect enum Expression {
    case integer(Int)
    case string(String)
    case boolean(Bool)
    case name(String)
    case list([Expression])
    case tuple([Expression])
    case dictionary([(Expression, Expression)])
    case unary(String, Expression)
    /// Arithmetic, comparison, `in`, `and`, `or`; the operator as Python writes it (`//` for whole division).
    case binary(String, Expression, Expression)
    case index(Expression, Expression)
    case slice(Expression, from: Expression?, to: Expression?, by: Expression?)
    case call(String, [Expression], named: [(String, Expression)] = [])
    case method(Expression, String, [Expression])
    case conditional(Expression, if: Expression, else: Expression)
    case listComprehension(Expression, names: [String], over: Expression, if: Expression? = nil)
    case dictionaryComprehension(Expression, Expression, names: [String], over: Expression)
}

indirect enum Statement {
    case assign(Expression, Expression)
    case augment(Expression, String, Expression)
    case evaluate(Expression)
    case loop([String], over: Expression, [Statement])
    case whileLoop(Expression, [Statement])
    /// Tests with their branches, then the `else` branch (empty: none).
    case branch([(Expression, [Statement])], else: [Statement])
    case result(Expression)
    case stop
    case skip
}
