/// What a probe is for, and so which channel of the engine reads its answers.
public enum ProbeKind: String, Codable, Sendable, CaseIterable {
    /// One answer of a known type; shared errors are counted.
    case closed
    /// Free text; compared model by model on the same prompt.
    case open
    /// "Pick one": many samples, compared as a distribution.
    case choice
    /// Whom does the model say it was made by?
    case identity
    /// A planted statement that exists nowhere else.
    case canary
}

/// One question, as every model of the panel is asked it.
public struct Probe: Codable, Sendable, Hashable {
    /// Unique within its suite.
    public var id: String
    /// The user message, word for word.
    public var prompt: String
    public var kind: ProbeKind
    /// Present on closed and canary probes, absent on all others.
    public var answer: AnswerSpec?
    /// Where its wrong answers typically come from; `nil` where nobody has said.
    public var errorKind: ErrorKind?
    /// The wrong answer that circulates, on corpus probes.
    public var circulating: String?
    /// How many independent answers are asked for (at least 1).
    public var samples: Int
    public var settings: GenerationSettings
    public var tags: [String]
    /// Where a reader can look the truth up.
    public var source: String?
    /// What was planted, on canary probes.
    public var canary: Canary?

    public init(
        id: String, prompt: String, kind: ProbeKind, answer: AnswerSpec? = nil,
        errorKind: ErrorKind? = nil, circulating: String? = nil, samples: Int = 1,
        settings: GenerationSettings = .init(), tags: [String] = [], source: String? = nil,
        canary: Canary? = nil
    ) {
        self.id = id
        self.prompt = prompt
        self.kind = kind
        self.answer = answer
        self.errorKind = errorKind
        self.circulating = circulating
        self.samples = samples
        self.settings = settings
        self.tags = tags
        self.source = source
        self.canary = canary
    }
}

/// A versioned set of probes. Settings and kinds that a probe does not state itself are already filled in from the suite's defaults.
public struct Suite: Sendable, Hashable {
    /// Path-like name, for example `hallucination/fictitious-works`.
    public var name: String
    /// Semantic version; a generated suite carries its seed too, for example `1.0.0+seed.7`.
    public var version: String
    public var language: String
    public var license: String
    public var about: String
    public var probes: [Probe]
    /// Unpublished: no page, export or bundle that is meant for others shows its prompts and truths unless that is asked for.
    public var isPrivate: Bool

    public init(
        name: String, version: String, language: String = "en", license: String = "CC-BY-4.0",
        about: String = "", probes: [Probe], isPrivate: Bool = false
    ) {
        self.name = name
        self.version = version
        self.language = language
        self.license = license
        self.about = about
        self.probes = probes
        self.isPrivate = isPrivate
    }

    /// The same suite with every closed question asked `samples` times at temperature 1: what shows how sure a model is of an answer. Its version
    /// says so, since these are not the answers that the suite asks for otherwise.
    public func drawn(samples: Int) -> Suite {
        guard samples > 1, probes.contains(where: { $0.kind == .closed }) else { return self }
        var suite = self
        suite.version += (version.contains("+") ? "." : "+") + "drawn.\(samples)"
        for place in suite.probes.indices where suite.probes[place].kind == .closed {
            suite.probes[place].samples = samples
            suite.probes[place].settings.temperature = 1
            suite.probes[place].settings.seed = 1
        }
        return suite
    }
}

/// Coded with `private` only where it is true, so that the hash of a published suite says nothing of it.
extension Suite: Codable {
    enum CodingKeys: String, CodingKey {
        case name, version, language, license, about, probes
        case isPrivate = "private"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decode(String.self, forKey: .name)
        version = try fields.decode(String.self, forKey: .version)
        language = try fields.decode(String.self, forKey: .language)
        license = try fields.decode(String.self, forKey: .license)
        about = try fields.decode(String.self, forKey: .about)
        probes = try fields.decode([Probe].self, forKey: .probes)
        isPrivate = try fields.decodeIfPresent(Bool.self, forKey: .isPrivate) ?? false
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(name, forKey: .name)
        try fields.encode(version, forKey: .version)
        try fields.encode(language, forKey: .language)
        try fields.encode(license, forKey: .license)
        try fields.encode(about, forKey: .about)
        try fields.encode(probes, forKey: .probes)
        if isPrivate { try fields.encode(true, forKey: .isPrivate) }
    }
}

extension Probe {
    /// What stands in place of a private suite's prompts and truths on everything that others may see.
    public static let withheldText = "(withheld: the suite is private)"

    /// This probe as others may see it: id, kind and type of answer without the wording.
    public var withholdingTexts: Probe {
        var out = self
        out.prompt = Self.withheldText
        (out.circulating, out.source, out.canary) = (nil, nil, nil)
        return out
    }

    public var isWithheld: Bool { prompt == Self.withheldText }
}
