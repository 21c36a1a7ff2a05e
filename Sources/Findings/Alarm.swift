import Base

/// What stops a lineage claim, or stands before one.
public struct Alarm: Sendable, Hashable {
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Two endpoints agree on nearly everything that they get wrong: one model, a proxy or a cache.
        case identical
        /// What the server says it serves changed during the run, or is not what was asked for.
        case servedModel
        /// Same text, same request id or same latency again and again.
        case replayed
        /// Models share a truncation or an encoding fault.
        case damaged
        /// Most strong models contradict the key.
        case answerKey
        /// Most references learned from the alleged source, by what is declared or by what they answered: nothing about it is rare.
        case siblings
        /// Too much of a recording is empty or unparsed; the model is left out.
        case unreadable
    }

    /// The kind with what was seen.
    public enum Cause: Sendable, Hashable {
        case identical(sharedErrors: Int, bothWrong: Int)
        case servedModel(served: [String])
        case replayed(Replay)
        case damaged(Fault, [Damage])
        case answerKey(DoubtfulKeys)
        /// References that declare the source among their parents, and those that make its errors well above what they share with one another, of all.
        case siblings(declared: Int, alike: Int = 0, references: Int)
        case unreadable(Exclusion)
    }

    public var cause: Cause
    public var models: [String]
    /// Why a person overrode it; `nil` while it stands.
    public var overridden: String?

    public init(_ cause: Cause, models: [String], overridden: String? = nil) {
        self.cause = cause
        self.models = models
        self.overridden = overridden
    }

    public var kind: Kind {
        switch cause {
        case .identical: .identical
        case .servedModel: .servedModel
        case .replayed: .replayed
        case .damaged: .damaged
        case .answerKey: .answerKey
        case .siblings: .siblings
        case .unreadable: .unreadable
        }
    }

    /// What a person calls it to override it: its models joined with "+", or its kind where it names none or more than two.
    public var name: String {
        models.isEmpty || models.count > 2 ? kind.rawValue : models.joined(separator: "+")
    }

    /// True where it stops a claim about these two until it is overridden. Doubtful answer keys stop a claim only where it rests on them, which
    /// takes the figures of the analysis.
    public func stops(_ a: String, _ b: String) -> Bool {
        switch kind {
        case .identical: Set(models) == [a, b]
        case .damaged: Set(models).isSuperset(of: [a, b])
        case .replayed where models.count > 1: Set(models) == [a, b]
        case .servedModel, .replayed, .siblings, .unreadable: models.contains(a) || models.contains(b)
        case .answerKey: false
        }
    }
}

extension Alarm {
    /// How often something came again that comes once.
    public struct Replay: Codable, Sendable, Hashable {
        /// Request ids that came more than once.
        public var repeatedRequests: Int?
        /// Long answers that came to more than one question, or from both models; of how many long answers.
        public var sameText: Int?
        public var of: Int?
        /// The same answer after the same time.
        public var sameTextAndLatency: Int?
        /// Other models that the repeated request ids belong to.
        public var with: [String]

        public init(
            repeatedRequests: Int? = nil, sameText: Int? = nil, of: Int? = nil, sameTextAndLatency: Int? = nil,
            with: [String] = []
        ) {
            self.repeatedRequests = repeatedRequests
            self.sameText = sameText
            self.of = of
            self.sameTextAndLatency = sameTextAndLatency
            self.with = with
        }
    }

    public enum Fault: Sendable, Hashable {
        case brokenOff
        case wronglyDecoded
        /// The longest answers all end at one length.
        case cut(atBytes: Int)
    }

    /// How many of a model's answers have the fault.
    public struct Damage: Codable, Sendable, Hashable {
        public var model: String
        public var count: Int
        public var of: Int

        public init(model: String, count: Int, of: Int) {
            self.model = model
            self.count = count
            self.of = of
        }
    }

    /// Questions whose key most of the strongest models contradict, the first few by probe.
    public struct DoubtfulKeys: Codable, Sendable, Hashable {
        public var items: Int
        public var of: Int
        public var first: [String]

        public init(items: Int, of: Int, first: [String]) {
            self.items = items
            self.of = of
            self.first = first
        }
    }
}

extension Alarm: Codable {
    private enum Key: CodingKey { case kind, models, facts, overridden }
    private enum Fact: CodingKey {
        case sharedErrors, bothWrong, served, declared, alike, references, fault, bytes, damages
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        models = try values.decode([String].self, forKey: .models)
        overridden = try values.decodeIfPresent(String.self, forKey: .overridden)
        let facts = { try values.nestedContainer(keyedBy: Fact.self, forKey: .facts) }
        cause =
            switch try values.decode(Kind.self, forKey: .kind) {
            case .identical:
                .identical(
                    sharedErrors: try facts().decode(Int.self, forKey: .sharedErrors),
                    bothWrong: try facts().decode(Int.self, forKey: .bothWrong))
            case .servedModel: .servedModel(served: try facts().decode([String].self, forKey: .served))
            case .replayed: .replayed(try values.decode(Replay.self, forKey: .facts))
            case .damaged:
                .damaged(
                    try Fault(from: values.superDecoder(forKey: .facts)),
                    try facts().decode([Damage].self, forKey: .damages))
            case .answerKey: .answerKey(try values.decode(DoubtfulKeys.self, forKey: .facts))
            case .siblings:
                .siblings(
                    declared: try facts().decode(Int.self, forKey: .declared),
                    alike: try facts().decodeIfPresent(Int.self, forKey: .alike) ?? 0,
                    references: try facts().decode(Int.self, forKey: .references))
            case .unreadable: .unreadable(try values.decode(Exclusion.self, forKey: .facts))
            }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(kind, forKey: .kind)
        try values.encode(models, forKey: .models)
        try values.encodeIfPresent(overridden, forKey: .overridden)
        switch cause {
        case .replayed(let replay): return try values.encode(replay, forKey: .facts)
        case .answerKey(let keys): return try values.encode(keys, forKey: .facts)
        case .unreadable(let why): return try values.encode(why, forKey: .facts)
        default: break
        }
        var facts = values.nestedContainer(keyedBy: Fact.self, forKey: .facts)
        switch cause {
        case .identical(let shared, let wrong):
            try facts.encode(shared, forKey: .sharedErrors)
            try facts.encode(wrong, forKey: .bothWrong)
        case .servedModel(let served): try facts.encode(served, forKey: .served)
        case .damaged(let fault, let damages):
            try facts.encode(fault.name, forKey: .fault)
            if case .cut(let bytes) = fault { try facts.encode(bytes, forKey: .bytes) }
            try facts.encode(damages, forKey: .damages)
        case .siblings(let declared, let alike, let references):
            try facts.encode(declared, forKey: .declared)
            if alike > 0 { try facts.encode(alike, forKey: .alike) }
            try facts.encode(references, forKey: .references)
        case .replayed, .answerKey, .unreadable: break
        }
    }
}

extension Alarm.Fault {
    private enum Key: CodingKey { case fault, bytes }

    var name: String {
        switch self {
        case .brokenOff: "brokenOff"
        case .wronglyDecoded: "wronglyDecoded"
        case .cut: "cut"
        }
    }

    fileprivate init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let name = try values.decode(String.self, forKey: .fault)
        switch name {
        case "brokenOff": self = .brokenOff
        case "wronglyDecoded": self = .wronglyDecoded
        case "cut": self = .cut(atBytes: try values.decode(Int.self, forKey: .bytes))
        default:
            throw DecodingError.dataCorruptedError(forKey: .fault, in: values, debugDescription: "no fault \(name)")
        }
    }
}
