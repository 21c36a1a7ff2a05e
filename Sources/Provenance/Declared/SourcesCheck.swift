import Base
import Foundation

/// What a declaration says and lacks, data set by data set, beside the table of data sets and the terms that were in force.
public struct SourcesCheck: Sendable, Hashable {
    /// Terms of one provider whose model's outputs a data set holds.
    public struct Terms: Sendable, Hashable {
        public var maker: String
        public var service: String
        public var document: String
        /// Day on which the version was recorded; `nil` where none was in force as far as the record tells.
        public var recorded: String?
        /// Sentences on competing models and on training, as they stand in the text.
        public var clauses: [TermsClause]
    }

    public struct Row: Sendable, Hashable {
        public var declared: Declaration.DataSet
        /// What the table of data sets knows; `nil` where it does not.
        public var known: KnownDataSets.Row?
        /// Models whose outputs it holds: as declared, else as the table says; `nil` where neither says.
        public var outputsOf: [String]?
        public var terms: [Terms]
        /// What a reader cannot find out from the declaration.
        public var missing: [String]

        /// Where the outputs are known from.
        public var isFromTable: Bool { declared.outputsOf == nil && known != nil }
        /// The declaration says "none" and the table names models, or the other way round.
        public var contradictsTable: Bool {
            guard let known, let declared = declared.outputsOf else { return false }
            return declared.isEmpty ? known.holds != .human : known.holds == .human
        }
        /// A clause on competing models or training that somebody should read before the model is published.
        public var hasClause: Bool { terms.contains { !$0.clauses.isEmpty } }
    }

    /// What the check comes to, worst first.
    public enum Outcome: Int32, Sendable {
        /// Data sets hold outputs of models whose provider's terms speak of competing models or training: somebody has to read them.
        case clauses = 10
        /// Something is not declared, or terms that were in force are not at hand.
        case incomplete = 11
        /// Nothing is missing, the terms of all whose outputs are held were looked at, and no clause was found.
        case complete = 0
    }

    public var declaration: Declaration
    public var rows: [Row]
    /// What the declaration as a whole lacks.
    public var missing: [String]

    /// Services of the Open Terms Archive by maker; a maker that is not here has no terms that are looked up.
    static let services = [
        "openai": "ChatGPT", "anthropic": "Claude.ai", "xai": "Grok", "deepseek": "DeepSeek", "google": "Gemini",
        "meta": "Meta AI",
        "mistral ai": "Le Chat", "microsoft": "Copilot",
    ]

    /// Makers by the beginning of a model's name.
    static let makers: [(String, String)] = [
        ("gpt", "OpenAI"), ("chatgpt", "OpenAI"), ("text-davinci", "OpenAI"), ("o1", "OpenAI"), ("o3", "OpenAI"),
        ("o4", "OpenAI"),
        ("claude", "Anthropic"), ("grok", "xAI"), ("deepseek", "DeepSeek"), ("gemini", "Google"), ("gemma", "Google"),
        ("bard", "Google"),
        ("palm", "Google"), ("llama", "Meta"), ("mixtral", "Mistral AI"), ("mistral", "Mistral AI"),
        ("qwen", "Alibaba"), ("qwq", "Alibaba"),
    ]

    static func maker(of model: String) -> String? {
        let name = (model.split(separator: "/").last.map(String.init) ?? model).lowercased()
        return makers.first { name.hasPrefix($0.0) }?.1
    }

    /// - Parameters:
    ///   - known: the table of data sets.
    ///   - terms: recorded terms; `nil` where none were imported.
    public init(_ declaration: Declaration, known: KnownDataSets, terms: TermsFile? = nil) {
        self.declaration = declaration
        rows = declaration.dataSets.map { set in
            let row = known.row(set.name, url: set.url)
            let outputs = set.outputsOf ?? row.map { $0.holds == .human ? [] : $0.models }
            var missing: [String] = []
            if set.license == nil { missing.append("its license") }
            if outputs == nil { missing.append("whether it holds outputs of models, and whose") }
            let makers = Self.makers(of: outputs ?? [], row: set.outputsOf == nil ? row : nil)
            if outputs?.isEmpty == false {
                if set.collected == nil { missing.append("the day of collection, without which no terms can be named") }
                if makers.isEmpty { missing.append("who makes the models whose outputs it holds") }
            }
            var found: [Terms] = []
            if let day = set.collected, outputs?.isEmpty == false {
                for maker in makers {
                    guard let terms, let service = Self.services[maker.lowercased()],
                        let histories = try? terms.histories(of: service)
                    else {
                        missing.append("terms of \(maker): none are imported")
                        continue
                    }
                    let standing = histories.map { history in
                        let version = history.standing(on: day).inForce.map { history.versions[$0] }
                        return Terms(
                            maker: maker, service: service, document: history.document, recorded: version?.day,
                            clauses: version.map { terms.clauses(of: $0) }?.filter {
                                !Set($0.kinds).isDisjoint(with: [.competing, .training])
                            } ?? [])
                    }
                    found += standing
                    if standing.allSatisfy({ $0.recorded == nil }) {
                        missing.append("terms of \(maker): the record does not reach the day of collection")
                    }
                }
            }
            return Row(declared: set, known: row, outputsOf: outputs, terms: found, missing: missing)
        }
        var missing: [String] = []
        if declaration.model == nil, declaration.form != .modelCard { missing.append("the model's name") }
        if declaration.license == nil { missing.append("the model's license") }
        if declaration.dataSets.isEmpty {
            // An empty list is a statement, no list is none; only the form of our own can tell them apart.
            missing.append(
                declaration.form == .sources ? "any data set: the list is empty" : "the data that it was trained on")
        }
        self.missing = missing
    }

    private static func makers(of models: [String], row: KnownDataSets.Row?) -> [String] {
        var names = row?.makers.filter { !["unknown", "several", "others"].contains($0) } ?? []
        for maker in models.compactMap(maker) where !names.contains(maker) { names.append(maker) }
        return names
    }

    public var outcome: Outcome {
        rows.contains { $0.hasClause || $0.contradictsTable }
            ? .clauses : missing.isEmpty && rows.allSatisfy { $0.missing.isEmpty } ? .complete : .incomplete
    }

    /// Data sets that hold outputs of models, those that hold none, and those of which it is not known.
    public var counts: (outputs: Int, none: Int, unknown: Int) {
        (
            rows.count { $0.outputsOf?.isEmpty == false }, rows.count { $0.outputsOf?.isEmpty == true },
            rows.count { $0.outputsOf == nil }
        )
    }

    /// The least and the most that outputs of models can be of the training data, 0…1; `nil` where not all shares are declared.
    public var syntheticShare: ClosedRange<Double>? {
        guard !rows.isEmpty, rows.allSatisfy({ $0.declared.share != nil }) else { return nil }
        func sum(_ keep: (Row) -> Bool) -> Double { rows.filter(keep).reduce(0) { $0 + ($1.declared.share ?? 0) } }
        let least = min(sum { $0.outputsOf?.isEmpty == false && $0.known?.holds != .mixed }, 1)
        return least...max(least, min(sum { $0.outputsOf?.isEmpty != true }, 1))
    }
}
