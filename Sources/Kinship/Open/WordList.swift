/// The words of a text.
public enum WordList {
    /// Runs of letters, digits, underscores and apostrophes, and every other printing character by itself, in lower case: what Python's
    /// `re.findall(r"[\w']+|[^\w\s]", text.lower())` gives.
    public static func words(_ text: String) -> [String] {
        var vocabulary = Vocabulary(capacity: 64)
        var ids: [UInt32] = []
        vocabulary.tokenize(Array(text.utf8), into: &ids)
        return ids.map { vocabulary.text(of: $0) }
    }
}
