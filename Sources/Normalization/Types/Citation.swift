/// References to literature and case law: by identifier where there is one, else by their words.
enum Citation {
    static func value(of text: Bytes, isMarked: Bool) -> Value? {
        let plain = Markdown.plain(LaTeX.plain(text))
        let folded = Fold.bytes(plain)
        if let id = doi(folded) ?? arxiv(folded) { return Value(id) }
        let full = Name.core(folded)
        guard !full.isEmpty, isMarked || full.count <= 400 else { return nil }
        let name = caseName(folded)
        if let report = report(folded) { return Value(report, .name(name.map { [$0] } ?? [])) }
        if let name { return Value(name, .name([])) }
        return Value(String(full.text.prefix(200)).trimmingSpaces)
    }

    /// `doi:10.1000/182`.
    private static func doi(_ text: Bytes) -> String? {
        guard let range = text.firstRange(of: Bytes("10.".utf8)), range.upperBound < text.count,
            text[range.upperBound].isDigit
        else { return nil }
        if range.lowerBound > 0, text[range.lowerBound - 1].isWord || text[range.lowerBound - 1] == 0x2E { return nil }
        var end = range.upperBound
        while end < text.count, !text[end].isSpace, !"\"<>)]};,".utf8.contains(text[end]) { end += 1 }
        while end > range.upperBound, ".:".utf8.contains(text[end - 1]) { end -= 1 }
        let id = text[range.lowerBound..<end]
        return id.contains(0x2F) ? "doi:" + id.text : nil
    }

    /// `arxiv:1706.03762`, versions dropped.
    private static func arxiv(_ text: Bytes) -> String? {
        guard let range = text.firstRange(of: Bytes("arxiv".utf8)) else { return nil }
        var index = range.upperBound
        while index < text.count, index - range.upperBound < 16, !text[index].isDigit { index += 1 }
        var end = index
        while end < text.count, text[end].isDigit || text[end] == 0x2E && end + 1 < text.count && text[end + 1].isDigit
        { end += 1 }
        return end - index >= 9 ? "arxiv:" + text[index..<end].text : nil
    }

    /// `678 f supp 3d 443`: volume, reporter, page of a law report.
    private static func report(_ text: Bytes) -> String? {
        let reporters = [
            "u.s.", "s. ct.", "s.ct.", "l. ed. 2d", "l.ed.2d", "f. supp. 3d", "f. supp. 2d", "f. supp.", "f.supp.3d",
            "f.supp.2d", "f.supp.", "f.4th", "f. 4th", "f.3d", "f. 3d", "f.2d", "f. 2d", "cal. 4th", "cal.4th",
            "n.y.2d", "n.y.3d", "n.e.2d", "n.e.3d", "n.w.2d", "s.w.2d", "s.w.3d", "s.e.2d", "so. 2d", "so. 3d", "p.2d",
            "p.3d", "a.2d", "a.3d", "wl",
        ]
        for reporter in reporters {
            guard let range = text.firstRange(of: Bytes((" " + reporter + " ").utf8)) else { continue }
            var low = range.lowerBound
            while low > 0, text[low - 1].isDigit { low -= 1 }
            var high = range.upperBound
            while high < text.count, text[high].isDigit { high += 1 }
            guard low < range.lowerBound, high > range.upperBound else { continue }
            let name = Bytes(reporter.utf8).filter { $0 != 0x2E && $0 != 0x20 }
            return text[low..<range.lowerBound].text + " " + name.text + " " + text[range.upperBound..<high].text
        }
        return nil
    }

    /// `mata v avianca`: both sides without company forms.
    private static func caseName(_ text: Bytes) -> String? {
        guard
            let mark = text.firstRange(of: Bytes(" v. ".utf8)) ?? text.firstRange(of: Bytes(" vs. ".utf8))
                ?? text.firstRange(of: Bytes(" v ".utf8)) ?? text.firstRange(of: Bytes(" vs ".utf8))
        else { return nil }
        let right = text[mark.upperBound...].prefix { $0 != 0x2C && $0 != 0x28 && $0 != 0x5B }
        let left = text[..<mark.lowerBound].split(separator: 0x2C).first ?? []
        let one = Name.core(Bytes(left)).text
        var two = Name.core(Bytes(right)).text
        for form in [" inc", " corp", " co", " ltd", " llc", " company", " corporation"] where two.hasSuffix(form) {
            two = String(two.dropLast(form.count))
        }
        return one.isEmpty || two.isEmpty ? nil : one + " v " + two
    }
}
