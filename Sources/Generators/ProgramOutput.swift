import Base

extension Generator {
    /// What a Python function returns.
    static let pythonOutput = Generator(
        name: "python-output",
        about: "What a short Python function returns: texts, lists, dictionaries, slices, loops.", maxTokens: 96,
        difficulties: 1...10
    ) { dice, difficulty in
        guard difficulty < 6 else { return HardPrograms.pythonItem(&dice, difficulty) }
        var writer = PythonWriter(dice: dice)
        let program = writer.program(steps: difficulty + 1)
        guard let value = try? Evaluator.run(program), let literal = value.literal, isWorthAsking(value, literal)
        else { return nil }
        let printer = Printer(language: .python)
        let arguments = program.arguments.map { printer.text($0) }.joined(separator: ", ")
        let source = printer.python(program)
        guard source.split(separator: "\n").allSatisfy({ $0.utf8.count <= 110 }) else { return nil }
        return ComputedItem(
            """
            What does f(\(arguments)) return?

            ```python
            \(source)
            ```

            Answer with the returned value as a Python literal and nothing else.
            """, .code, literal, tags: ["python"])
    }

    /// What a C program prints.
    static let cOutput = Generator(
        name: "c-output",
        about: "What a short C program prints: loops over an array, remainders and quotients of negative numbers.",
        maxTokens: 64, difficulties: 1...10
    ) { dice, difficulty in
        let count = dice.integer(4...6)
        let items = (0..<count).map { _ in dice.integer(-12...24) }
        let body: [Statement]
        if difficulty < 6 {
            var writer = CWriter(dice: dice)
            body = writer.body(steps: difficulty)
        } else {
            body = HardPrograms.c(&dice, difficulty: difficulty)
        }
        let result = dice.pick([v("s"), v("c"), v("s") - v("c")])
        let program = Program(
            parameters: ["a", "n"], body: body + [.result(.tuple([result, "a"]))],
            arguments: [.list(items.map(Expression.integer)), .integer(count)])
        guard case .tuple(let parts)? = try? Evaluator.run(program, as: .c, atMost: difficulty < 6 ? 4_000 : 40_000),
            case .list(let box) = parts[1],
            let number = parts[0].number
        else { return nil }
        let output = ([number] + box.items.compactMap(\.number)).map(String.init).joined(separator: " ")
        let same = zip(items, box.items).allSatisfy { $0 == $1.number }
        guard box.items.count == count, output.utf8.count <= 48, !(same && abs(number) < 3) else { return nil }
        var declared: Set<String> = ["a", "n"]
        let lines = Printer(language: .c).c(body + [.result(result)], declared: &declared)
        return ComputedItem(
            """
            What does this C program print?

            ```c
            #include <stdio.h>
            #include <stdlib.h>

            int f(int a[], int n) {
            \(lines.joined(separator: "\n"))
            }

            int main(void) {
                int a[] = {\(items.map(String.init).joined(separator: ", "))};
                printf("%d", f(a, \(count)));
                for (int i = 0; i < \(count); i++) printf(" %d", a[i]);
                return 0;
            }
            ```

            Answer with the printed line and nothing else.
            """, .code, output, tags: ["c"])
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
