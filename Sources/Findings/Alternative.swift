import Kinship

/// Another explanation, and what the data says of it.
public struct Alternative: Sendable, Hashable {
    public enum Status: String, Codable, Sendable { case unlikely, open, likely, untested }

    public enum Name: String, Codable, Sendable, CaseIterable {
        case commonBase = "common-base"
        case thirdSource = "third-source"
        case sameTexts = "same-texts"
        case contamination
        case systemPrompt = "system-prompt"
        case otherModelServed = "other-model-served"
        case answerKey = "answer-key"
        case reverse
        /// Nothing but kinship was found to have made the answers alike; the others name what was found.
        case circumstance
        case habit = "circumstance-habit"
        case weakness = "circumstance-weakness"
        case references = "circumstance-references"
        case style = "circumstance-style"
        case suite = "circumstance-suite"
        case topic = "circumstance-topic"
        case wording = "circumstance-wording"
    }

    /// The explanation with what was seen of it.
    public enum Explanation: Sendable, Hashable {
        case commonBase
        /// The model with the largest share of the joint estimate, and the model of the panel that is kin to both and may stand behind them.
        case thirdSource(strongest: String?, third: String?)
        case sameTexts
        case contamination
        case systemPrompt
        /// Alarms of the collection that name one of the two.
        case otherModelServed(alarms: Int)
        case answerKey(Alarm.DoubtfulKeys?)
        case reverse
        /// What made the answers alike without kinship; `nil` where nothing was found.
        case circumstance(CircumstanceFinding?)
    }

    public var explanation: Explanation
    public var status: Status

    public init(_ explanation: Explanation, _ status: Status) {
        self.explanation = explanation
        self.status = status
    }

    public var name: Name {
        switch explanation {
        case .commonBase: .commonBase
        case .thirdSource: .thirdSource
        case .sameTexts: .sameTexts
        case .contamination: .contamination
        case .systemPrompt: .systemPrompt
        case .otherModelServed: .otherModelServed
        case .answerKey: .answerKey
        case .reverse: .reverse
        case .circumstance(nil): .circumstance
        case .circumstance(let found?):
            switch found.kind {
            case .habit: .habit
            case .weakness: .weakness
            case .references: .references
            case .style: .style
            case .suite: .suite
            case .topic: .topic
            case .wording: .wording
            }
        }
    }
}

extension Alternative.Name {
    /// True for the name of a circumstance that was found.
    public var isFoundCircumstance: Bool { rawValue.hasPrefix("circumstance-") }
}

extension Alternative: Codable {
    private enum Key: CodingKey { case name, status, facts }
    private enum Fact: CodingKey { case strongest, third, alarms }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        status = try values.decode(Status.self, forKey: .status)
        let facts = { try values.nestedContainer(keyedBy: Fact.self, forKey: .facts) }
        explanation =
            switch try values.decode(Name.self, forKey: .name) {
            case .commonBase: .commonBase
            case .thirdSource:
                .thirdSource(
                    strongest: try facts().decodeIfPresent(String.self, forKey: .strongest),
                    third: try facts().decodeIfPresent(String.self, forKey: .third))
            case .sameTexts: .sameTexts
            case .contamination: .contamination
            case .systemPrompt: .systemPrompt
            case .otherModelServed: .otherModelServed(alarms: try facts().decode(Int.self, forKey: .alarms))
            case .answerKey: .answerKey(try values.decodeIfPresent(Alarm.DoubtfulKeys.self, forKey: .facts))
            case .reverse: .reverse
            case .circumstance: .circumstance(nil)
            case .habit, .weakness, .references, .style, .suite, .topic, .wording:
                .circumstance(try values.decode(CircumstanceFinding.self, forKey: .facts))
            }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .name)
        try values.encode(status, forKey: .status)
        switch explanation {
        case .thirdSource(let strongest, let third):
            var facts = values.nestedContainer(keyedBy: Fact.self, forKey: .facts)
            try facts.encodeIfPresent(strongest, forKey: .strongest)
            try facts.encodeIfPresent(third, forKey: .third)
        case .otherModelServed(let alarms):
            var facts = values.nestedContainer(keyedBy: Fact.self, forKey: .facts)
            try facts.encode(alarms, forKey: .alarms)
        case .answerKey(let keys): try values.encodeIfPresent(keys, forKey: .facts)
        case .circumstance(let found): try values.encodeIfPresent(found, forKey: .facts)
        case .commonBase, .sameTexts, .contamination, .systemPrompt, .reverse: break
        }
    }
}
