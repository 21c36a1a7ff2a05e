import Kinship

/// Who learned from whom, as far as that can be said.
public struct DirectionFinding: Codable, Sendable, Hashable {
    public var signs: [Sign]
    /// 1: suspect from source; -1: source from suspect; 0: cannot tell.
    public var conclusion: Int
    /// How often what the measured signs conclude together, without dates and names, was right on networks of known lineage.
    public var measured: DirectionRates.Sign?

    public init(signs: [Sign], conclusion: Int, measured: DirectionRates.Sign? = nil) {
        self.signs = signs
        self.conclusion = conclusion
        self.measured = measured
    }

    public struct Sign: Sendable, Hashable {
        public enum Name: String, Codable, Sendable, CaseIterable {
            case releaseDates = "release-dates"
            case asymmetry, identity, diversity
            case thirdModels = "third-models"
        }

        /// The sign with what it rests on.
        public enum Observation: Sendable, Hashable {
            /// Days of release, as documented.
            case releaseDates(suspect: String?, source: String?)
            /// Difference of the two shares in standard errors.
            case asymmetry(z: Double?)
            /// How often the one names the other's maker as its own; `nil` where both are of one maker.
            case identity(Leaks?)
            /// Who is the surer of the shared errors; `nil` where questions were not asked several times.
            case diversity(Sureness?)
            /// The third model that tells.
            case thirdModels(third: String?)
        }
        public struct Leaks: Codable, Sendable, Hashable {
            public var suspectNamesSource: Int
            public var sourceNamesSuspect: Int
            public init(suspectNamesSource: Int, sourceNamesSuspect: Int) {
                self.suspectNamesSource = suspectNamesSource
                self.sourceNamesSuspect = sourceNamesSuspect
            }
        }
        public struct Sureness: Codable, Sendable, Hashable {
            public var sharedErrors: Int
            /// Standard errors; `nil` where it cannot be computed.
            public var z: Double?
            public init(sharedErrors: Int, z: Double?) {
                self.sharedErrors = sharedErrors
                self.z = z
            }
        }

        public var observation: Observation
        /// Positive: the suspect from the source; negative: the other way round; 0: silent.
        public var toward: Int
        /// Whether the conclusion heeds it; a sign that does not count is shown for what it is worth.
        public var counts: Bool
        /// How often it is right on networks of known lineage; `nil` where that was not measured.
        public var measured: DirectionRates.Sign?

        public init(
            _ observation: Observation, toward: Int, counts: Bool = true, measured: DirectionRates.Sign? = nil
        ) {
            self.observation = observation
            self.toward = toward
            self.counts = counts
            self.measured = measured
        }

        public var name: Name {
            switch observation {
            case .releaseDates: .releaseDates
            case .asymmetry: .asymmetry
            case .identity: .identity
            case .diversity: .diversity
            case .thirdModels: .thirdModels
            }
        }
    }
}

extension DirectionFinding.Sign: Codable {
    private enum Key: CodingKey { case name, toward, counts, measured, facts }
    private enum Fact: CodingKey { case suspect, source, z, third }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        toward = try values.decode(Int.self, forKey: .toward)
        counts = try values.decode(Bool.self, forKey: .counts)
        measured = try values.decodeIfPresent(DirectionRates.Sign.self, forKey: .measured)
        let facts = { try values.nestedContainer(keyedBy: Fact.self, forKey: .facts) }
        observation =
            switch try values.decode(Name.self, forKey: .name) {
            case .releaseDates:
                .releaseDates(
                    suspect: try facts().decodeIfPresent(String.self, forKey: .suspect),
                    source: try facts().decodeIfPresent(String.self, forKey: .source))
            case .asymmetry: .asymmetry(z: try facts().decodeIfPresent(Double.self, forKey: .z))
            case .identity: .identity(try values.decodeIfPresent(Leaks.self, forKey: .facts))
            case .diversity: .diversity(try values.decodeIfPresent(Sureness.self, forKey: .facts))
            case .thirdModels: .thirdModels(third: try facts().decodeIfPresent(String.self, forKey: .third))
            }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .name)
        try values.encode(toward, forKey: .toward)
        try values.encode(counts, forKey: .counts)
        try values.encodeIfPresent(measured, forKey: .measured)
        switch observation {
        case .identity(let leaks): return try values.encodeIfPresent(leaks, forKey: .facts)
        case .diversity(let sureness): return try values.encodeIfPresent(sureness, forKey: .facts)
        case .releaseDates(let suspect, let source):
            var facts = values.nestedContainer(keyedBy: Fact.self, forKey: .facts)
            try facts.encodeIfPresent(suspect, forKey: .suspect)
            try facts.encodeIfPresent(source, forKey: .source)
        case .asymmetry(let z):
            var facts = values.nestedContainer(keyedBy: Fact.self, forKey: .facts)
            try facts.encodeIfPresent(z, forKey: .z)
        case .thirdModels(let third):
            var facts = values.nestedContainer(keyedBy: Fact.self, forKey: .facts)
            try facts.encodeIfPresent(third, forKey: .third)
        }
    }
}
