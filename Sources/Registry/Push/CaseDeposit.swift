import Base
import CaseFile
import Crypto
import Foundation
import Kinship
import Normalization
import Panel
import Probes

/// What a case brings to a registry: its models, its questions, what every answer is read to say, and where in the case each stands.
///
/// Readings are brought together within the case, as its own comparison does it: two ways to write one answer that met in no case stay two.
struct CaseDeposit: Sendable {
    struct Question: Sendable {
        /// What makes it the same question in two cases: SHA-256 over suite, version and the probe's canonical JSON; of a private suite a keyed hash,
        /// which whoever does not have the whole suite can neither read nor guess.
        var digest: [UInt8]
        var suite: String
        var version: String
        /// Of the suite's canonical JSON, or the commitment in its place.
        var suiteDigest: String
        var probe: String
        var isPrivate: Bool
        var isClosed: Bool
        /// True where nobody knows what is right, or only the panel says so.
        var isKeyless: Bool
        /// The probe's canonical JSON; `nil` for private suites.
        var json: String?
    }
    struct Model: Sendable {
        var name: String
        /// What is public of it: canonical JSON, without how it is reached.
        var json: String
    }
    struct Answer: Sendable {
        var response: Int64
        var model: Int
        var question: Int
        var sample: Int
        var state: String
        var reading: String?
        var leaf: [UInt8]
        var text: String?
    }

    var caseID: String
    var title: String
    var head: String
    var events: Int
    var merkleRoot: String
    var questions: [Question] = []
    var models: [Model] = []
    /// In the order of the case's rows.
    var answers: [Answer] = []
    /// One a model: a code a question (see ``SheetCode``).
    var sheets: [[UInt64]] = []
    /// Hashes of all events, the newest last: whether another head is an earlier one of this case.
    var heads: [String] = []

    /// Reads a case. Processor time goes into reading answers, on all cores.
    static func read(_ store: CaseStore) async throws -> CaseDeposit {
        var heads: [String] = []
        try store.forEachSaltedEvent { heads.append($0.hash) }
        var leaves: [Int64: [UInt8]] = [:]
        var frontier = MerkleFrontier()
        try store.forEachResponsePiece({ rows in rows.map { ($0.id, $0.storedLeaf) } }) { rows in
            for (id, leaf) in rows {
                leaves[id] = leaf
                frontier.append(leaf)
            }
        }
        var out = CaseDeposit(
            caseID: store.info.id, title: store.info.title, head: heads.last ?? "", events: heads.count,
            merkleRoot: Hex.text(frontier.root), heads: heads)
        out.models = try store.models().map { model in
            let json = try CanonicalJSON.bytes(
                .fields([
                    "laboratory": .bool(model.laboratory), "maker": model.maker.map { .string($0) },
                    "parents": .array(model.parents.map { .string($0) }),
                    "released": model.released.map { .string($0) },
                ]))
            return Model(name: model.id, json: String(decoding: json, as: UTF8.self))
        }
        let places = try out.addQuestions(store)
        try await out.addAnswers(store, places, leaves)
        return out
    }

    /// Where each question of the case stands, with the secret of a private suite.
    private struct Place {
        var index: Int
        var secret: [UInt8]
        var probe: Probe
    }

    private mutating func addQuestions(_ store: CaseStore) throws -> [SuiteReference: [String: Place]] {
        var places: [SuiteReference: [String: Place]] = [:]
        for stored in try store.suites() {
            let suite = stored.suite
            var revealed = suite
            revealed.isPrivate = false
            let secret =
                suite.isPrivate ? Array(SHA256.hash(data: try CanonicalJSON.bytes(of: revealed))) : []
            let key = SymmetricKey(data: secret)
            func hidden(_ text: some Sequence<UInt8>) -> [UInt8] {
                Array(HMAC<SHA256>.authenticationCode(for: Array(text), using: key))
            }
            for probe in suite.probes {
                let json = try CanonicalJSON.bytes(of: probe)
                let identity = Array("\(suite.name)\n\(suite.version)\n".utf8) + json
                places[stored.reference, default: [:]][probe.id] = Place(
                    index: questions.count, secret: secret, probe: probe)
                questions.append(
                    Question(
                        digest: suite.isPrivate ? hidden(identity) : Array(SHA256.hash(data: identity)),
                        suite: suite.name, version: suite.version,
                        suiteDigest: suite.isPrivate ? Hex.text(hidden("suite".utf8)) : stored.sha256,
                        probe: suite.isPrivate ? Hex.text(hidden(probe.id.utf8).prefix(8)) : probe.id,
                        isPrivate: suite.isPrivate, isClosed: probe.kind == .closed && probe.answer != nil,
                        isKeyless: probe.answer.map { $0.expectation == .consensus || $0.expectation == .unknown }
                            ?? true,
                        json: suite.isPrivate ? nil : String(decoding: json, as: UTF8.self)))
            }
        }
        return places
    }

