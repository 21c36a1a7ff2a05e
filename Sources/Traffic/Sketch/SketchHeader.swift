import Base

/// What stands before the records of a sketch.
public struct SketchHeader: Sendable, Hashable {
    /// Of the format. A program reads those that it knows and no others.
    public static let version: UInt64 = 1
    static let magic = Array("apograph traffic sketch\n".utf8)
    static let modelLimit = 1024

    public var keyFingerprint: UInt64
    /// Counts by name: `lines`, `read`, `bytes`, and `skipped: …` for every reason.
    public var tallies: [String: UInt64] = [:]
    /// Names of models by their hash; the ``modelLimit`` smallest hashes.
    public var models: [UInt64: String] = [:]

    public init(keyFingerprint: UInt64) { self.keyFingerprint = keyFingerprint }

    mutating func count(_ name: String, _ count: UInt64 = 1) {
        tallies[name] = (tallies[name] ?? 0).addingSaturated(count)
    }

    mutating func merge(_ other: SketchHeader) {
        for (name, count) in other.tallies { self.count(name, count) }
        // Two names of one hash: the first by alphabet, so that the order of merging does not matter.
        models.merge(other.models) { min($0, $1) }
        trim()
    }

    mutating func trim() {
        guard models.count > Self.modelLimit else { return }
        for key in models.keys.sorted().dropFirst(Self.modelLimit) { models[key] = nil }
    }

    /// Queries whose time names no zone: in a log of several zones they are at wrong hours.
    public var withoutZone: UInt64 { tallies[LogReader.noZone] ?? 0 }

    /// Lines that were left out, by reason, most first.
    public var skipped: [(reason: String, lines: UInt64)] {
        tallies.filter { $0.key.hasPrefix("skipped: ") }.map { (String($0.key.dropFirst(9)), $0.value) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    var bytes: [UInt8] {
        var out = SketchBytes(bytes: Self.magic)
        out.number(Self.version)
        out.hash(keyFingerprint)
        out.number(UInt64(tallies.count))
        for (name, count) in tallies.sorted(by: { $0.key < $1.key }) {
            out.text(name)
            out.number(count)
        }
        out.number(UInt64(models.count))
        for (hash, name) in models.sorted(by: { $0.key < $1.key }) {
            out.hash(hash)
            out.text(name)
        }
        return out.bytes
    }
}
