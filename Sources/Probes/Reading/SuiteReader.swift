import Base
import Generators

/// Reads a suite from YAML. The format is described in `probes/README.md`, and `probes/suite.schema.json` states it for editors.
enum SuiteReader {
    static let suiteKeys = [
        "suite", "version", "language", "license", "about", "kind", "error-kind", "defaults", "generator",
        "private", "contamination", "changes", "probes",
    ]
    static let settingKeys = ["temperature", "top_p", "max_tokens", "seed", "stop", "reasoning_effort", "system"]
    static let sharedKeys = ["kind", "error-kind", "answer", "samples", "tags", "source"]
    static let probeKeys = ["id", "prompt", "circulating", "canary", "settings"] + sharedKeys
    static let answerKeys = ["type", "truth", "expect", "options"]
    static let canaryKeys = ["statement", "space", "planted", "date"]
    static let recipeKeys = ["name", "seed", "count", "difficulty"]

    /// - Throws: `Problem` whose code begins with `suite.`, with file and line.
    static func read(_ source: SuiteText) throws -> SuiteFile {
        let root = try YamlNode.parse(source)
        let fields = try root.fields("a suite", known: suiteKeys)
        let name = try fields.required("suite", remedy: "Add `suite: folder/name` at the top.").text("`suite`")
        try check(name: name, at: fields["suite"])
        let version = try fields.required("version", remedy: "Add `version: 1.0.0`.").text("`version`")
        try check(version: version, at: fields["version"])
        let defaults = try Defaults(fields)
        let recipe = try recipe(fields["generator"])
        var probes: [Probe] = []
        var lines: [Int] = []
        var seen: [String: Int] = [:]
        for item in try fields["probes"]?.items("`probes`") ?? [] {
            let probe = try probe(item, defaults)
            if let first = seen.updateValue(item.line, forKey: probe.id) {
                throw Problem(
                    "suite.duplicate-id", .data, "the id `\(probe.id)` stands at line \(first) and again here",
                    at: item.place, remedy: "Give each probe its own id; ids are never used again.")
            }
            probes.append(probe)
            lines.append(item.line)
        }
        switch (recipe, probes.isEmpty) {
        case (nil, true):
            throw Problem(
                "suite.empty", .data, "the suite has no probes", at: root.place,
                remedy: "Add a list `probes:`, or a `generator:` that makes them.")
        case (.some, false):
            throw Problem(
                "suite.generator", .data, "the suite has both a generator and written probes",
                at: fields["generator"]?.place, remedy: "Keep them in two suites.")
        default: break
        }
        return SuiteFile(
            path: source.path,
            suite: Suite(
                name: name, version: version, language: try fields.text("language") ?? "en",
                license: try fields.text("license") ?? "CC-BY-4.0", about: try fields.text("about") ?? "",
                probes: probes, isPrivate: try fields.flag("private") ?? false),
            lines: lines, recipe: recipe, settings: defaults.settings, tags: defaults.tags,
            contamination: try fields.text("contamination"), changes: try fields.texts("changes") ?? [])
    }

    private static func check(name: String, at node: YamlNode?) throws {
        let fits = name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        }
        guard fits, name.utf8.count <= 100 else {
            throw Problem(
                "suite.name", .data, "`\(name.prefix(100))` is no name for a suite", at: node?.place,
                remedy: "Use small letters, digits and hyphens, with / between the folder and the name.")
        }
    }

    private static func check(version: String, at node: YamlNode?) throws {
        let core = version.split(separator: "+", maxSplits: 1)[0].split(
            separator: ".", omittingEmptySubsequences: false)
        guard core.count == 3, core.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else {
            throw Problem(
                "suite.version", .data, "`\(version)` is no version", at: node?.place,
                remedy: "Write three numbers, for example 1.0.0; any change of a prompt or a truth raises the second.")
        }
    }

    private static func recipe(_ node: YamlNode?) throws -> Recipe? {
        guard let fields = try node?.fields("`generator`", known: recipeKeys), let node else { return nil }
        let name = try fields.required("name", remedy: "Name a generator: \(Generators.names.joined(separator: ", ")).")
        let known = Generators.names
        guard case let generator = try name.text("`name`"), known.contains(generator) else {
            let written = try name.text("`name`")
            throw Problem(
                "suite.generator", .data, "there is no generator `\(written)`", at: name.place,
                remedy: (Spelling.nearest(to: written, among: known).map { "Did you mean `\($0)`? " } ?? "")
                    + "There are: \(known.joined(separator: ", ")).")
        }
        guard let count = try fields.integer("count", in: 1...100_000) else {
            throw Problem(
                "suite.missing-key", .data, "`generator` has no `count`", at: node.place, remedy: "Add `count: 200`.")
        }
        return Recipe(
            generator: generator, seed: UInt64(try fields.integer("seed", in: 0...Int.max) ?? 1), count: count,
            difficulty: try fields.integer("difficulty", in: Generators.difficulties(generator)) ?? 3)
    }
}

