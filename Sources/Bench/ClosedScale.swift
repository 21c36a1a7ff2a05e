import Base
import Foundation
import Kinship

/// Simulated panels of 62 to 1,000 models and 10,000 items: all ordered pairs in both passes, beside what the arithmetic must at least take.
struct ClosedScale {
    static let items = 10_000
    static let sizes = [62, 125, 250, 500, 1000]
    /// Longest that the NumPy reference may take on one size.
    static let patience = 60

    let limits: CoreLimits
    let reference: Reference?

    /// One size.
    private struct Point {
        var models: Int
        var wrong: Int
        var fit: Cost
        var first: Cost
        var second: Cost
        /// The pass of the panel score, with the chance of an error blended with what is seen.
        var panel: Cost
        var search: Cost
        /// Pairs and errors that both passes looked at.
        var terms: Double
        var shares: OrderedShares

        var both: Double { fit.seconds + first.seconds + second.seconds }
        var processor: Double { fit.processor + first.processor + second.processor }
        var peak: Int { [fit, first, second].compactMap(\.peak).max() ?? 0 }
    }

    func run() async throws {
        say("simulated panels × \(Self.items) items, \(Parallel.cores) cores; \(limits.text)")
        var points: [Point] = []
        var baseline: [(size: Double, seconds: Double)] = []
        var finishes = reference != nil
        for size in Self.sizes {
            let matrix = try Self.simulated(models: size, items: Self.items)
            let point = try await measure(matrix)
            points.append(point)
            tell(point)
            if size == Self.sizes[0] { try await sameBits(matrix) }
            if finishes, let seconds = try compare(matrix, point) {
                baseline.append((Double(size), seconds))
                // Four times the pairs for twice the models.
                finishes = 4 * seconds < Double(Self.patience)
                if !finishes {
                    leftOut("NumPy on more than \(size) models, which would not finish in \(Self.patience) s")
                }
            } else {
                finishes = false
            }
        }
        summary(points)
        let series = [
            CostCurve.Series(name: "ability, both passes", points: points.map { (Double($0.models), $0.processor) }),
            .init(name: "limit of the arithmetic", points: points.map { (Double($0.models), limit($0)) }),
            .init(name: "sources of one suspect", points: points.map { (Double($0.models), $0.search.processor) }),
            .init(name: "NumPy reference", points: baseline),
        ]
        let curve = CostCurve(
            title: "Closed answers, all ordered pairs: seconds of processor", unit: "models",
            series: series.filter { !$0.points.isEmpty })
        say(curve.text)
        try curve.write("closed")
    }

    private func measure(_ matrix: AnswerMatrix) async throws -> Point {
        let runs = matrix.models < 500 ? 3 : 1
        let (fit, model) = await Cost.median(of: runs) { await AnswerModel(matrix) }
        let (first, one) = await Cost.median(of: runs) { await InheritedShare.ordered(model) }
        let (second, two) = await Cost.median(of: runs) { await InheritedShare.twoPass(model, first: one) }
        let panelModel = model.with(.panel)
        let (panel, _) = await Cost.of { await InheritedShare.ordered(panelModel) }
        let relatives = try PanelScore(one).relatives(above: model.settings.relativesAbove)
        // A student, its source and a stranger.
        var searches: [Cost] = []
        for suspect in [1, 0, matrix.models / 2] {
            searches.append(
                await Cost.of { SourceSearch(model, recipient: suspect, shares: two, relatives: relatives) }.cost)
        }
        let errors = (0..<matrix.models).map { matrix.counts(of: $0).wrong }
        let wrong = errors.reduce(0, +)
        let kin = relatives.indices.filter { !relatives[$0].isEmpty }
        let again =
            kin.count * wrong + (matrix.models - kin.count) * kin.reduce(0) { $0 + errors[$1] }
        return Point(
            models: matrix.models, wrong: wrong, fit: fit, first: first, second: second, panel: panel,
            search: searches.max { $0.processor < $1.processor } ?? fit,
            terms: Double(wrong) * Double(matrix.models - 1) + Double(again), shares: two)
    }

    /// Seconds of processor that the divisions and logarithms of both passes take at the rate that a core reached on nothing else.
    private func limit(_ point: Point) -> Double { point.terms / limits.logarithms }

