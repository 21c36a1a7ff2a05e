import Probes

extension LabWorld {
    /// Where a source's error on a probe came from; the mechanism's likelihood ratio rests on it.
    ///
    /// Known for the eight laboratories, whose corpora are known: an error on a question that its corpus answers is the corpus's (the corpus has
    /// it wrong, or it was learned wrong from there), any other is invented. On a place that does not exist every answer is invented.
    ///
    /// - Returns: `nil` where the source's corpus is not known or the probe is not a closed question of this world.
    public func kind(ofErrorBy source: String, on probe: String) -> ErrorKind? {
        guard let corpus = corpora[source] else { return nil }
        if probe.hasPrefix("missing-") { return .invented }
        guard probe.hasPrefix("fact-") else { return nil }
        return corpus.contains(probe) ? .corpus : .invented
    }

    /// The same for every closed probe of some suites, in their order.
    public func kinds(of source: String, in suites: [Suite]) -> [(probe: String, kind: ErrorKind)] {
        suites.flatMap(\.probes).compactMap { probe in
            kind(ofErrorBy: source, on: probe.id).map { (probe.id, $0) }
        }
    }

    /// All of it as the analysis takes it: source → "suite/probe" → kind.
    public func kindsBySource(in suites: [Suite]) -> [String: [String: ErrorKind]] {
        corpora.keys.sorted().reduce(into: [:]) { table, source in
            table[source] = suites.reduce(into: [:]) { kinds, suite in
                for probe in suite.probes {
                    kinds["\(suite.name)/\(probe.id)"] = kind(ofErrorBy: source, on: probe.id)
                }
            }
        }
    }

    /// A table `source,probe,kind` for every laboratory whose corpus is known.
    public func kindsTable(in suites: [Suite]) -> String {
        let rows = lineage.models.flatMap { model in
            kinds(of: model.name, in: suites).map { "\(model.name),\($0.probe),\($0.kind.rawValue)\n" }
        }
        return "source,probe,kind\n" + rows.joined()
    }
}
