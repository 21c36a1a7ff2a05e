import Findings

/// Models that hang together by pairs of which a claim would find support.
struct ModelGroups {
    /// Groups of at least two, the largest first, each in the order of the case.
    let groups: [[String]]

    init(_ findings: Findings) {
        let models = findings.models.map(\.id)
        var root = Dictionary(models.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
        func find(_ model: String) -> String {
            var model = model
            while let next = root[model], next != model { model = next }
            return model
        }
        for pair in findings.pairs where pair.outcome == .support { root[find(pair.b)] = find(pair.a) }
        var found: [String: [String]] = [:]
        for model in models { found[find(model), default: []].append(model) }
        groups = models.compactMap { found[$0] }.filter { $0.count > 1 }.enumerated().sorted {
            ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
        }.map(\.element)
    }
}
