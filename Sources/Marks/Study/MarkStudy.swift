import Base
import Foundation

/// The figures of docs/marks.md: what the tests find in the marked students and in the networks that saw no mark, computed anew from what they answered.
public struct MarkStudy: Sendable {
    /// A curve of power: how often a test found the mark, over draws of what was asked.
    public struct Curve: Sendable, Hashable {
        public var dose: Double
        /// What the test was given, and the share of draws in which p fell below ``level``.
        public var points: [(size: Int, power: Double)]

        public static func == (a: Curve, b: Curve) -> Bool {
            a.dose == b.dose && a.points.elementsEqual(b.points, by: ==)
        }
        public func hash(into hasher: inout Hasher) { hasher.combine(dose) }
    }

    /// One network's outcome.
    public struct Row: Sendable {
        public var name: String
        public var hits: Int
        public var answered: Int
        public var canary: Tail
        public var green: Int
        public var pairs: Int
        public var watermark: Tail
        /// The watermark over pairs that stand in ``MarkStudy/least`` answers or more.
        public var greenOften: Int
        public var pairsOften: Int
        public var watermarkOften: Tail
    }

    public static let level = 1e-6
    /// Answers that a row's watermark is scored on.
    public static let answers = 400
    public static let least = 4

    public let rows: [Row]
    /// Hits and answers that name an option by how often a fact was told, over the networks of a dose.
    public let repeats: [(dose: Double, cells: [(repeats: Int, hits: Int, answered: Int, tail: Tail)])]
    /// Power against the number of facts asked, against how often each was told where twenty are asked, and against the number of answers.
    public let byFacts: [Curve]
    public let byRepeats: [Curve]
    public let byAnswers: [Curve]
    /// As the last, where p below a thousandth is enough.
    public let byAnswersWeak: [Curve]
    /// Of networks that saw no mark: the watermark's p, the distance of Kolmogorov and Smirnov from uniform and its p, and the canaries' p.
    public let unmarked: (watermark: [Double], distance: Double, distanceP: Double, canary: [Double])

    /// - Parameter draws: for each point of a curve and each network.
    public init(_ students: MarkedStudents, draws: Int = 200) {
        let key = MarkedStudents.key
        rows = students.students.map { network in
            let canary = students.canaries(network, key: key)
            let pairs = students.pairs(network, answers: Self.answers)
            let (green, tail) = students.score(pairs, key: key)
            let often = students.pairs(network, answers: Self.answers, least: Self.least)
            let (greenOften, tailOften) = students.score(often, key: key)
            return Row(
                name: network.name, hits: canary.hits, answered: canary.answered, canary: canary.tail, green: green,
                pairs: pairs.count, watermark: tail, greenOften: greenOften, pairsOften: often.count,
                watermarkOften: tailOften)
        }
        let doses = Set(students.students.compactMap(\.dose)).sorted()
        let told = Set(students.facts.map(\.repeats)).sorted()
        let networks = { (dose: Double) in students.students.filter { $0.dose == dose } }
        func facts(_ repeats: Int) -> [Int] { students.facts.indices.filter { students.facts[$0].repeats == repeats } }
        repeats = doses.map { dose in
            (
                dose,
                told.map { count in
                    let found = networks(dose).map { students.canaries($0, key: key, facts: facts(count)) }
                    let (hits, answered) = (found.reduce(0) { $0 + $1.hits }, found.reduce(0) { $0 + $1.answered })
                    return (
                        count, hits, answered,
                        CanaryTest.tail(hits: hits, spaces: Array(repeating: 16, count: answered))
                    )
                }
            )
        }
        var generator = SeededGenerator(seed: 20)
        /// The share of draws of `size` among `all` in which `tail` is below `level`, over the networks of a dose.
        func power(
            _ dose: Double, _ all: [Int], _ size: Int, _ level: Double = Self.level,
            _ tail: (MarkedStudents.Network, [Int]) -> Tail
        ) -> Double {
            let found = networks(dose).map { network in
                (0..<draws).count { _ in
                    tail(network, Array(generator.permutation(all.count).prefix(size).map { all[$0] })).probability
                        < level
                }
            }
            return Double(found.reduce(0, +)) / Double(draws * max(found.count, 1))
        }
        let shown = doses.filter { $0 > 0 }
        byFacts = shown.map { dose in
            Curve(
                dose: dose,
                points: [5, 10, 20, 40, 80, 120, 192].map { size in
                    (
                        size,
                        power(dose, Array(students.facts.indices), size) {
                            students.canaries($0, key: key, facts: $1).tail
                        }
                    )
                })
        }
        byRepeats = shown.map { dose in
            Curve(
                dose: dose,
                points: told.map { count in
                    (count, power(dose, facts(count), 20) { students.canaries($0, key: key, facts: $1).tail })
                })
        }
        var greens: [String: GreenAnswers] = [:]
        for network in students.students where (network.dose ?? 0) > 0 {
            greens[network.name] = GreenAnswers(students, network, key: key)
        }
        let known = greens
        func curves(_ level: Double) -> [Curve] {
            shown.map { dose in
                Curve(
                    dose: dose,
                    points: [30, 60, 100, 200, 400].map { size in
                        (
                            size,
                            power(dose, Array(0..<Self.answers), size, level) {
                                known[$0.name]?.tail(of: $1, least: Self.least) ?? .certain
                            }
                        )
                    })
            }
        }
        byAnswers = curves(Self.level)
        byAnswersWeak = curves(1e-3)
        let outcomes = students.unmarked.enumerated().map { number, network in
            let own = MarkedStudents.key(of: number)
            return (
                students.score(students.pairs(network, answers: 60), key: own).tail.probability,
                students.canaries(network, key: own).tail.probability
            )
        }
        let distance = Self.distance(outcomes.map(\.0))
        unmarked = (
            outcomes.map(\.0), distance, Self.distanceTail(distance, of: outcomes.count), outcomes.map(\.1)
        )
    }

