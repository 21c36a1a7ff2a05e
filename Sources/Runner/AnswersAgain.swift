import Base
import CaseFile
import Panel
import Providers

/// Takes every answer's text out of the bytes that came, once more, and compares it with the text that the analysis reads.
public struct AnswersAgain: Sendable {
    public private(set) var faults: [ChainFault] = []
    public private(set) var read = 0
    /// Those whose text is what an earlier version read, and this one would not.
    public private(set) var byEarlierRule: [Int64] = []

    public init() {}

    /// - Parameter format: the wire format; bytes that are the text themselves need no reading.
    public mutating func check(id: Int64, format: String, body: [UInt8], text: String?) {
        guard let wire = Provider.Format(rawValue: format)?.wire else { return }
        read += 1
        let value = try? JSONValue(response: body)
        let again = value.flatMap { try? wire.answer(in: $0) }?.text
        // By bytes: Swift takes two normal forms of a text for equal.
        func isText(_ other: String) -> Bool { other.utf8.elementsEqual((text ?? "").utf8) }
        if let again, isText(again) { return }
        if let value, wire.earlierTexts(in: value).contains(where: isText) { return byEarlierRule.append(id) }
        faults.append(
            ChainFault(
                "answer.text",
                again == nil
                    ? "the bytes that came hold no answer in the format \(format)"
                    : "the text is not what the bytes that came say", at: "response \(id)",
                meaning: "The answer that the analysis reads does not follow from the evidence."))
    }

    /// What is no fault, and what a reader should know all the same.
    public var notice: ChainFault? {
        guard let first = byEarlierRule.first else { return nil }
        return ChainFault(
            "answer.earlier-reading",
            "\(byEarlierRule.count) answers hold the text that version 0.1.0 read, with the reasoning that came in parts before it",
            at: "response \(first)",
            meaning: "The bytes are those that came; a version after 0.1.0 reads only their parts of type text.")
    }
}
