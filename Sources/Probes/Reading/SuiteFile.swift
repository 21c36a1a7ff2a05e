import Base

/// A suite as its file has it: the probes, and what only those who write and check suites need.
public struct SuiteFile: Sendable {
    /// Path as given.
    public var path: String
    /// The suite with every default filled in; a generated suite has no probes here (`generated(seed:)` makes them).
    public var suite: Suite
    /// Line of each probe in the file, in the order of `suite.probes`.
    public var lines: [Int]
    /// Present on suites that a program makes.
    public var recipe: Recipe?
    /// Settings of every probe that does not state its own; a generator's items take them too.
    public var settings: GenerationSettings
    /// Tags of every probe that does not state its own.
    public var tags: [String]
    /// A string that occurs nowhere else, by which a text that contains this suite can be recognised in a training corpus.
    public var contamination: String?
    /// What changed, by version, newest first.
    public var changes: [String]

    public init(
        path: String, suite: Suite, lines: [Int] = [], recipe: Recipe? = nil, settings: GenerationSettings = .init(),
        tags: [String] = [], contamination: String? = nil, changes: [String] = []
    ) {
        self.path = path
        self.suite = suite
        self.lines = lines
        self.recipe = recipe
        self.settings = settings
        self.tags = tags
        self.contamination = contamination
        self.changes = changes
    }

    /// Where a probe stands, as `file:line`.
    public func place(ofProbe index: Int) -> String {
        lines.indices.contains(index) ? "\(path):\(lines[index])" : path
    }
}

/// How a program makes a suite.
public struct Recipe: Sendable, Hashable {
    /// Name of the generator, as `Generators.all` lists them.
    public var generator: String
    /// The seed that the file publishes; another one gives items that nobody has seen.
    public var seed: UInt64
    /// How many items.
    public var count: Int
    /// From 1 (easy for a person with pencil and paper) to 5, with some generators to 10; of a catalog, how few know it.
    public var difficulty: Int

    public init(generator: String, seed: UInt64, count: Int, difficulty: Int) {
        self.generator = generator
        self.seed = seed
        self.count = count
        self.difficulty = difficulty
    }
}
