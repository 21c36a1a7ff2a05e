import RealModule

/// Many sources at once, by expectation–maximisation: which models did the recipient take its errors from?
///
/// P(y_ri) = (c₀ ind(y_ri) + Σ over candidates k wrong on i of c_k [y_ri = y_ki]) / (c₀ + Σ over those k of c_k). A candidate that was right on
/// an item is not available there: its weight is spread over the others, so agreeing on right answers is never evidence. The background leaves
/// only the recipient out; an abstention of the recipient is explained by its own share alone.
public struct Mixture: Sendable, Hashable {
    public let recipient: Int
    /// Candidate models, in the order asked for.
    public let candidates: [Int]
    /// c₀, the recipient's own.
    public let own: Double
    /// One share a candidate; own and shares add up to 1.
    public let shares: [Double]

    static let iterations = 300
    /// Candidates whose share falls under this are dropped from further rounds; EM would take them to nothing anyway.
    static let negligible = 1e-9

    /// - Parameter candidates: models that may be sources; `nil` means everybody else.
    public init(_ model: AnswerModel, recipient: Int, candidates: [Int]? = nil) {
        let others = (candidates ?? Array(0..<model.matrix.models)).filter { $0 != recipient }
        self.recipient = recipient
        self.candidates = others
        var state = MixtureState(model, recipient: recipient, candidates: others)
        for _ in 0..<Self.iterations { state.step() }
        own = state.own
        shares = state.shares
    }

    /// Candidates by share, largest first; ties in the order of the candidates.
    public var ranked: [(model: Int, share: Double)] {
        candidates.indices.sorted { (-shares[$0], $0) < (-shares[$1], $1) }.map { (candidates[$0], shares[$0]) }
    }
}

/// One EM state over the items on which at least one candidate erred.
private struct MixtureState {
    private(set) var own: Double
    private(set) var shares: [Double]
    /// Chance of the recipient's answer by itself, one an item.
    private let alone: [Double]
    /// Items (by place) on which candidate k was wrong, and those among them on which it gave the recipient's answer.
    private let wrong: [[Int32]]
    private let matched: [[Int32]]
    private var active: [Int]
    private var free: [Double]
    private var total: [Double]

    init(_ model: AnswerModel, recipient: Int, candidates: [Int]) {
        let matrix = model.matrix
        let background = Background(model, recipient: recipient)
        var place = [Int32](repeating: -1, count: matrix.items)
        var alone: [Double] = []
        for item in 0..<matrix.items {
            guard matrix[recipient, item] != AnswerMatrix.missing,
                candidates.contains(where: { AnswerMatrix.isWrong(matrix[$0, item]) })
            else { continue }
            place[item] = Int32(alone.count)
            alone.append(background.alone(model, item: item))
        }
        var wrong: [[Int32]] = []
        var matched: [[Int32]] = []
        for k in candidates {
            var errors: [Int32] = []
            var same: [Int32] = []
            for item in 0..<matrix.items where place[item] >= 0 {
                let code = matrix[k, item]
                guard AnswerMatrix.isWrong(code) else { continue }
                errors.append(place[item])
                if code == matrix[recipient, item], code != AnswerMatrix.neverMatches { same.append(place[item]) }
            }
            wrong.append(errors)
            matched.append(same)
        }
        self.alone = alone
        self.wrong = wrong
        self.matched = matched
        own = candidates.isEmpty ? 1 : 0.7
        shares = candidates.map { _ in 0.3 / Double(candidates.count) }
        active = Array(candidates.indices)
        free = alone
        total = alone
    }

    mutating func step() {
        guard !active.isEmpty, !alone.isEmpty else { return }
        for i in alone.indices {
            free[i] = own
            total[i] = own * alone[i]
        }
        for k in active {
            let share = shares[k]
            Self.add(share, to: &free, at: wrong[k])
            Self.add(share, to: &total, at: matched[k])
        }
        for i in alone.indices {
            free[i] = 1 / free[i]
            total[i] = 1 / (total[i] + 1e-12 / free[i])
        }
        var ownMass = 0.0
        var ownOpen = 0.0
        for i in alone.indices {
            ownMass += own * alone[i] * total[i]
            ownOpen += free[i]
        }
        own = ownMass / max(ownOpen, 1e-9)
        var sum = own
        for k in active {
            let mass = Self.sum(total, at: matched[k])
            let open = Self.sum(free, at: wrong[k])
            shares[k] = shares[k] * mass / max(open, 1e-9)
            sum += shares[k]
        }
        own /= sum
        for k in active {
            shares[k] /= sum
            if shares[k] < Mixture.negligible { shares[k] = 0 }
        }
        active.removeAll { shares[$0] == 0 }
    }

    // Nearly all of the time is spent in these two: no index is checked, and four sums run beside one another.

    private static func add(_ share: Double, to values: inout [Double], at places: [Int32]) {
        values.withUnsafeMutableBufferPointer { values in
            places.withUnsafeBufferPointer { places in
                for place in places { values[Int(place)] += share }
            }
        }
    }

    private static func sum(_ values: [Double], at places: [Int32]) -> Double {
        values.withUnsafeBufferPointer { values in
            places.withUnsafeBufferPointer { places in
                let whole = places.count / 4 * 4
                var sums = SIMD4<Double>.zero
                for at in stride(from: 0, to: whole, by: 4) {
                    sums += SIMD4(
                        values[Int(places[at])], values[Int(places[at + 1])], values[Int(places[at + 2])],
                        values[Int(places[at + 3])])
                }
                for at in whole..<places.count { sums[at - whole] += values[Int(places[at])] }
                return sums.sum()
            }
        }
    }
}
