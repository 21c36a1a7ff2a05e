/// A recording whose kinship is documented, with the panel scores of its models: what calibration and validation are made from.
public struct LabeledRecording: Sendable {
    public struct Pair: Sendable, Hashable {
        public var a: Int
        public var b: Int
        public var related: Bool
        public init(a: Int, b: Int, related: Bool) {
            self.a = a
            self.b = b
            self.related = related
        }
    }

    /// For example `zeroeval/crux`.
    public let name: String
    public let models: [String]
    public let score: PanelScore
    /// Pairs with a label; all others are not judged.
    public let pairs: [Pair]

    public init(name: String, models: [String], score: PanelScore, pairs: [Pair]) {
        self.name = name
        self.models = models
        self.score = score
        self.pairs = pairs
    }
}

/// Families of models over several recordings: connected groups of documented pairs. A model without kin is a family by itself.
public struct ModelFamilies: Sendable {
    private let family: [String: Int]

    public init(_ recordings: [LabeledRecording]) {
        var number: [String: Int] = [:]
        for model in recordings.flatMap(\.models) where number[model] == nil { number[model] = number.count }
        let related = recordings.flatMap { recording in
            recording.pairs.filter(\.related).compactMap { pair -> (Int, Int)? in
                guard let a = number[recording.models[pair.a]], let b = number[recording.models[pair.b]] else {
                    return nil
                }
                return (a, b)
            }
        }
        let groups = FamilyBootstrap(models: number.count, relatedPairs: related)
        family = number.mapValues { groups.family[$0] }
    }

    /// A number for the family of `model`; models of other recordings have none.
    public subscript(model: String) -> Int? { family[model] }
}
