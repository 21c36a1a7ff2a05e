/// Quotations held to a length that a page can bear; what was left out is counted.
package enum Excerpt {
    /// A model's or a suite's name: at most 80 characters.
    package static func name(_ text: String) -> String { cut(text, at: 80).shown }

    /// The first `limit` characters, and how many follow.
    package static func cut(_ text: String, at limit: Int) -> (shown: String, left: Int) {
        guard text.utf8.count > limit else { return (text, 0) }
        // Counted over scalars: one letter with a million marks is one Character.
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return (text, 0) }
        return (String(scalars[..<end]) + "…", scalars.distance(from: end, to: scalars.endIndex))
    }
}
