/// Where two answers differ: what stands before, the part that is its own, and what stands after.
struct AnswerDifference: Equatable {
    let before: String
    let own: String
    let after: String

    /// - Returns: `nil` where they are equal, too long to be looked at letter by letter, or have less than half in common.
    init?(_ text: String, and other: String) {
        guard text.utf8.count < 1000, other.utf8.count < 1000 else { return nil }
        let (a, b) = (Array(text.unicodeScalars), Array(other.unicodeScalars))
        guard a != b, a.count <= 240, b.count <= 240 else { return nil }
        var start = 0
        while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
        var end = 0
        while end < min(a.count, b.count) - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
        guard 2 * (start + end) >= min(a.count, b.count) else { return nil }
        func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }
        before = string(a[..<start])
        own = string(a[start..<(a.count - end)])
        after = string(a[(a.count - end)...])
    }

    /// True where the texts are equal but for white space.
    static func isSpaceOnly(_ a: String, _ b: String) -> Bool {
        func bare(_ text: String) -> [Unicode.Scalar] { text.unicodeScalars.filter { !$0.properties.isWhitespace } }
        return a.utf8.count < 10_000 && b.utf8.count < 10_000 && a != b && bare(a) == bare(b)
    }
}
