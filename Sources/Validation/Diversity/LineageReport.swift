import Base
import Diversity

/// What a lineage loses, on networks whose lineage is known; and how often a slope or a sign of direction misleads.
public struct LineageReport: Sendable, Codable, Hashable {
    /// One generation of one way of learning, over its lineages.
    public struct Generation: Sendable, Codable, Hashable {
        public var kind: String
        public var generation: Int
        public var models: Int
        /// Means over models and questions.
        public var order1: Double
        public var order2: Double
        /// Bits; of the questions that are free choices.
        public var choiceEntropy: Double
        /// Part of the root's answers under 10 % that is ever given; NaN for the root itself.
        public var tail: Double
        public var ability: Double
        /// 95 % interval of `order1` over questions (bootstrap).
        public var low: Double
        public var high: Double
        /// Models below, within and above the band of references of this temperature (order 1).
        public var below: Int
        public var within: Int
        public var above: Int
    }

    /// Networks that are no kin, asked at one temperature, beside others asked at the same, or (where `across`) beside those asked at 1.
    public struct Negatives: Sendable, Codable, Hashable {
        public var temperature: Double
        public var across: Bool
        public var models: Int
        public var order1: Double
        public var within: Int
    }

    public struct Slopes: Sendable, Codable, Hashable {
        public var kind: String
        public var lineages: Int
        public var falling: Int
        public var rising: Int
        /// Median change of order 1 a generation.
        public var median: Double
        /// Mean width of the interval.
        public var width: Double
    }

    /// "The less diverse of two kin is the copy": parent and child of neighbouring generations, where the band's spread is exceeded.
    public struct Direction: Sendable, Codable, Hashable {
        public var pairs: String
        public var right: Int
        public var wrong: Int
        public var silent: Int
    }

    public var sha256: String
    public var questions: Int
    public var samples: Int
    public var generations: [Generation]
    public var negatives: [Negatives]
    public var slopes: [Slopes]
    public var directions: [Direction]

    public static func shipped() throws -> LineageReport { LineageReport(try LineageRecording.shipped()) }

    static let kinds = ["usual", "drawn", "fresh"]
    private static let seed: UInt64 = 22

    init(_ recording: LineageRecording) {
        let size = recording.samples
        let models = recording.models
        let values = models.indices.map { model in
            recording.counts[model].map { Rarefaction.order1($0, size: size) ?? .nan }
        }
        func mean(_ values: [Double]) -> Double { values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count) }
        let means = values.map(mean)
        /// Strangers at a temperature, without one of them.
        func references(_ temperature: Double, without name: String? = nil) -> [Int] {
            models.indices.filter {
                models[$0].kind == "stranger" && models[$0].temperature == temperature && models[$0].name != name
            }
        }
        func band(_ temperature: Double, without name: String? = nil) -> ReferenceBand? {
            ReferenceBand(references(temperature, without: name).map { means[$0] })
        }
        let usualBand = band(1)
        var random = SeededGenerator(seed: Self.seed)
        sha256 = recording.sha256
        questions = recording.questions
        samples = size

