/// Takes keys out of what a server sends back: some echo them in their errors.
struct Scrubber: Sendable {
    private let needles: [[UInt8]]
    private static let mark = Array("(key removed)".utf8)

    /// Texts shorter than four bytes are not looked for: they would hit by chance.
    init(_ confidential: [String]) {
        needles = confidential.map { Array($0.utf8) }.filter { $0.count >= 4 }
    }

    /// The bytes without keys; `nil` where none was found, so that the original can be kept.
    func scrubbed(_ bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8]?
        for needle in needles {
            var text = result ?? bytes
            var from = 0
            while let hit = Self.find(needle, in: text, from: from) {
                text.replaceSubrange(hit..<hit + needle.count, with: Self.mark)
                from = hit + Self.mark.count
                result = text
            }
        }
        return result
    }

    func scrubbed(_ text: String) -> String {
        scrubbed(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? text
    }

    private static func find(_ needle: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        let last = text.count - needle.count
        guard start <= last else { return nil }
        return text.withUnsafeBufferPointer { text in
            var index = start
            while index <= last {
                if text[index] == needle[0], text[index..<index + needle.count].elementsEqual(needle) { return index }
                index += 1
            }
            return nil
        }
    }
}
