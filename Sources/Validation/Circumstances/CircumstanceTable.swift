import Analysis
import Base
import Foundation
import Kinship

/// How often *simulated* unrelated models that share a circumstance reach a likelihood ratio, on the road that a case takes, before the circumstance is
/// taken off and after: `apograph validate --circumstances`.
public struct CircumstanceTable: Codable, Sendable {
    /// Pairs of unrelated models at log10 LR of 1 and 2 or more.
    public struct Count: Codable, Sendable, Hashable {
        public var pairs = 0
        public var tenBefore = 0
        public var hundredBefore = 0
        public var ten = 0
        public var hundred = 0

        mutating func add(before: Double, after: Double) {
            pairs += 1
            if before >= 1 { tenBefore += 1 }
            if before >= 2 { hundredBefore += 1 }
            if after >= 1 { ten += 1 }
            if after >= 2 { hundred += 1 }
        }
    }

    public struct Row: Codable, Sendable {
        public var circumstance: SimulatedCircumstance
        public var panels: Int
        /// Pairs under the circumstance, and all others of the same panels.
        public var under = Count()
        public var others = Count()
        /// How many of the pairs under it had a circumstance of each kind named.
        public var named: [String: Int] = [:]
    }

    public var rows: [Row]
    public var seed: UInt64
    /// The rates at LR 10 and 100 that reports print: one-sided 95 % limits of the shipped calibration.
    public var printedTen: Double
    public var printedHundred: Double

    /// - Parameters:
    ///   - panels: simulated panels a circumstance; 8 hold over 2,000 pairs.
    ///   - circumstances: which; all of them unless given.
    /// - Throws: `KinshipError` where the shipped calibration is damaged.
    public init(
        panels: Int, seed: UInt64 = 1, circumstances: [SimulatedCircumstance] = SimulatedCircumstance.allCases,
        progress: @Sendable (String) -> Void = { _ in }
    ) async throws {
        self.seed = seed
        let shipped = try Calibration.shipped().closed.misleading
        printedTen = shipped.first { $0.atLeast == 10 }?.limit ?? 0
        printedHundred = shipped.first { $0.atLeast == 100 }?.limit ?? 0
        rows = []
        for circumstance in circumstances {
            progress(circumstance.about)
            var row = Row(circumstance: circumstance, panels: panels)
            for panel in 0..<panels {
                try await row.add(circumstance.panel(seed: seed &+ UInt64(panel)))
            }
            rows.append(row)
        }
    }

    public var lines: [String] {
        func part(_ count: Int, _ all: Int) -> String {
            all == 0 ? "–" : String(format: "%.2f %%", 100 * Double(count) / Double(all))
        }
        var table = TextTable(
            [
                [
                    "what simulated unrelated models share", "pairs", "LR 10", "LR 100", "after", "after",
                    "others", "LR 10", "LR 100", "named, of the pairs",
                ]
            ], [.left, .right, .right, .right, .right, .right, .right, .right, .right, .left])
        for row in rows {
            let (under, others) = (row.under, row.others)
            table.add([
                row.circumstance.about, "\(under.pairs)", part(under.tenBefore, under.pairs),
                part(under.hundredBefore, under.pairs), part(under.ten, under.pairs), part(under.hundred, under.pairs),
                "\(others.pairs)", part(others.ten, others.pairs), part(others.hundred, others.pairs),
                row.named.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
                    .joined(separator: ", "),
            ])
        }
        return [
            "Simulated unrelated models under circumstances that make answers alike; ratios before any bound, without and with what is named taken off",
            "",
        ] + table.lines + [
            "",
            String(
                format: "Reports print at most %.2f %% at LR 10 and %.2f %% at LR 100.", 100 * printedTen,
                100 * printedHundred),
        ]
    }
}

extension CircumstanceTable.Row {
    /// Judges one panel as a case is judged.
    mutating func add(_ panel: SimulatedCircumstance.Panel) async throws {
        let comparison = try await Comparison(panel.sheet)
        guard let channel = comparison.closed else { return }
        let row = Dictionary(uniqueKeysWithValues: channel.participants.enumerated().map { ($1, $0) })
        let under = Set(panel.pairs.compactMap { a, b in row[a].flatMap { a in row[b].map { [a, $0] } } })
        let n = channel.participants.count
        let pairs = (0..<n).flatMap { a in (a + 1..<max(n, a + 1)).map { [a, $0] } }
        let found = await Parallel.map(pairs.count) { channel.circumstances(pairs[$0][0], pairs[$0][1]) }
        for (pair, found) in zip(pairs, found) {
            if under.contains(pair) {
                self.under.add(before: found.whole, after: found.log10)
                for kind in Set(found.found.map(\.kind.rawValue)) { named[kind, default: 0] += 1 }
            } else {
                others.add(before: found.whole, after: found.log10)
            }
        }
    }
}