// MARK: - Probes

extension SuiteReader {
    /// What a probe takes from its suite where it says nothing itself.
    struct Defaults {
        var kind: ProbeKind?
        var errorKind: ErrorKind?
        var answer: PartialAnswer
        var samples: Int
        var settings: GenerationSettings
        var tags: [String]
        var source: String?

        init(_ suite: YamlFields) throws {
            let own = try suite["defaults"]?.fields("`defaults`", known: settingKeys + sharedKeys)
            kind = try own?.word("kind", as: ProbeKind.self) ?? suite.word("kind", as: ProbeKind.self)
            errorKind = try own?.word("error-kind", as: ErrorKind.self) ?? suite.word("error-kind", as: ErrorKind.self)
            answer = try own?["answer"].map(PartialAnswer.init) ?? PartialAnswer()
            samples = try own?.integer("samples", in: 1...1000) ?? 1
            settings = try own.map(SuiteReader.settings) ?? GenerationSettings()
            tags = try own?.texts("tags") ?? []
            source = try own?.text("source")
        }
    }

    /// An answer of which parts may come from the defaults.
    struct PartialAnswer {
        var type: AnswerType?
        var expectation: Expectation?
        var options: [String]?

        init() {}

        init(_ node: YamlNode) throws {
            let fields = try node.fields("`answer`", known: SuiteReader.answerKeys)
            type = try fields.word("type", as: AnswerType.self)
            options = try fields.texts("options")
            let truth = try fields.texts("truth")
            switch (truth, try fields.word("expect", as: Expected.self)) {
            case (let truth?, nil), (let truth?, .computed):
                guard !truth.isEmpty else {
                    throw Problem(
                        "suite.answer", .data, "`truth` is an empty list", at: node.place,
                        remedy: "Give at least one right reading, or leave `truth` out where nobody knows it.")
                }
                expectation = .truth(truth)
            case (nil, .falsePremise): expectation = .falsePremise
            case (nil, .consensus): expectation = .consensus
            case (nil, .computed):
                throw Problem(
                    "suite.answer", .data, "`expect: computed` stands without a truth", at: node.place,
                    remedy: "Generated items carry their truth; in a written suite give `truth`.")
            case (nil, nil): expectation = nil
            case (.some, .some):
                throw Problem(
                    "suite.answer", .data, "the answer has both a `truth` and an `expect`", at: node.place,
                    remedy: "Keep one of the two.")
            }
        }

        enum Expected: String, CaseIterable {
            case falsePremise = "false-premise"
            case consensus, computed
        }
    }

    static func settings(_ fields: YamlFields) throws -> GenerationSettings {
        GenerationSettings(
            temperature: try fields.number("temperature", in: 0...2), topP: try fields.number("top_p", in: 0...1),
            maxTokens: try fields.integer("max_tokens", in: 1...1_000_000),
            seed: try fields.integer("seed", in: 0...1 << 52),
            stop: try fields.texts("stop"), reasoningEffort: try fields.text("reasoning_effort"),
            system: try fields.text("system"))
    }

