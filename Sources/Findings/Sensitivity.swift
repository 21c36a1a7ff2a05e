/// The fused ratio again, with one thing changed.
public struct SensitivityRow: Sendable, Hashable {
    public enum Panel: String, Codable, Sendable, CaseIterable {
        /// All references: the ratio itself.
        case all
        /// Without models that declare the alleged source among their parents.
        case freeOfSource = "free-of-source"
        /// Only models released within a year of the suspect.
        case withinAYear = "within-a-year"
    }
    public enum Half: String, Codable, Sendable { case odd, even }

    /// What was changed.
    public enum Change: Sendable, Hashable {
        case panel(Panel)
        case withoutSuite(String)
        /// A group of questions: a kind of error, `tag …`, `type …`, `folder …`, or a third by difficulty.
        case withoutGroup(String)
        /// The models of one maker, or models that their answers make relatives.
        case withoutFamily(String)
        case withoutModel(String)
        case halfOfQuestions(Half)
        /// Width of the background around the suspect's ability, in logits.
        case bandwidth(Double)
        /// Only answers that stand alone or are marked as the answer.
        case strictReading
    }

    public var change: Change
    public var ratio: LikelihoodRatio?
    public var share: Estimate?

    public init(_ change: Change, ratio: LikelihoodRatio?, share: Estimate?) {
        self.change = change
        self.ratio = ratio
        self.share = share
    }
}

extension SensitivityRow.Change {
    /// The kind of change and what it was made to, as JSON and tables name them.
    public var names: (change: String, subject: String) {
        switch self {
        case .panel(let panel): ("panel", panel.rawValue)
        case .withoutSuite(let name): ("without-suite", name)
        case .withoutGroup(let name): ("without-group", name)
        case .withoutFamily(let name): ("without-family", name)
        case .withoutModel(let name): ("without-model", name)
        case .halfOfQuestions(let half): ("half-of-questions", half.rawValue)
        case .bandwidth(let width): ("bandwidth", String(width))
        case .strictReading: ("reading", "strict")
        }
    }

    /// - Returns: `nil` where there is no such change.
    public init?(change: String, subject: String) {
        switch change {
        case "panel":
            guard let panel = SensitivityRow.Panel(rawValue: subject) else { return nil }
            self = .panel(panel)
        case "without-suite": self = .withoutSuite(subject)
        case "without-group": self = .withoutGroup(subject)
        case "without-family": self = .withoutFamily(subject)
        case "without-model": self = .withoutModel(subject)
        case "half-of-questions":
            guard let half = SensitivityRow.Half(rawValue: subject) else { return nil }
            self = .halfOfQuestions(half)
        case "bandwidth":
            guard let width = Double(subject) else { return nil }
            self = .bandwidth(width)
        case "reading" where subject == "strict": self = .strictReading
        default: return nil
        }
    }
}

extension SensitivityRow: Codable {
    private enum Key: CodingKey { case change, subject, ratio, share }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let name = try values.decode(String.self, forKey: .change)
        guard let change = Change(change: name, subject: try values.decode(String.self, forKey: .subject)) else {
            throw DecodingError.dataCorruptedError(forKey: .change, in: values, debugDescription: "no change \(name)")
        }
        self.change = change
        ratio = try values.decodeIfPresent(LikelihoodRatio.self, forKey: .ratio)
        share = try values.decodeIfPresent(Estimate.self, forKey: .share)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        let names = change.names
        try values.encode(names.change, forKey: .change)
        try values.encode(names.subject, forKey: .subject)
        try values.encodeIfPresent(ratio, forKey: .ratio)
        try values.encodeIfPresent(share, forKey: .share)
    }
}