        generations = Self.kinds.flatMap { kind in
            (0...5).compactMap { generation -> Generation? in
                let members = models.indices.filter {
                    models[$0].temperature == 1 && models[$0].generation == generation
                        && models[$0].kind == (generation == 0 ? "root" : kind)
                }
                guard !members.isEmpty else { return nil }
                let byQuestion = (0..<recording.questions).map { question in mean(members.map { values[$0][question] })
                }
                let drawn = (0..<1000).map { _ in mean(random.resample(byQuestion.count).map { byQuestion[$0] }) }
                    .sorted()
                var given = 0.0
                var rare = 0.0
                for member in members {
                    guard let root = recording.place("root-\(models[member].root ?? 0)") else { continue }
                    for question in 0..<recording.questions {
                        guard
                            let parts = TailCoverage.parts(
                                source: recording.counts[root][question], student: recording.counts[member][question],
                                size: size)
                        else { continue }
                        given += parts.given
                        rare += parts.rare
                    }
                }
                let places = members.map { usualBand?.place(means[$0]) }
                return Generation(
                    kind: kind, generation: generation, models: members.count, order1: mean(byQuestion),
                    order2: mean(
                        members.flatMap { recording.counts[$0].compactMap { Rarefaction.order2($0, size: size) } }),
                    choiceEntropy: mean(
                        members.flatMap { member in
                            (0..<recording.questions).filter { recording.choices[$0] }.compactMap {
                                Rarefaction.entropy(recording.counts[member][$0], size: size)
                            }
                        }), tail: rare > 0 && generation > 0 ? given / rare : .nan,
                    ability: mean(members.map { recording.ability[$0] }),
                    low: drawn[24],
                    high: drawn[974], below: places.count { $0 == .below }, within: places.count { $0 == .within },
                    above: places.count { $0 == .above })
            }
        }

        negatives = [false, true].flatMap { across in
            [0.5, 0.7, 1, 1.3].compactMap { temperature -> Negatives? in
                guard !across || temperature != 1 else { return nil }
                let tested = models.indices.filter {
                    ["stranger", "root"].contains(models[$0].kind) && models[$0].temperature == temperature
                }
                return Negatives(
                    temperature: temperature, across: across, models: tested.count,
                    order1: mean(tested.map { means[$0] }),
                    within: tested.count {
                        band(across ? 1 : temperature, without: models[$0].name)?.place(means[$0]) == .within
                    })
            }
        }

        /// Values of a model less those of the references of its temperature, question by question.
        func beside(_ model: Int, adjusted: Bool = true) -> [Double?] {
            let others = references(adjusted ? models[model].temperature : 1, without: models[model].name)
            return (0..<recording.questions).map { question in
                values[model][question] - mean(others.map { values[$0][question] })
            }
        }
        let deviation = usualBand?.deviation ?? 0
        func slopes(_ kind: String, _ lineages: [[Int]], adjusted: Bool = true) -> Slopes {
            let found = lineages.compactMap { lineage in
                LineageSlope(
                    lineage.map { beside($0, adjusted: adjusted) }, deviation: deviation,
                    references: usualBand?.models ?? 0, random: &random)
            }
            let sorted = found.map(\.perGeneration).sorted()
            return Slopes(
                kind: kind, lineages: found.count, falling: found.count { $0.sign < 0 },
                rising: found.count { $0.sign > 0 },
                median: sorted.isEmpty ? .nan : sorted[sorted.count / 2], width: mean(found.map { $0.high - $0.low }))
        }
        let roots = models.indices.filter { models[$0].kind == "root" && models[$0].temperature == 1 }
        func lineage(_ root: Int, _ kind: String) -> [Int] {
            [root] + (1...5).compactMap { recording.place("\(kind)-\(models[root].root ?? 0)-\($0)") }
        }
        // Six models that are no kin, in a drawn order, taken for a lineage: whatever is found there is wrong.
        let unrelated = models.indices.filter {
            ["stranger", "root"].contains(models[$0].kind) && models[$0].temperature == 1
        }
        func pretended(_ count: Int, at temperatures: [Double]) -> [[Int]] {
            (0..<count).map { _ in
                var order = unrelated
                random.shuffle(&order)
                return zip(order, temperatures).compactMap { recording.place(models[$0].name, $1) }
            }
        }
        let steady = pretended(200, at: [1, 1, 1, 1, 1, 1])
        let cooling = pretended(200, at: [1.3, 1.3, 1, 1, 0.7, 0.5])
        self.slopes =
            Self.kinds.map { kind in slopes(kind, roots.map { lineage($0, kind) }) }
            + [
                slopes("no lineage", steady), slopes("no lineage, cooling", cooling),
                slopes("no lineage, cooling, beside references at 1", cooling, adjusted: false),
            ]

