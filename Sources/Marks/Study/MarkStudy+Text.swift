import Base

extension MarkStudy {
    /// All tables as a person reads them.
    public var text: String {
        var parts: [String] = []
        var table = TextTable(
            [["network", "canaries", "p", "watermark", "p", "often", "p"]],
            [.left, .right, .right, .right, .right, .right, .right], indent: 2)
        for row in rows {
            table.add([
                row.name, "\(row.hits) of \(row.answered)", row.canary.text, "\(row.green) of \(row.pairs)",
                row.watermark.text,
                "\(row.greenOften) of \(row.pairsOften)", row.watermarkOften.text,
            ])
        }
        parts.append(
            "Hits of answers that name one of 16 options, and green pairs of all in \(Self.answers) answers; often: pairs in \(Self.least) answers or more\n"
                + table.text)
        table = TextTable(
            [["dose"] + (repeats.first?.cells.map { "told \($0.repeats)" } ?? [])],
            [.left] + Array(repeating: .right, count: 6), indent: 2)
        for row in repeats {
            table.add(["\(row.dose)"] + row.cells.map { "\($0.hits) of \($0.answered) (\($0.tail.text))" })
        }
        parts.append("Hits by how often a fact was told, all networks of a dose together, with p\n" + table.text)
        for (title, curves) in [
            ("Power (p < 1e-6) by facts asked", byFacts),
            ("Power by how often each fact was told, 20 facts asked", byRepeats),
            ("Power of the watermark by answers, pairs in \(Self.least) answers or more", byAnswers),
            ("The same, where p below 1e-3 is enough", byAnswersWeak),
        ] {
            table = TextTable(
                [["dose"] + (curves.first?.points.map { String($0.size) } ?? [])],
                [.left] + Array(repeating: .right, count: curves.first?.points.count ?? 0), indent: 2)
            for curve in curves {
                table.add(["\(curve.dose)"] + curve.points.map { "\((($0.power * 1000).rounded() / 1000))" })
            }
            parts.append(title + "\n" + table.text)
        }
        parts.append(unmarkedText)
        return parts.joined(separator: "\n")
    }

    private var unmarkedText: String {
        func three(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
        let shares = [0.5, 0.2, 0.1, 0.05, 0.01].map { level in
            "\(three(Double(unmarked.canary.count { $0 <= level }) / Double(max(unmarked.canary.count, 1)))) at or below \(level)"
        }
        return
            "\(unmarked.watermark.count) networks that saw no mark, each with a key of its own\n"
            + "  watermark: Kolmogorov–Smirnov distance from uniform \(three(unmarked.distance)) (p \(three(unmarked.distanceP))), smallest p \((((unmarked.watermark.min() ?? 0) * 1e4).rounded() / 1e4))\n"
            + "  canaries: \(shares.joined(separator: ", ")); smallest p \(three(unmarked.canary.min() ?? 0))\n"
    }

    /// The smallest dose at which all networks are found by canaries, by the watermark; `nil` where there is none.
    public func smallestDose(_ tail: (Row) -> Tail) -> Double? {
        let found = Dictionary(grouping: rows.filter { $0.name.hasPrefix("dose-") }) {
            Double($0.name.split(separator: "-")[1]) ?? 0
        }
        return found.filter { $0.value.allSatisfy { tail($0).probability < Self.level } }.keys.min()
    }
}
