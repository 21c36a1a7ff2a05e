extension Generator {
    /// What a Python function returns.
    static let pythonOutput = Generator(
        name: "python-output",
        about: "What a short Python function returns: texts, lists, dictionaries, slices, loops.", maxTokens: 96
    ) { dice, difficulty in
        var writer = PythonWriter(dice: dice)
        let program = writer.program(steps: difficulty + 1)
        guard let value = try? Evaluator.run(program), let literal = value.literal, isWorthAsking(value, literal) else {
            return nil
        }
        let printer = Printer(language: .python)
        let arguments = program.arguments.map { printer.text($0) }.joined(separator: ", ")
        let source = printer.python(program)
        guard source.split(separator: "\n").allSatisfy({ $0.utf8.count <= 110 }) else { return nil }
        return Draft(
            """
            What does f(\(arguments)) return?

            ```python
            \(source)
            ```

            Answer with the returned value as a Python literal and nothing else.
            """, .code, literal, tags: ["python"])
    }

    /// Neither empty, nor long, nor one of the few values that anybody would guess.
    private static func isWorthAsking(_ value: Value, _ literal: String) -> Bool {
        guard (4...72).contains(literal.utf8.count) else { return false }
        switch value {
        case .tuple(let items): return items.contains { $0.isTrue && ($0.literal?.utf8.count ?? 0) > 3 }
        default: return value.isTrue
        }
    }
}