    /// Kolmogorov and Smirnov's largest distance from the uniform distribution.
    static func distance(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let n = Double(sorted.count)
        return sorted.enumerated().map { max(Double($0 + 1) / n - $1, $1 - Double($0) / n) }.max() ?? 0
    }

    /// Kolmogorov's limit with Stephens's correction for the number of values (1970).
    static func distanceTail(_ distance: Double, of count: Int) -> Double {
        let root = Double(count).squareRoot()
        let x = distance * (root + 0.12 + 0.11 / root)
        var sum = 0.0
        for j in 1...100 {
            let square = Double(j * j) * x * x
            sum += (j % 2 == 1 ? 1 : -1) * exp(-2 * square)
        }
        return min(1, max(0, 2 * sum))
    }
}

/// The pairs of each answer of one network and whether they are green, so that many draws of answers are scored without hashing again.
private struct GreenAnswers: Sendable {
    private let isGreen: [Bool]
    /// The numbers of each answer's pairs.
    private let answers: [[Int]]

    init(_ students: MarkedStudents, _ network: MarkedStudents.Network, key: SecretKey) {
        var numbers: [ArraySlice<UInt32>: Int] = [:]
        var isGreen: [Bool] = []
        let texts = students.texts
        answers = students.answers(network).map { answer in
            let pairs = PairSet(answers: [answer], window: 1)
            return (0..<pairs.count).map { index in
                if let known = numbers[pairs[index]] { return known }
                let words = pairs[index].map { String(decoding: texts.bytes($0), as: UTF8.self) }
                isGreen.append(HMACScorer.unit(key.number(["mark"] + words)) < 0.5)
                numbers[pairs[index]] = isGreen.count - 1
                return isGreen.count - 1
            }
        }
        self.isGreen = isGreen
    }

    /// Over pairs that stand in `least` of the drawn answers or more.
    func tail(of drawn: [Int], least: Int) -> Tail {
        var counts = [Int](repeating: 0, count: isGreen.count)
        for answer in drawn where answers.indices.contains(answer) { for pair in answers[answer] { counts[pair] += 1 } }
        let pairs = counts.indices.filter { counts[$0] >= least }
        return MarkedStudents.scheme.tail(Double(pairs.count { isGreen[$0] }), pairs: pairs.count)
    }
}
