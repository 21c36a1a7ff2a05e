import Answers
import Base
import CaseFile
import Foundation
import Kinship
import Normalization
import Panel
import Probes

/// What the models of earlier panels answered to the closed probes of a suite, without their names: a file that stands in for reference models
/// where a case has few of its own.
///
/// For each item its difficulty, and for each reading how many models of about which ability gave it. Names, dates of release and whole rows of
/// answers are not in it; a reading that a single model gave is counted as wrong and not written down.
public struct AnswerBackground: Codable, Sendable, Hashable {
    public static let format = "apograph-background/1"
    /// Models that a reading needs to be written down.
    public static let leastForReading = 2
    /// Models that a background needs unless the person who exports it asks for more.
    public static let leastModels = PanelEnvelope.leastBackground
    /// Items of the case that a background must know to be of use.
    public static let leastItems = ClaimAnalysis.leastItems

    public struct Item: Codable, Sendable, Hashable {
        public var suite: String
        public var version: String
        public var probe: String
        public var difficulty: Rasch.Anchor
        public var answering: Rasch.Anchor?
        /// Models that answered or abstained, and models that were wrong, one count a bin of ability.
        public var asked: [Int]
        public var wrong: [Int]
        /// Canonical wrong reading → models that gave it, one count a bin.
        public var readings: [String: [Int]]

        var id: QuestionID { QuestionID(suite: suite, version: version, probe: probe) }
    }

    public var format: String
    /// When the answers behind it were collected, RFC 3339: first and last; from the case, never from the clock.
    public var from: String?
    public var to: String?
    public var normalizer: String
    /// True where every model behind it is a network of the laboratory.
    public var laboratory: Bool
    /// Mean ability of each bin, in logits, and how many models it holds.
    public var abilities: [Double]
    public var sizes: [Int]
    /// What is typical of two models of that panel.
    public var level: PanelScore.Level
    public var items: [Item]

    public var models: Int { sizes.reduce(0, +) }

    /// Counts the closed answers of a case.
    ///
    /// - Throws: `Problem` `background.too-few-models` where fewer than `least` models can be read, `background.no-items` where the case has no
    ///   closed probes with a right answer of their own.
    public static func exported(from store: CaseStore, leastModels least: Int = leastModels) async throws
        -> AnswerBackground
    {
        let contents = try CaseContents(store)
        let table = try await AnswerTable(contents.sheet)
        let readable = table.participants
        guard readable.count >= max(least, Self.leastModels) else {
            throw Problem(
                "background.too-few-models", .data,
                "a background needs the answers of at least \(max(least, Self.leastModels)) models, and \(readable.count) can be read",
                at: store.url.path,
                remedy: "Export it from a larger case: among few models it could be seen who said what.")
        }
        // Where the majority's reading is the key, it may be another majority elsewhere; without a key nobody is right or wrong.
        // A private suite stays private.
        let places = table.items.indices.filter {
            table.items[$0].probe.answer?.expectation != .consensus && !table.items[$0].isKeyless
                && !table.items[$0].probe.isWithheld
        }
        guard !places.isEmpty else {
            throw Problem(
                "background.no-items", .data, "the case has no closed probes with an answer of their own",
                at: store.url.path, remedy: "Export a background from a case that asked closed suites.")
        }
        let matrix = table.matrix.selecting(models: readable).selecting(items: places)
        let model = await AnswerModel(matrix)
        let level = PanelScore.Level(await InheritedShare.ordered(model.with(.panel)))
        let counted = OutsideAnswers(model, level: level)
        return AnswerBackground(
            format: format, from: contents.from, to: contents.to, normalizer: Normalizer.version,
            laboratory: readable.allSatisfy { contents.models[$0].laboratory },
            abilities: counted.abilities.map(rounded), sizes: counted.sizes,
            level: .init(offset: rounded(level.offset), spread: rounded(level.spread)),
            items: zip(places, counted.items).compactMap { place, counts in
                counts.map { item(table.items[place].id, keys: table.keys(of: place), $0) }
            })
    }

    private static func item(
        _ id: QuestionID, keys: [String?], _ counts: OutsideAnswers.Item
    ) -> Item {
        var readings: [String: [Int]] = [:]
        for (code, row) in counts.readings.enumerated() where code < keys.count {
            guard let key = keys[code], row.reduce(0, +) >= Double(leastForReading) else { continue }
            readings[key] = row.map { Int($0) }
        }
        return Item(
            suite: id.suite, version: id.version, probe: id.probe,
            difficulty: rounded(counts.difficulty), answering: counts.propensity.map(rounded),
            asked: counts.asked.map { Int($0) }, wrong: counts.wrong.map { Int($0) }, readings: readings)
    }

    private static func rounded(_ anchor: Rasch.Anchor) -> Rasch.Anchor {
        .init(difficulty: rounded(anchor.difficulty), precision: rounded(anchor.precision))
    }

    /// Four decimals: enough, and no sign of a single model's last bit.
    private static func rounded(_ x: Double) -> Double { (x * 1e4).rounded() / 1e4 }
}

extension AnswerBackground {
    /// Canonical bytes: sorted keys, no spaces, a newline at the end; their SHA-256 names the background.
    public func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    public func sha256() throws -> String { Digest256.hex(Array(try encoded())) }

    /// - Throws: `Problem` `background.unreadable` where it is no such file, or its counts do not fit together.
    public init(contentsOf file: URL) throws {
        let data: Data
        do {
            data = try Data(contentsOf: file)
        } catch {
            throw Problem(
                "background.no-file", .noInput, "the background cannot be read: \(error.localizedDescription)",
                at: file.path, remedy: "Name a file that `apograph background export` wrote.")
        }
        guard let read = try? JSONDecoder().decode(AnswerBackground.self, from: data), read.isSound else {
            throw Problem(
                "background.unreadable", .data, "the file is no background of Apograph's, or a damaged one",
                at: file.path, remedy: "Name a file that `apograph background export` wrote.")
        }
        self = read
    }

    private var isSound: Bool {
        let bins = abilities.count
        let finite = abilities + [level.offset, level.spread]
        return format == Self.format && bins > 0 && bins == sizes.count && sizes.allSatisfy { $0 > 0 }
            && finite.allSatisfy(\.isFinite) && level.spread >= 0
            && items.allSatisfy { item in
                let anchors = [item.difficulty] + (item.answering.map { [$0] } ?? [])
                return item.asked.count == bins && item.wrong.count == bins
                    && zip(item.asked, sizes).allSatisfy { (0...$1).contains($0) }
                    && zip(item.wrong, item.asked).allSatisfy { (0...$1).contains($0) }
                    && item.readings.values.allSatisfy { row in
                        row.count == bins && zip(row, item.wrong).allSatisfy { (0...$1).contains($0) }
                    }
                    && anchors.allSatisfy { $0.difficulty.isFinite && $0.precision.isFinite && $0.precision > 0 }
            }
    }
}
