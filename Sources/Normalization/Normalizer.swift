import Probes

/// Turns what models wrote into states and keys that can be compared.
///
/// Derived, never evidence: the raw bytes stay as they are, and a changed normaliser (see ``version``) derives every answer anew.
public enum Normalizer {
    /// Changes whenever any text could be read differently than before.
    public static let version = "3"

    /// What one response says, without a key; `text` is the response as received, `isCut` true where it was cut off (see ``cutsOff(_:)``).
    public static func reading(of text: String, as spec: AnswerSpec, isCut: Bool = false) -> Reading {
        Draft(Bytes(text.utf8), spec, isCut: isCut).reading
    }

    /// Whether a finish reason, as any provider words it, says that the response ended before its answer did: a token limit, a filter, a refusal of the server's.
    public static func cutsOff(_ finishReason: String?) -> Bool {
        guard let reason = finishReason?.lowercased() else { return false }
        return cuts.contains(reason)
    }

    private static let cuts: Set<String> = [
        "length", "max_tokens", "max_output_tokens", "model_length", "max_length", "token_limit", "incomplete",
        "model_context_window_exceeded", "content_filter", "content-filter", "contentfilter", "safety", "recitation",
        "blocklist", "prohibited_content", "spii", "image_safety", "language", "refusal", "guardrail_intervened",
        "content_filtered", "error", "error_toxic", "cancelled", "canceled", "aborted", "timeout",
        "insufficient_system_resource",
    ]

    /// Whether a response gives its answer without a rule having to find it: it marks it itself (an `answer` field, a box, a tag, "the answer is"),
    /// or is nothing but one short line. True also where it gives none.
    public static func isPlain(_ text: String, as spec: AnswerSpec) -> Bool { Draft.isPlain(Bytes(text.utf8), spec) }

    /// The answers of all models to one probe, held against its key. `nil` is a response that is missing.
    ///
    /// Names of one person, units of one dimension, subtitles and ambiguous dates are brought together within the item. On a false premise, abstaining and denying are right and any value is wrong; a refusal stays an abstention.
    public static func answers(_ texts: [String?], to spec: AnswerSpec) -> [Answer] {
        item(texts, to: spec).answers
    }

    /// As ``answers(_:to:)``, with the key that the answers were held against.
    ///
    /// `cut`: whether each response was cut off (see ``cutsOff(_:)``), in the same order; empty where none was.
    public static func item(_ texts: [String?], to spec: AnswerSpec, cut: [Bool] = []) -> ItemAnswers {
        Item(texts, spec, cut: cut).judged
    }

    /// The share of the models that answered which the majority reading must hold where no truth is known.
    public static let leastMajority = 0.35

    /// The majority reading of those that answered, where it holds at least 35 % and no other reading is as frequent; else `nil`, and the item has no key.
    public static func consensus(_ keys: [String]) -> String? {
        var counts: [String: Int] = [:]
        for key in keys { counts[key, default: 0] += 1 }
        guard let most = counts.values.max(), Double(most) >= leastMajority * Double(keys.count) else { return nil }
        let leaders = counts.filter { $0.value == most }
        return leaders.count == 1 ? leaders.first?.key : nil
    }

    /// As ``consensus(_:)-([String])``, over readings; what is no answer does not count.
    public static func consensus(_ readings: [Reading]) -> String? {
        consensus(readings.compactMap { $0.kind == .answered ? $0.key : nil })
    }
}
