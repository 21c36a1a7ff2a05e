/// Which of these makers' models could a student have learned from? A lead beside the likelihood ratio, never part of it.
///
/// Uncentred: whoever learned from the assistant that everybody learned from looks typical, and centring takes exactly that away. The score
/// of a maker's family is the largest mean cosine between the student and a member that was released no later than the student.
/// (Reference: `attribution.py`.)
public struct TeacherRanking: Sendable, Hashable {
    public struct Candidate: Sendable, Hashable {
        public var model: Int
        public var family: String
        /// Year and month, or a full date; compared as text, so all must be written alike.
        public var released: String

        public init(model: Int, family: String, released: String) {
            self.model = model
            self.family = family
            self.released = released
        }
    }

    public struct Family: Sendable, Hashable {
        public var name: String
        /// Mean cosine with its best member.
        public var score: Double
        public var best: Int
    }

    /// Closest first.
    public let families: [Family]
    /// Families none of whose members was released by then.
    public let excluded: [String]
    /// How much closer the first family is than the models that are no candidates are on average: its score divided by theirs; `nil` with fewer than
    /// `leastOthers` of those.
    public let lead: Double?

    /// Other models needed before "none of these" can be said.
    public static let leastOthers = 3

    /// - Parameters:
    ///   - cosine: mean cosines between all models (`PairedText.cosine`).
    ///   - released: of the student; `nil` leaves every candidate in.
    ///   - withholding: a family that is treated as if it were not there, for error rates.
    public init(
        student: Int, released: String?, candidates: [Candidate], cosine: SquareMatrix, withholding: String? = nil
    ) {
        var best: [String: Family] = [:]
        var late = Set<String>()
        for candidate in candidates where candidate.family != withholding && candidate.model != student {
            let score = cosine[student, candidate.model]
            guard !score.isNaN else { continue }
            if let released, candidate.released > released.prefix(candidate.released.count) {
                late.insert(candidate.family)
                continue
            }
            if score > best[candidate.family]?.score ?? -.infinity {
                best[candidate.family] = Family(name: candidate.family, score: score, best: candidate.model)
            }
        }
        families = best.values.sorted { $0.score != $1.score ? $0.score > $1.score : $0.name < $1.name }
        excluded = late.filter { best[$0] == nil }.sorted()
        let named = Set(candidates.map(\.model))
        let others = (0..<cosine.count).filter { $0 != student && !named.contains($0) }
            .map { cosine[student, $0] }.filter { !$0.isNaN }
        if let first = families.first, others.count >= Self.leastOthers {
            let mean = others.reduce(0, +) / Double(others.count)
            lead = mean > 0 ? first.score / mean : nil
        } else {
            lead = nil
        }
    }

    /// Place of a family, from 1; `nil` where it is not ranked.
    public func place(of family: String) -> Int? { families.firstIndex { $0.name == family }.map { $0 + 1 } }

    /// The lead under which "none of these" is said, from leads of known students with their teacher there: an eighth of them is given up.
    public static func noneThreshold(leads: [Double]) -> Double? {
        guard !leads.isEmpty else { return nil }
        return leads.sorted()[leads.count / 8]
    }

    /// `noneThreshold` of 25 documented students among 118 models (alpaca-eval recordings, 2026-11-21; `apograph evaluate … --teachers`
    /// prints the curve): 17 of 25 withheld teachers are noticed there, and 3 of 25 true ones given up.
    public static let shippedThreshold = 1.257
}
