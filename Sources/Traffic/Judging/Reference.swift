import Base
import Foundation

/// What reference accounts are like: fitted on the first half of the reference time, calibrated on the second.
///
/// An account's score is a fixed function of it and the fitted half, so that its rank among the calibrated scores is a conformal p-value (Vovk,
/// Gammerman and Shafer 2005; Bates et al. 2023 for many tests at once): if an account behaves as reference accounts do, p ≤ α with probability at
/// most α, whatever the traits' distribution. It rests on accounts of the judged time being exchangeable with those of the second half.
public struct Reference: Sendable {
    private let fitted: [[Double]]
    private let center: [Double]
    private let spread: [Double]
    private let landmarks: [(account: UInt64, point: [Double])]
    private let bandwidth: Double
    private var scores: [Double] = []
    private var calibrated: [[Double]]
    /// Accounts whose scores calibrate.
    public var accounts: Int { scores.count }

    static let landmarkLimit = 256
    /// Accounts that are fitted at most, drawn by hash; all accounts of the second half calibrate.
    static let fitLimit = 20_000
    /// Fewer accounts in either half are refused: no p-value could be below 0.05.
    public static let fewest = 19

    init(fit: [AccountProfile]) {
        let count = Trait.allCases.count
        fitted = (0..<count).map { index in fit.compactMap { $0.traits[index] }.sorted() }
        center = fitted.map { $0.isEmpty ? 0 : $0[$0.count / 2] }
        spread = zip(fitted, center).map { values, center in
            let deviations = values.map { abs($0 - center) }.sorted()
            let mad = deviations.isEmpty ? 0 : 1.4826 * deviations[deviations.count / 2]
            guard mad < 1e-9 else { return mad }
            // Where most are equal, the mean deviation; where all are, one.
            let mean = deviations.isEmpty ? 0 : deviations.reduce(0, +) / Double(deviations.count)
            return mean < 1e-9 ? 1 : mean
        }
        let standard = Standard(center: center, spread: spread)
        landmarks = fit.sorted { $0.account.mixed < $1.account.mixed }.prefix(Self.landmarkLimit).map {
            ($0.account, standard.point($0))
        }
        var distances: [Double] = []
        for (index, one) in landmarks.enumerated() {
            for other in landmarks[(index + 1)...] { distances.append(Standard.distance(one.point, other.point)) }
        }
        distances.sort()
        bandwidth = max(1e-9, distances.isEmpty ? 1 : distances[distances.count / 2])
        calibrated = Array(repeating: [], count: count)
    }

    /// - Throws: `Problem` `traffic.few-reference`.
    init(fit: [AccountProfile], calibration: [AccountProfile]) throws {
        self.init(fit: fit)
        for profile in calibration { calibrate(profile) }
        try finish(fitted: fit.count)
    }

    /// Takes in one account of the second half.
    mutating func calibrate(_ profile: AccountProfile) {
        scores.append(scorer.score(profile).total)
        for (index, value) in profile.traits.enumerated() { if let value { calibrated[index].append(value) } }
    }

    /// To be called once, after the last account of the second half and before the first ``standing(_:)``.
    ///
    /// - Throws: `Problem` `traffic.few-reference`.
    mutating func finish(fitted: Int) throws {
        guard fitted >= Self.fewest, scores.count >= Self.fewest else {
            throw Problem(
                "traffic.few-reference", .data,
                "the reference has \(fitted) accounts in its first half and \(scores.count) in its second with at least \(AccountProfile.fewest) queries",
                remedy:
                    "At least \(Self.fewest) are needed in each, and to name one account among M at q = 0.05, 20·M in the second: give a longer reference, --reference FROM..TO."
            )
        }
        scores.sort()
        for index in calibrated.indices { calibrated[index].sort() }
    }

    private var scorer: Scorer {
        Scorer(
            fitted: fitted, standard: Standard(center: center, spread: spread), landmarks: landmarks,
            bandwidth: bandwidth)
    }

    /// What one account is found to be.
    public struct Standing: Sendable {
        public var score: Double
        /// −log10 of the mean kernel with reference accounts: how far it lies from all of them.
        public var kernelDistance: Double
        /// Reference accounts with at least this score.
        public var alike: Int
        public var p: Double
        /// By trait: p against the calibrated half; `nil` where the trait is not known.
        public var traits: [Double?]
    }

    public func standing(_ profile: AccountProfile) -> Standing {
        let (total, kernel) = scorer.score(profile)
        let alike = Self.atLeast(total, in: scores)
        return Standing(
            score: total, kernelDistance: kernel, alike: alike, p: Double(alike + 1) / Double(scores.count + 1),
            traits: zip(profile.traits, calibrated).map { value, reference in
                value.map { Double(Self.atLeast($0, in: reference) + 1) / Double(reference.count + 1) }
            })
    }

    /// The median of a trait among the calibrated accounts.
    public func median(_ trait: Trait) -> Double? {
        guard let index = Trait.allCases.firstIndex(of: trait), !calibrated[index].isEmpty else { return nil }
        return calibrated[index][calibrated[index].count / 2]
    }

    /// How many of an ascending list are at least `value`.
    static func atLeast(_ value: Double, in ascending: [Double]) -> Int {
        var (low, high) = (0, ascending.count)
        while low < high {
            let middle = (low + high) / 2
            if ascending[middle] < value { low = middle + 1 } else { high = middle }
        }
        return ascending.count - low
    }
}

/// Traits in units of the reference's spread, held at six of them; what is not known stands at the center.
private struct Standard {
    var center: [Double]
    var spread: [Double]

    func point(_ profile: AccountProfile) -> [Double] {
        profile.traits.enumerated().map { index, value in
            value.map { min(6, max(-6, ($0 - center[index]) / spread[index])) } ?? 0
        }
    }

    static func distance(_ a: [Double], _ b: [Double]) -> Double {
        var sum = 0.0
        for index in a.indices { sum += (a[index] - b[index]) * (a[index] - b[index]) }
        return sum
    }
}

/// The score: how far up each trait stands, and how far from every reference account.
private struct Scorer {
    var fitted: [[Double]]
    var standard: Standard
    var landmarks: [(account: UInt64, point: [Double])]
    var bandwidth: Double

    func score(_ profile: AccountProfile) -> (total: Double, kernel: Double) {
        var total = 0.0
        for (value, reference) in zip(profile.traits, fitted) {
            guard let value, !reference.isEmpty else { continue }
            total -= log10(Double(Reference.atLeast(value, in: reference) + 1) / Double(reference.count + 1))
        }
        let point = standard.point(profile)
        var sum = 0.0
        var others = 0.0
        // An account is not compared with its own past: a new one has none.
        for landmark in landmarks where landmark.account != profile.account {
            sum += exp(-Standard.distance(point, landmark.point) / bandwidth)
            others += 1
        }
        let kernel = -log10(max(1e-30, sum / max(1, others)))
        return (total + kernel, kernel)
    }
}

/// Many tests at once.
public enum FalseDiscovery {
    /// Benjamini and Hochberg's q-values (1995), in the order given: naming all with q ≤ α has at most α expected share of false ones, also for
    /// conformal p-values of one reference, which are positively dependent (Bates et al. 2023, theorem 2).
    public static func q(_ p: [Double]) -> [Double] {
        let order = p.indices.sorted { (p[$0], $0) > (p[$1], $1) }
        var q = [Double](repeating: 1, count: p.count)
        var least = 1.0
        for (place, index) in order.enumerated() {
            least = min(least, p[index] * Double(p.count) / Double(p.count - place))
            q[index] = least
        }
        return q
    }
}