        func direction(_ name: String, _ pairs: [(parent: Int, child: Int)]) -> Direction {
            var row = Direction(pairs: name, right: 0, wrong: 0, silent: 0)
            for (parent, child) in pairs {
                // Both beside the references of their own temperature, in standard deviations of the difference of two models.
                guard let a = band(models[parent].temperature, without: models[parent].name),
                    let b = band(models[child].temperature, without: models[child].name)
                else { continue }
                let gap = (means[child] - b.mean) - (means[parent] - a.mean)
                let z = gap / (a.deviation * a.deviation + b.deviation * b.deviation).squareRoot()
                if abs(z) < 3 { row.silent += 1 } else if z < 0 { row.right += 1 } else { row.wrong += 1 }
            }
            return row
        }
        func generations(_ kind: String, apart: Int) -> [(parent: Int, child: Int)] {
            roots.flatMap { root -> [(parent: Int, child: Int)] in
                let members = lineage(root, kind)
                return members.indices.dropFirst(apart).map { (members[$0 - apart], members[$0]) }
            }
        }
        directions =
            Self.kinds.flatMap { kind in
                [
                    direction("\(kind): parent and child", generations(kind, apart: 1)),
                    direction("\(kind): from root to fifth", generations(kind, apart: 5)),
                ]
            }
            + [
                direction(
                    "drawn: root at 1.3, fifth at 1",
                    roots.compactMap { root in
                        guard let warm = recording.place(models[root].name, 1.3), let last = lineage(root, "drawn").last
                        else { return nil }
                        return (warm, last)
                    }),
                direction("no kin (whatever is said is wrong)", zip(unrelated, unrelated.dropFirst()).map { ($0, $1) }),
            ]
    }

    public var text: String {
        func fixed(_ value: Double, _ digits: Int = 2) -> String {
            guard value.isFinite else { return "–" }
            var scale = 1.0
            for _ in 0..<digits { scale *= 10 }
            let whole = Int((abs(value) * scale).rounded())
            let text = String(whole)
            let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
            return (value < 0 && whole > 0 ? "-" : "") + padded.dropLast(digits) + "." + padded.suffix(digits)
        }
        let right: [TextTable.Alignment] = [.left] + Array(repeating: .right, count: 10)
        var table = TextTable(
            [
                [
                    "learned from", "generation", "order 1", "interval", "order 2", "choices (bits)",
                    "tail of the root", "ability", "below", "in band", "above",
                ]
            ], right)
        for row in generations {
            table.add([
                row.kind, "\(row.generation)", fixed(row.order1), "\(fixed(row.low))–\(fixed(row.high))",
                fixed(row.order2), fixed(row.choiceEntropy),
                fixed(row.tail), fixed(row.ability), "\(row.below)", "\(row.within)", "\(row.above)",
            ])
        }
        var temperatures = TextTable([["temperature", "beside references at", "models", "order 1", "in band"]], right)
        for row in negatives {
            temperatures.add([
                fixed(row.temperature, 1), row.across ? "1.0" : fixed(row.temperature, 1), "\(row.models)",
                fixed(row.order1), "\(row.within)",
            ])
        }
        var slopeTable = TextTable(
            [["slope of order 1 a generation", "lineages", "falling", "rising", "median", "width of interval"]], right)
        for row in slopes {
            slopeTable.add([
                row.kind, "\(row.lineages)", "\(row.falling)", "\(row.rising)", fixed(row.median, 3),
                fixed(row.width, 3),
            ])
        }
        var signs = TextTable([["the less diverse is the copy", "right", "wrong", "silent"]], right)
        for row in directions { signs.add([row.pairs, "\(row.right)", "\(row.wrong)", "\(row.silent)"]) }
        return """
            What a lineage loses: small networks of five generations, \(questions) questions asked \(samples) times.
            Recording SHA-256 \(sha256)

            \(table.text)
            Networks that are no kin, at other temperatures: temperature moves diversity more than a generation does, so that only models asked alike are compared.
            \(temperatures.text)
            \(slopeTable.text)
            \(signs.text)
            """
    }
}
