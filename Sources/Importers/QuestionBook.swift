import Base
import CaseFile
import Crypto
import Foundation
import Probes

/// What becomes of a question whose wording, options or key changed from one release of a benchmark to the next.
public enum ChangedQuestions: String, Sendable, CaseIterable {
    /// It stops the import: the question's id was given by whoever wrote the recording, and one id for two questions is a slip.
    case refused
    /// It is a question of its own.
    case split
    /// It counts as the question in the form that came first. Where the options changed the letters point elsewhere, and it is split all the same.
    case first

    /// What became of an answer to a changed question.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case split
        case merged
    }
}

/// The questions that came so far, and the one rule of when two answers are answers to the same question.
///
/// A question is a suite, an id, a wording, its options and its key. Two records of one id are the same question where the wording agrees
/// (white space around it aside) and the key agrees or the later record has none. Options are part of the key's bytes. A recording whose ids are mere
/// numbers (``RecordedResponse/isKnownByWording``) is joined on wording and options, whatever the number.
struct QuestionBook {
    /// The questions of one suite by id, and the ids of those that are known by their wording.
    private struct Shelf {
        var byID: [[UInt8]: KnownQuestion] = [:]
        var byWording: [[UInt8]: [UInt8]] = [:]
    }

    private var shelves: [[UInt8]: Shelf] = [:]
    let rule: ChangedQuestions

    init(rule: ChangedQuestions) { self.rule = rule }

    /// Gives a response the id, wording and key of its question.
    ///
    /// - Returns: what became of it, where its question had changed.
    /// - Throws: `Problem` `import.prompt-differs` where that is refused; what `known` throws.
    mutating func settle(
        _ response: inout RecordedResponse, known: (String) throws -> [KnownQuestion]
    ) throws -> ChangedQuestions.Outcome? {
        let suite = Array(response.suite.utf8)
        if shelves[suite] == nil {
            var shelf = Shelf()
            for question in try known(response.suite) {
                shelf.byID[Array(question.probe.utf8)] = question
                if response.isKnownByWording { shelf.byWording[Self.wording(question)] = Array(question.probe.utf8) }
            }
            shelves[suite] = shelf
        }
        let asked = KnownQuestion(probe: response.probe, prompt: response.prompt, answer: response.answer)
        var id = Array(response.probe.utf8)
        if response.isKnownByWording, let same = shelves[suite]?.byWording[Self.wording(asked)] { id = same }
        guard let first = shelves[suite]?.byID[id] else {
            shelves[suite]?.byID[id] = asked
            if response.isKnownByWording { shelves[suite]?.byWording[Self.wording(asked)] = id }
            return nil
        }
        if asked.isSame(as: first) {
            Self.put(first, into: &response)
            return nil
        }
        switch rule {
        case .refused:
            throw Problem(
                "import.prompt-differs", .data, "the question was asked with another prompt or another key before",
                at: "\(response.suite), \(response.probe)",
                remedy:
                    "Give a changed question an id of its own, or say what it is: --changed split (another question) or --changed first (the same)."
            )
        case .first where first.answer?.options ?? [] == asked.answer?.options ?? []:
            Self.put(first, into: &response)
            return .merged
        case .split, .first:
            var own = asked
            own.probe = "\(response.probe)~\(Self.digest(asked))"
            let ownID = Array(own.probe.utf8)
            if let before = shelves[suite]?.byID[ownID] { own = before } else { shelves[suite]?.byID[ownID] = own }
            if response.isKnownByWording { shelves[suite]?.byWording[Self.wording(asked)] = ownID }
            Self.put(own, into: &response)
            return .split
        }
    }

    private static func put(_ question: KnownQuestion, into response: inout RecordedResponse) {
        response.probe = question.probe
        response.prompt = question.prompt
        response.answer = question.answer
    }

    private static func wording(_ question: KnownQuestion) -> [UInt8] {
        question.wording + (question.answer?.options ?? []).flatMap { [UInt8(0)] + Array($0.utf8) }
    }

    /// Six hexadecimal digits that tell changed forms of one question apart, the same in every import.
    private static func digest(_ question: KnownQuestion) -> String {
        var bytes = wording(question)
        if case .truth(let values)? = question.answer?.expectation {
            bytes += values.flatMap { [UInt8(1)] + Array($0.utf8) }
        }
        return Hex.text(SHA256.hash(data: bytes).prefix(3))
    }
}

extension KnownQuestion {
    /// The prompt without the white space around it.
    var wording: [UInt8] {
        let bytes = Array(prompt.utf8)
        guard let start = bytes.firstIndex(where: { $0 > 0x20 }), let end = bytes.lastIndex(where: { $0 > 0x20 }) else {
            return []
        }
        return Array(bytes[start...end])
    }

    /// Whether this is the question that `first` is; without a key of its own it takes that one's.
    func isSame(as first: KnownQuestion) -> Bool {
        guard answer == nil || answer == first.answer else { return false }
        return prompt.utf8.elementsEqual(first.prompt.utf8) || wording == first.wording
    }
}
