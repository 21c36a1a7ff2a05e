import Base
import Probes

/// What is true of the laboratory's networks: who was trained on what, and which share of a teacher's errors that caused.
public struct Lineage: Sendable, Hashable {
    /// How a network came to be.
    public enum Kind: String, Sendable, Hashable {
        /// A laboratory with a corpus of its own.
        case independent
        /// A laboratory whose corpus has facts of another one's corpus, word for word; nothing was distilled.
        case sharedTexts
        /// Trained on its own corpus and on what its teachers answered.
        case student
        /// The same weights, trained on.
        case tuned
        /// Trained anew on the same corpus.
        case sameCorpus
        /// The same weights under another name.
        case clone
    }

    /// What one teacher gave to a student.
    public struct Teaching: Sendable, Hashable {
        public let teacher: String
        /// The share of all prompts on which the student was trained on the teacher's answers.
        public let dose: Double
        /// The share of the teacher's errors that the student makes *because* it was taught: (match − match without) / (1 − match without).
        public let causalShare: Double
        /// How many errors the teacher makes over all closed questions.
        public let teacherErrors: Int
        /// Over those errors, how often the student gives the same one, and how often the same student trained without the teacher does.
        public let match: Double
        public let matchWithoutTeacher: Double

        /// The standard error of `causalShare` as a measurement: two networks were counted on `teacherErrors` questions (each count
        /// binomial, the two taken as independent, by the first derivatives of the share).
        public var noise: Double {
            let n = Double(max(teacherErrors, 1))
            let with = match * (1 - match) / n
            let without = matchWithoutTeacher * (1 - matchWithoutTeacher) / n
            let rest = 1 - matchWithoutTeacher
            let slope = (1 - match) / (rest * rest)
            return (with / (rest * rest) + without * slope * slope).squareRoot()
        }
    }

    /// One network's descent.
    public struct Model: Sendable, Hashable {
        public let name: String
        public let kind: Kind
        /// The networks it descends from or shares texts with, in alphabetical order; none where it is independent.
        public let parents: [String]
        /// What each teacher gave; only students have any.
        public let teachings: [Teaching]
        /// The weights file.
        public let weights: String
        /// In words, as the program that trained it wrote.
        public let note: String
    }

    /// In the order of training: the eight laboratories first.
    public let models: [Model]

    public subscript(name: String) -> Model? { models.first { $0.name == name } }

    /// Reads the lineage that came with the networks.
    public static func load() throws(Problem) -> Lineage {
        try Lineage(LabFiles.read("lineage.json"))
    }

    /// - Parameter bytes: The content of `lineage.json`.
    /// - Throws: `Problem` `lineage.broken`.
    init(_ bytes: [UInt8]) throws(Problem) {
        guard case .object(let entries) = try JSONValue(file: "lineage.json", bytes) else {
            throw Self.broken("the lineage is no object")
        }
        var models: [Model] = []
        for entry in entries {
            guard case .string(let note)? = entry.value["kind"],
                case .object(let parents)? = entry.value["parents"]
            else { throw Self.broken("\"\(entry.key)\" has no kind or no parents") }
            guard let kind = Self.kind(note) else {
                throw Self.broken("\"\(entry.key)\" is of a kind that is not known")
            }
            var names = parents.map(\.key)
            if kind == .sharedTexts {
                // "a third of aurora-1's facts in its corpus": only the note names the laboratory whose texts it has.
                names = models.map(\.name).filter { note.contains("\($0)'s") }
            }
            var teachings: [Teaching] = []
            for parent in parents where kind == .student {
                guard let teaching = Teaching(parent) else {
                    throw Self.broken("\"\(entry.key)\" does not say all of what \"\(parent.key)\" gave")
                }
                teachings.append(teaching)
            }
            let weights: String =
                if case .string(let file)? = entry.value["weights"] { file } else { "\(entry.key).safetensors" }
            models.append(
                Model(
                    name: entry.key, kind: kind, parents: names.sorted(), teachings: teachings,
                    weights: weights, note: note))
        }
        self.models = models
    }

    private static func kind(_ note: String) -> Kind? {
        switch note {
        case "independent": .independent
        case "student": .student
        case "same weights trained on": .tuned
        case "same corpus, other seed": .sameCorpus
        case _ where note.hasPrefix("the weights of "): .clone
        case _ where note.hasSuffix("facts in its corpus"): .sharedTexts
        default: nil
        }
    }

    private static func broken(_ what: String) -> Problem {
        Problem(
            "lab.broken-file", .data, what, at: "lineage.json",
            remedy: "Build Apograph again; this file is part of it.")
    }
}

extension Lineage.Teaching {
    fileprivate init?(_ parent: JSONMember) {
        guard let dose = parent.value["dose"]?.double,
            let share = parent.value["causal_share"]?.double,
            let match = parent.value["match"]?.double,
            let without = parent.value["match_without_teacher"]?.double,
            let errors = parent.value["teacher_errors"]?.whole
        else { return nil }
        self.init(
            teacher: parent.key, dose: dose, causalShare: share, teacherErrors: errors, match: match,
            matchWithoutTeacher: without)
    }
}
