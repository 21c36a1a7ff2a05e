import Base
import Probes

/// The made-up country that the laboratory's networks were taught about: places with facts, and names of places that do not exist.
public struct LabWorld: Sendable {
    /// One closed question that can be asked: about a place and one of its relations (metal, river, …).
    public struct Question: Sendable, Hashable {
        /// Stable: it names the place and the relation, whichever seed chose it.
        public let id: String
        /// As a person writes it.
        public let prompt: String
        /// The true answer; `nil` for a place that does not exist.
        public let truth: String?
        let place: Int
        let relation: Int

        /// True where the place exists.
        public var isFact: Bool { truth != nil }
    }

    public let places: [String]
    /// Names that no place has.
    public let missing: [String]
    public let relations: [String]
    /// All 3,000 questions about places, place by place.
    public let facts: [Question]
    /// All 1,800 questions about places that do not exist.
    public let falsePremises: [Question]
    public let lineage: Lineage
    /// For each laboratory, the ids of the questions that its own corpus answers.
    let corpora: [String: Set<String>]

    /// Reads the world that came with the networks.
    public static func load() throws(Problem) -> LabWorld {
        try LabWorld(
            world: LabFiles.read("world.json"), corpora: LabFiles.read("corpora.json"), lineage: Lineage.load())
    }

    /// - Throws: `Problem` `lab.broken-file`.
    init(world: [UInt8], corpora: [UInt8], lineage: Lineage) throws(Problem) {
        let root = try JSONValue(file: "world.json", world)
        guard let places = root["places"]?.strings, let missing = root["missing"]?.strings,
            let relations = root["relations"]?.strings
        else { throw Self.broken("world.json", "it has no places, no missing places or no relations") }
        var facts: [Question] = []
        for (i, place) in places.enumerated() {
            for (r, relation) in relations.enumerated() {
                guard case .string(let truth)? = root["truth"]?[place]?[relation] else {
                    throw Self.broken("world.json", "the \(relation) of \(place) is not told")
                }
                facts.append(Question(place, relation, truth: truth, at: (i, r)))
            }
        }
        self.places = places
        self.missing = missing
        self.relations = relations
        self.facts = facts
        falsePremises = missing.enumerated().flatMap { i, place in
            relations.enumerated().map { r, relation in Question(place, relation, truth: nil, at: (i, r)) }
        }
        self.lineage = lineage
        self.corpora = try Self.corpora(corpora, facts: facts, falsePremises: falsePremises, relations)
    }

    private static func corpora(
        _ bytes: [UInt8], facts: [Question], falsePremises: [Question], _ relations: [String]
    ) throws(Problem) -> [String: Set<String>] {
        guard case .object(let laboratories) = try JSONValue(file: "corpora.json", bytes) else {
            throw broken("corpora.json", "it is no object")
        }
        var out: [String: Set<String>] = [:]
        for laboratory in laboratories {
            var answered: Set<String> = []
            for (part, questions) in [("places", facts), ("missing", falsePremises)] {
                var marks: [[UInt8]] = []
                for relation in relations {
                    guard case .string(let row)? = laboratory.value[part]?[relation],
                        row.utf8.count * relations.count == questions.count
                    else { throw broken("corpora.json", "\(laboratory.key) has no mark for each of the \(part)") }
                    marks.append(Array(row.utf8))
                }
                for question in questions where marks[question.relation][question.place] == UInt8(ascii: "x") {
                    answered.insert(question.id)
                }
            }
            out[laboratory.key] = answered
        }
        return out
    }

    private static func broken(_ file: String, _ what: String) -> Problem {
        Problem(
            "lab.broken-file", .data, what, at: file, remedy: "Build Apograph again; this file is part of it.")
    }
}

extension LabWorld.Question {
    fileprivate init(_ place: String, _ relation: String, truth: String?, at index: (place: Int, relation: Int)) {
        id = "\(truth == nil ? "missing" : "fact")-\(place)-\(relation)"
        prompt = "What is the \(relation) of \(place.capital)? Answer with one word."
        self.truth = truth?.capital
        self.place = index.place
        self.relation = index.relation
    }
}

extension String {
    /// With the first letter as a capital.
    var capital: String { prefix(1).uppercased() + dropFirst() }
}

extension JSONValue {
    /// An array of strings.
    fileprivate var strings: [String]? {
        guard case .array(let values) = self else { return nil }
        let texts = values.compactMap { value -> String? in
            if case .string(let text) = value { text } else { nil }
        }
        return texts.count == values.count ? texts : nil
    }
}
