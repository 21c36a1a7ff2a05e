import Base
import Kinship

/// What a copier could do so that its answers look less like its source's.
public enum Disguise: Sendable, Hashable {
    case none
    /// Each answer wrapped in one of several sentences, by rule.
    case paraphrased
    /// Bare, in capitals or small letters, without a full stop, with list marks or bold.
    case restyled
    /// As a system prompt would make it talk: greetings, compliments, an offer of more.
    case tone
    /// "I don't know" to this part of the questions, drawn at random.
    case abstaining(Double)
    /// A wrong answer that some other model gave, on this part of the questions.
    case planted(Double)
    /// Another model's answers on this part of the questions.
    case mixed(Double)

    public static let all: [Disguise] =
        [.none, .paraphrased, .restyled, .tone] + [0.1, 0.3, 0.5].map { .abstaining($0) }
        + [0.05, 0.1, 0.2].map { .planted($0) } + [0.25, 0.5].map { .mixed($0) }

    public var words: String {
        func percent(_ part: Double) -> String { "\(Int((100 * part).rounded())) %" }
        switch self {
        case .none: return "nothing"
        case .paraphrased: return "paraphrased answers"
        case .restyled: return "other style, bare or marked up"
        case .tone: return "a system prompt's tone"
        case .abstaining(let part): return "abstaining on \(percent(part))"
        case .planted(let part): return "errors planted on \(percent(part))"
        case .mixed(let part): return "\(percent(part)) from another model"
        }
    }

    /// The same answer in other words; `nil` where this disguise leaves texts alone. Rules only: no model is asked.
    func rewritten(_ word: String, _ random: inout SeededGenerator) -> String? {
        let forms: [String]
        switch self {
        case .paraphrased:
            forms = [
                "It is \(word).", "The answer is \(word).", "I believe it's \(word).", "That would be \(word).",
                "\(word), as far as I know.", "Most likely \(word).", "The correct answer is **\(word)**.",
            ]
        case .restyled:
            forms = [
                word.lowercased(), word.uppercased(), "- \(word)", "**\(word)**", "\"\(word)\"", "\(word)!",
                "Answer: \(word)",
            ]
        case .tone:
            forms = [
                "Great question! The answer is \(word). Let me know if you would like more details!",
                "Certainly! It is \(word). I hope that helps.",
                "Ahoy, friend! The answer is **\(word)**. Anything else?",
                "Sure thing.\n\nThe answer is \(word).\n\nFeel free to ask me about anything else.",
            ]
        case .none, .abstaining, .planted, .mixed: return nil
        }
        return forms[random.below(forms.count)]
    }
}
