/// How much of two answers is the same wording: an order to read them in, no statistic of the analysis.
enum Likeness {
    /// Pairs of neighbouring words that both texts have, over those that either has; 0 where one has fewer than two words.
    static func share(_ a: String, _ b: String) -> Double {
        let (x, y) = (pairs(a), pairs(b))
        guard !x.isEmpty, !y.isEmpty else { return 0 }
        let both = x.intersection(y).count
        return Double(both) / Double(x.count + y.count - both)
    }

    /// Hashes of neighbouring words (FNV-1a over their bytes, letters A–Z in lower case), the same in every run.
    private static func pairs(_ text: String) -> Set<UInt64> {
        var found: Set<UInt64> = []
        var last: UInt64 = 0
        var word: UInt64 = 0
        for byte in text.utf8 {
            let isWord = byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte >= 0x80
            if isWord {
                if word == 0 { word = 0xcbf2_9ce4_8422_2325 }
                word = (word ^ UInt64(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)) &* 0x100_0000_01b3
            } else if word != 0 {
                if last != 0 { found.insert(last &* 31 ^ word) }
                last = word
                word = 0
            }
        }
        if word != 0, last != 0 { found.insert(last &* 31 ^ word) }
        return found
    }
}
