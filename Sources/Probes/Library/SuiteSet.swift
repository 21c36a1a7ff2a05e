import Base

/// A named selection of suites, such as `quick`.
public struct SuiteSet: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        /// Name of a suite of the library.
        public var suite: String
        /// How many probes of it; `nil` takes all of them (of a generated suite, as many as its file says).
        public var count: Int?
        /// Exactly these probes, by id, where the set names them.
        public var items: [String]
        /// Seed of a generated suite; `nil` takes the one that its file publishes.
        public var seed: UInt64?
        /// Difficulty of a generated suite, 1…10; `nil` takes the file's.
        public var difficulty: Int?
        /// Samples a probe, where the set wants another number than the suite.
        public var samples: Int?
    }

    public var name: String
    public var version: String
    public var about: String
    public var entries: [Entry]

    static let keys = ["set", "version", "about", "suites"]
    static let entryKeys = ["suite", "count", "items", "seed", "difficulty", "samples"]

    /// - Throws: `Problem` whose code begins with `suite.` or `set.`, with file and line.
    static func read(_ source: SuiteText) throws -> SuiteSet {
        let root = try YamlNode.parse(source)
        let fields = try root.fields("a set", known: keys)
        let name = try fields.required("set", remedy: "Add `set: quick` at the top.").text("`set`")
        let list = try fields.required("suites", remedy: "List the suites, each as `- suite: folder/name`.")
        let entries = try list.items("`suites`").map { node in
            let entry = try node.fields("an entry of `suites`", known: entryKeys)
            return Entry(
                suite: try entry.required("suite", remedy: "Name the suite.").text("`suite`"),
                count: try entry.integer("count", in: 1...100_000), items: try entry.texts("items") ?? [],
                seed: try entry.integer("seed", in: 0...Int.max).map(UInt64.init),
                difficulty: try entry.integer("difficulty", in: 1...10),
                samples: try entry.integer("samples", in: 1...1000))
        }
        var seen: Set<String> = []
        for (entry, node) in zip(entries, try list.items("`suites`")) where !seen.insert(entry.suite).inserted {
            throw Problem(
                "set.twice", .data, "`\(entry.suite)` stands in this set twice", at: node.place,
                remedy: "Keep one of the two and raise its count.")
        }
        guard !entries.isEmpty else {
            throw Problem(
                "set.empty", .data, "the set names no suites", at: list.place,
                remedy: "List at least one as `- suite: folder/name`.")
        }
        return SuiteSet(
            name: name, version: try fields.text("version") ?? "1.0.0", about: try fields.text("about") ?? "",
            entries: entries)
    }
}
