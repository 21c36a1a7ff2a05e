/// One line of the list of suites and sets.
public struct CatalogRow: Codable, Sendable, Hashable {
    public var name: String
    public var version: String
    /// The kind of its probes, `set` for a set, or several kinds joined.
    public var kind: String
    public var language: String
    public var probes: Int
    /// Requests that it costs a model: the sum of all samples.
    public var requests: Int
    public var about: String
}

extension SuiteLibrary {
    /// All suites and then all sets, by name.
    /// - Throws: `Problem` where a file is broken.
    public func catalog() throws -> [CatalogRow] {
        try names().map { name in
            let file = try file(name)
            // A generated suite is not made to be counted.
            let probes = file.recipe?.count ?? file.suite.probes.count
            return CatalogRow(
                name: name, version: file.suite.version,
                kind: file.recipe == nil ? Self.kinds(file.suite.probes) : "closed, generated",
                language: file.suite.language, probes: probes,
                requests: file.recipe?.count ?? file.suite.probes.reduce(0) { $0 + $1.samples }, about: file.suite.about
            )
        }
            + setNames().map { name in
                let set = try set(name)
                let suites = try load(set)
                return CatalogRow(
                    name: name, version: set.version, kind: "set",
                    language: Set(suites.map(\.language)).sorted().joined(separator: ","),
                    probes: suites.reduce(0) { $0 + $1.probes.count },
                    requests: suites.reduce(0) { $0 + $1.probes.reduce(0) { $0 + $1.samples } }, about: set.about)
            }
    }

    private static func kinds(_ probes: [Probe]) -> String {
        Set(probes.map(\.kind.rawValue)).sorted().joined(separator: ", ")
    }
}
