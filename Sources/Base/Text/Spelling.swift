/// The known words nearest to one that is not known.
public enum Spelling {
    /// The known word with the smallest edit distance to `word`, where that is small enough to be a slip: at most a third of the longer word, and at least one edit is allowed. Ties go to the first.
    public static func nearest(to word: String, among known: [String]) -> String? {
        let typed = Array(word.lowercased().unicodeScalars)
        var best: (word: String, distance: Int)?
        for candidate in known {
            let letters = Array(candidate.lowercased().unicodeScalars)
            let limit = max(1, max(letters.count, typed.count) / 3)
            let distance = distance(typed, letters)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// All known words as a sentence offers them: nearest to `wanted` first, at most ten by name and the number of the others.
    public static func list(_ known: [String], near wanted: String) -> String {
        let typed = Array(wanted.lowercased().unicodeScalars)
        let ranked = known.enumerated().map { (distance(Array($1.lowercased().unicodeScalars), typed), $0, $1) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
        return ranked.prefix(10).joined(separator: ", ") + (known.count > 10 ? " and \(known.count - 10) more" : "")
    }

    /// Edit distance with transpositions of neighbours (optimal string alignment).
    static func distance<Symbol: Equatable>(_ a: [Symbol], _ b: [Symbol]) -> Int {
        if a.isEmpty || b.isEmpty { return a.count + b.count }
        var before = [Int](repeating: 0, count: b.count + 1)
        var previous = Array(0...b.count)
        for i in 1...a.count {
            var row = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                row[j] = min(
                    previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
            }
            (before, previous) = (previous, row)
        }
        return previous[b.count]
    }
}