    /// One answer before it is read.
    private struct Cell: Sendable {
        var answer: Int
        var text: String?
        var isCut: Bool
    }

    private mutating func addAnswers(
        _ store: CaseStore, _ places: [SuiteReference: [String: Place]], _ leaves: [Int64: [UInt8]]
    ) async throws {
        let modelPlace = Dictionary(models.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        var cells = [[Cell]](repeating: [], count: questions.count)
        var made: [Answer] = []
        try store.forEachResponse { response in
            guard let model = modelPlace[response.key.model],
                let place = places[response.key.suite]?[response.key.probe]
            else { return }
            cells[place.index].append(
                Cell(
                    answer: made.count, text: response.text,
                    isCut: Normalizer.cutsOff(response.details?.finishReason)))
            made.append(
                Answer(
                    response: response.id, model: model, question: place.index, sample: response.key.sample,
                    state: response.text == nil ? "missing" : "open", leaf: leaves[response.id] ?? [],
                    text: questions[place.index].isPrivate ? nil : response.text))
        }
        let closed = places.values.flatMap(\.values).filter { questions[$0.index].isClosed }
            .sorted { $0.index < $1.index }
        let texts = closed.map { cells[$0.index] }
        let specs = closed.map { $0.probe.answer ?? .init(type: .word) }
        let read = await Parallel.map(closed.count) { index in
            Normalizer.item(
                texts[index].map { $0.text.flatMap { $0.contains { !$0.isWhitespace } ? $0 : nil } }, to: specs[index],
                cut: texts[index].map(\.isCut))
        }
        sheets = models.map { _ in [UInt64](repeating: SheetCode.notAsked, count: questions.count) }
        for (place, item) in zip(closed, read) {
            let question = questions[place.index]
            var samples: [Int: [(sample: Int, code: UInt64)]] = [:]
            for (cell, (answer, reading)) in zip(
                cells[place.index], zip(item.answers, item.readings))
            {
                // Where only this panel says what is right, the registry keeps what was said.
                let key = question.isKeyless ? reading?.key : answer.key
                let code =
                    switch answer.state {
                    case .right where !question.isKeyless: SheetCode.right
                    case .abstained: SheetCode.abstained
                    case .missing, .notAsked: SheetCode.missing
                    case .unparsed where key == nil || !question.isKeyless: SheetCode.missing
                    default: SheetCode.of(key ?? "", question: question.digest, secret: place.secret)
                    }
                made[cell.answer].state = question.isKeyless && key != nil ? "answered" : answer.state.rawValue
                made[cell.answer].reading = key.map {
                    question.isPrivate
                        ? String(SheetCode.of($0, question: question.digest, secret: place.secret), radix: 16) : $0
                }
                samples[made[cell.answer].model, default: []].append((made[cell.answer].sample, code))
            }
            for (model, given) in samples {
                let inOrder = given.sorted { $0.sample < $1.sample }.map(\.code)
                if let usual = SampledAnswers.usual(inOrder, by: { $0 })?.value { sheets[model][place.index] = usual }
            }
        }
        answers = made
    }
}

/// What one model usually answers to one question, in eight bytes that mean the same in every case.
enum SheetCode {
    static let right: UInt64 = 0
    static let abstained: UInt64 = 1
    /// Nothing came, or nothing in it can be read.
    static let missing: UInt64 = 2
    static let notAsked: UInt64 = 3

    /// A reading: the beginning of SHA-256 over the question and the reading, so that it needs no list of readings that all must agree on. That two
    /// readings of one question get one code has a chance of about 10⁻¹⁵ with a hundred of them.
    static func of(_ reading: String, question: [UInt8], secret: [UInt8]) -> UInt64 {
        var hash = SHA256()
        for part in [secret, question, Array(reading.utf8)] { hash.update(data: part) }
        let code = hash.finalize().prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return max(code, notAsked + 1)
    }

    static func bytes(_ codes: [UInt64]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(8 * codes.count)
        for code in codes { withUnsafeBytes(of: code.bigEndian) { out.append(contentsOf: $0) } }
        return out
    }

    static func codes(_ bytes: [UInt8]) -> [UInt64] {
        bytes.withUnsafeBytes { raw in
            (0..<raw.count / 8).map {
                UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self))
            }
        }
    }
}