    static func probe(_ node: YamlNode, _ defaults: Defaults) throws -> Probe {
        let fields = try node.fields("a probe", known: probeKeys)
        let id = try fields.required(
            "id", remedy: "Give it an id that is unique in the suite, for example `id: fw-001`."
        ).text("`id`")
        let prompt = try fields.required("prompt", remedy: "Add the question, word for word.").text("`prompt`")
        guard prompt.contains(where: { !$0.isWhitespace }) else {
            throw Problem(
                "suite.missing-key", .data, "the prompt of `\(id)` is empty", at: node.place,
                remedy: "Add the question, word for word.")
        }
        guard !id.isEmpty, id.utf8.count <= 80, id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Problem(
                "suite.id", .data, "`\(id.prefix(80))` is no id", at: node.place,
                remedy: "Use up to 80 letters, digits, hyphens and dots, without spaces.")
        }
        let partial = try fields["answer"].map(PartialAnswer.init) ?? PartialAnswer()
        let kind =
            try fields.word("kind", as: ProbeKind.self) ?? defaults.kind
            ?? (fields["answer"] == nil && defaults.answer.type == nil ? .open : .closed)
        let canary = try fields["canary"].map(canary)
        return Probe(
            id: id, prompt: prompt, kind: kind,
            answer: try answer(partial, defaults.answer, kind: kind, id: id, at: fields["answer"] ?? node),
            errorKind: try fields.word("error-kind", as: ErrorKind.self) ?? defaults.errorKind,
            circulating: try fields.text("circulating"),
            samples: try fields.integer("samples", in: 1...1000) ?? defaults.samples,
            settings: try fields["settings"].map { try settings($0.fields("`settings`", known: settingKeys)) }?
                .filled(from: defaults.settings) ?? defaults.settings,
            tags: try fields.texts("tags") ?? defaults.tags, source: try fields.text("source") ?? defaults.source,
            canary: try checked(canary, kind: kind, id: id, at: node))
    }

    private static func answer(
        _ own: PartialAnswer, _ defaults: PartialAnswer, kind: ProbeKind, id: String, at node: YamlNode
    ) throws -> AnswerSpec? {
        guard kind == .closed || kind == .canary else {
            if own.type == nil, own.expectation == nil { return nil }
            throw Problem(
                "suite.answer", .data, "`\(id)` is \(kind.rawValue) and yet has an answer", at: node.place,
                remedy: "Remove `answer`, or make it `kind: closed`.")
        }
        guard let type = own.type ?? defaults.type else {
            throw Problem(
                "suite.answer", .data, "`\(id)` does not say what type its answer has", at: node.place,
                remedy:
                    "Add `answer: { type: … }` with one of: \(AnswerType.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        }
        let options = own.options ?? defaults.options ?? []
        if type == .choice, options.count < 2 {
            throw Problem(
                "suite.answer", .data, "`\(id)` is a choice of \(options.count) options", at: node.place,
                remedy: "List at least two `options`, in the order shown.")
        }
        if options.count > 26 {
            throw Problem(
                "suite.answer", .data, "`\(id)` has \(options.count) options, and letters name at most 26",
                at: node.place, remedy: "List fewer.")
        }
        return AnswerSpec(
            type: type, expectation: own.expectation ?? defaults.expectation ?? .unknown, options: options)
    }

    private static func canary(_ node: YamlNode) throws -> Canary {
        let fields = try node.fields("`canary`", known: canaryKeys)
        let statement = try fields.required("statement", remedy: "Add the planted sentence, word for word.").text(
            "`statement`")
        guard let space = try fields.integer("space", in: 2...Int.max) else {
            throw Problem(
                "suite.missing-key", .data, "`canary` has no `space`", at: node.place,
                remedy: "Say from how many equally likely values the planted one was drawn.")
        }
        return Canary(
            statement: statement, space: space, planted: try fields.text("planted"), date: try fields.text("date"))
    }

    private static func checked(_ canary: Canary?, kind: ProbeKind, id: String, at node: YamlNode) throws -> Canary? {
        switch (canary, kind) {
        case (nil, .canary):
            throw Problem(
                "suite.missing-key", .data, "the canary `\(id)` does not say what was planted", at: node.place,
                remedy: "Add `canary: { statement: …, space: … }`; `apograph canary make` makes them.")
        case (.some, let kind) where kind != .canary:
            throw Problem(
                "suite.answer", .data, "`\(id)` has a planted statement and is \(kind.rawValue)", at: node.place,
                remedy: "Make it `kind: canary`.")
        default: return canary
        }
    }
}