    private func tell(_ point: Point) {
        say(
            "  \(point.models) models, \(point.wrong) errors: ability \(figure(point.fit.seconds)) s, first pass \(figure(point.first.seconds)) s, second pass \(figure(point.second.seconds)) s; the panel score's pass \(figure(point.panel.seconds)) s; sources of one suspect \(figure(point.search.seconds)) s"
        )
    }

    private func summary(_ points: [Point]) {
        var table = TextTable(
            "models", "both passes s", "processor s", "10⁹ terms", "ns a term", "limit s", "times over", "read once s",
            "sources s", "peak MB")
        for point in points {
            let bytes = Double(point.models * Self.items)
            table.add([
                "\(point.models)", figure(point.both), figure(point.processor), figure(point.terms / 1e9),
                figure(point.processor / point.terms * 1e9), figure(limit(point)),
                figure(point.processor / limit(point)),
                figure(bytes / limits.bandwidth), figure(point.search.seconds), "\(point.peak)",
            ])
        }
        say(table.text)
        say(
            "  both passes: ability and difficulty, first and second pass. A term is one error of a source beside one recipient; the limit is a division and a logarithm for each, in seconds of processor. Read once: all answers, a byte each, from memory. Sources: the slowest of three suspects."
        )
    }

    private func sameBits(_ matrix: AnswerMatrix) async throws {
        let one = await InheritedShare.twoPass(AnswerModel(matrix, workers: 1), workers: 1)
        let two = await InheritedShare.twoPass(AnswerModel(matrix, workers: 2), workers: 2)
        say("  the same bits from one task and from two: \(one.sums == two.sums)")
    }

    /// The reference's two passes on the same matrix. - Returns: its seconds; `nil` where it did not finish.
    private func compare(_ matrix: AnswerMatrix, _ point: Point) throws -> Double? {
        guard let reference else { return nil }
        let program = """
            import time, numpy as np, inherited
            n, m = int(sys.argv[3]), int(sys.argv[4])
            A = np.fromfile(sys.argv[2] + "/codes", np.uint8).reshape(n, m).astype(int)
            ours = np.fromfile(sys.argv[2] + "/shares").reshape(n, n)
            t = time.time(); share, se = inherited.two_pass(A); print(time.time() - t)
            print(np.nanmax(np.abs(share - ours)))
            """
        let outcome = try withScratchFolder { folder in
            try Data(matrix.codes).write(to: folder.appendingPathComponent("codes"))
            let values = point.shares.share.values
            try values.withUnsafeBytes { Data($0) }.write(to: folder.appendingPathComponent("shares"))
            return try reference.run(
                program, [folder.path, "\(matrix.models)", "\(matrix.items)"], limit: Self.patience)
        }
        switch outcome {
        case .printed(let numbers) where numbers.count == 2:
            say(
                "  NumPy, both passes on the same matrix: \(figure(numbers[0])) s, \(figure(numbers[0] / point.both)) times as long; largest difference of a share \(figure(numbers[1]))"
            )
            return numbers[0]
        case .unfinished:
            leftOut("NumPy on \(matrix.models) models and more, which did not finish in \(Self.patience) s")
        default:
            leftOut("NumPy on \(matrix.models) models, which could not be run")
        }
        return nil
    }

    /// Ten students take over three of ten errors of the first model; the others answer by themselves. Codes straight into one buffer: a panel
    /// of this size has no use for names.
    private static func simulated(models: Int, items: Int) throws -> AnswerMatrix {
        var random = SeededGenerator(seed: 11)
        let difficulties = (0..<items).map { _ in random.normal() * 1.3 }
        var codes = [UInt8](repeating: AnswerMatrix.right, count: models * items)
        for model in 0..<models {
            let ability = random.normal()
            for item in 0..<items where random.uniform() >= 1 / (1 + exp(difficulties[item] - ability)) {
                var reading: UInt8 = 1
                while reading < 30, random.uniform() > 0.35 { reading += 1 }
                codes[model * items + item] = reading
            }
        }
        for student in 1...10 {
            for item in 0..<items where codes[item] > 0 && random.uniform() < 0.3 {
                codes[student * items + item] = codes[item]
            }
        }
        return try AnswerMatrix(models: models, items: items, codes: codes)
    }
}
