/// What models of earlier panels answered to the same items, without their names: how many of about which ability gave which reading.
///
/// They speak for the background (what is rare) and fix the scale of ability and difficulty. They are never anybody's source: a model that is in
/// the background and in the case makes its own errors look commoner than they are, which lowers shares.
public struct OutsideAnswers: Sendable, Hashable {
    public struct Item: Sendable, Hashable {
        public var difficulty: Rasch.Anchor
        /// Difficulty of answering at all; `nil` where nobody ever abstained.
        public var propensity: Rasch.Anchor?
        /// Models that answered or abstained, one count a bin.
        public var asked: [Double]
        /// Models that were wrong, whatever they said.
        public var wrong: [Double]
        /// Models that gave the wrong reading with code k + 1, one row a code; rows may be fewer than codes.
        public var readings: [[Double]]

        public init(
            difficulty: Rasch.Anchor, propensity: Rasch.Anchor?, asked: [Double], wrong: [Double], readings: [[Double]]
        ) {
            self.difficulty = difficulty
            self.propensity = propensity
            self.asked = asked
            self.wrong = wrong
            self.readings = readings
        }
    }

    /// Mean ability of each bin, in logits on the scale of the anchors, and how many models it holds.
    public let abilities: [Double]
    public let sizes: [Int]
    /// One an item of the matrix; `nil` where the background does not know it.
    public let items: [Item?]
    public let level: PanelScore.Level

    public init(abilities: [Double], sizes: [Int], items: [Item?], level: PanelScore.Level) {
        self.abilities = abilities
        self.sizes = sizes
        self.items = items
        self.level = level
    }

    public var models: Int { sizes.reduce(0, +) }

    /// Models a bin at least; and bins at most, since a bin wider than the kernel's bandwidth is not needed and a narrower one says who is in it.
    public static let leastInBin = 3
    public static let mostBins = 8

    /// Counts of a whole panel. Abilities are sorted and cut into bins of nearly equal size.
    public init(_ model: AnswerModel, level: PanelScore.Level) {
        let matrix = model.matrix
        let order = model.rasch.abilities.indices.sorted {
            (model.rasch.abilities[$0], $0) < (model.rasch.abilities[$1], $1)
        }
        let count = max(1, min(Self.mostBins, order.count / Self.leastInBin))
        var bin = [Int](repeating: 0, count: matrix.models)
        var sizes = [Int](repeating: 0, count: count)
        var sums = [Double](repeating: 0, count: count)
        for (rank, u) in order.enumerated() {
            let b = rank * count / order.count
            bin[u] = b
            sizes[b] += 1
            sums[b] += model.rasch.abilities[u]
        }
        abilities = zip(sums, sizes).map { $0 / Double(max($1, 1)) }
        self.sizes = sizes
        self.level = level
        items = (0..<matrix.items).map { item in
            var found = Item(
                difficulty: .init(
                    difficulty: model.rasch.difficulties[item],
                    precision: model.rasch.precision(of: matrix, item: item, outcome: .right)),
                propensity: model.propensity.map {
                    .init(
                        difficulty: $0.difficulties[item],
                        precision: $0.precision(of: matrix, item: item, outcome: .answered))
                },
                asked: [Double](repeating: 0, count: count), wrong: [Double](repeating: 0, count: count), readings: [])
            for u in 0..<matrix.models {
                let code = matrix[u, item]
                guard code != AnswerMatrix.missing else { continue }
                found.asked[bin[u]] += 1
                guard AnswerMatrix.isWrong(code) else { continue }
                found.wrong[bin[u]] += 1
                guard code != AnswerMatrix.neverMatches else { continue }
                while found.readings.count < Int(code) { found.readings.append([Double](repeating: 0, count: count)) }
                found.readings[Int(code) - 1][bin[u]] += 1
            }
            return found
        }
    }
}
