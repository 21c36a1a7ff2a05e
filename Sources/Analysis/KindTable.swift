import Base
import CaseFile
import Probes

/// Which wrong answers were written somewhere (`corpus`) and which are inventions (`invented`), where a person knows better than the suite: for every
/// source, or by source. A probe may be named by its id or as `suite/id`.
public struct KindTable: Sendable, Hashable {
    /// Source → probe → kind. Of a source that is named here nothing else counts.
    public private(set) var bySource: [String: [String: ErrorKind]] = [:]
    /// Probe → kind, whoever errs; overrides what the suite says.
    public private(set) var byProbe: [String: ErrorKind] = [:]

    public init() {}

    public init(bySource: [String: [String: ErrorKind]]) { self.bySource = bySource }

    /// - Parameter source: empty for every source.
    /// - Returns: false where the probe has another kind already.
    public mutating func set(_ kind: ErrorKind, source: String, probe: String) -> Bool {
        if source.isEmpty {
            if let before = byProbe[probe] { return before == kind }
            byProbe[probe] = kind
        } else {
            if let before = bySource[source]?[probe] { return before == kind }
            bySource[source, default: [:]][probe] = kind
        }
        return true
    }

    /// The table as CSV with its rows in order, so that equal tables are equal bytes: `source,probe,kind`.
    public var csv: String {
        let rows =
            bySource.flatMap { source, probes in probes.map { (source, $0.key, $0.value) } }
            + byProbe.map { ("", $0.key, $0.value) }
        return
            (["source,probe,kind"]
            + rows.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map {
                "\(Self.field($0.0)),\(Self.field($0.1)),\($0.2.rawValue)"
            })
            .joined(separator: "\n") + "\n"
    }

    /// Of `csv`; `nil` for a table without rows.
    public var sha256: String? {
        bySource.isEmpty && byProbe.isEmpty ? nil : Digest256.hex(Array(csv.utf8))
    }

    private static func field(_ text: String) -> String {
        text.contains { ",\"\r\n".contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }

    /// True where the kinds of this source's errors are known by source, and not for the question alone.
    public func knows(source: String) -> Bool { bySource[source] != nil }

    /// The kind of an error of `source` on a probe; `own` is what the suite says. `nil` where it is not known.
    public func kind(source: String, suite: String, probe: String, own: ErrorKind?) -> ErrorKind? {
        if let known = bySource[source] { return known["\(suite)/\(probe)"] ?? known[probe] }
        return byProbe["\(suite)/\(probe)"] ?? byProbe[probe] ?? own
    }
}
