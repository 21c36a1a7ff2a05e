/// Which part of a source's rare answers a student ever gives.
public enum TailCoverage {
    /// Answers with less than this share of the source's samples are its tail.
    public static let rare = 0.1

    /// One question: what the source gave rarely, and the part of it that the student is expected to give in `size` samples.
    ///
    /// - Parameters:
    ///   - source: how often the source gave each answer.
    ///   - student: how often the student did, in the same order.
    ///   - size: samples of the student that are looked at.
    /// - Returns: sums over the rare answers, each weighed by its share of the source's samples; `nil` where the student has too few samples. `rare` is 0
    ///   where the source has no rare answer.
    public static func parts(source: [Int], student: [Int], size: Int) -> (given: Double, rare: Double)? {
        let (total, own) = (source.reduce(0, +), student.reduce(0, +))
        guard total > 0, own >= size, source.count == student.count else { return nil }
        var given = 0.0
        var rare = 0.0
        for (theirs, mine) in zip(source, student) where theirs > 0 && Double(theirs) < Self.rare * Double(total) {
            guard let presence = Rarefaction.presence(times: mine, of: own, size: size) else { return nil }
            rare += Double(theirs) / Double(total)
            given += presence * Double(theirs) / Double(total)
        }
        return (given, rare)
    }
}
