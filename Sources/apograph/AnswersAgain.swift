import Base
import CaseFile
import Panel
import Providers

/// Takes every answer's text out of the bytes that came, once more, and compares it with the text that the analysis reads.
struct AnswersAgain {
    private(set) var faults: [ChainFault] = []
    private(set) var read = 0

    /// - Parameter format: the wire format; bytes that are the text themselves need no reading.
    mutating func check(id: Int64, format: String, body: [UInt8], text: String?) {
        guard let wire = Provider.Format(rawValue: format)?.wire else { return }
        read += 1
        let again = (try? JSONValue(response: body)).flatMap { try? wire.answer(in: $0) }?.text
        guard (again ?? "") != (text ?? "") || again == nil else { return }
        faults.append(
            ChainFault(
                "answer.text",
                again == nil
                    ? "the bytes that came hold no answer in the format \(format)"
                    : "the text is not what the bytes that came say", at: "response \(id)",
                meaning: "The answer that the analysis reads does not follow from the evidence."))
    }
}
