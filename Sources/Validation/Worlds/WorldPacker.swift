import Base
import Foundation
import Kinship
import Probes

/// Makes the compact form of a labeled world from its recording: `world-N.jsonl` with `-doses.csv`, `-pairs.csv` and `-corpora.csv`.
///
/// Every response of such a world is one word, so the reading is the response in lower case without its full stop; "I don't know" abstains. Codes are
/// given in the order in which models appear, as everywhere. Where a model answers a probe several times, each sample is a row of its own.
public enum WorldPacker {
    private struct Line: Decodable {
        struct Answer: Decodable { var truth: String? }
        var model: String
        var probe: String
        var response: String
        var answer: Answer
    }

    /// - Returns: the names of the files written.
    /// - Throws: `Problem` where a file is missing or a line cannot be read.
    public static func pack(_ folder: URL, number: Int, into destination: URL, origin: String) throws -> [String] {
        let stem = "world-\(number)"
        let said = try answers(folder.appendingPathComponent("\(stem).jsonl"))
        var facts = LabeledWorld.Facts(
            name: "distilled-worlds/\(number)", origin: origin, models: said.models, items: said.matrix.items,
            samples: said.matrix.models / max(said.models.count, 1),
            doses: try DoseRow.read(folder.appendingPathComponent("\(stem)-doses.csv")), related: [], notJudged: [],
            corpora: [:])
        let pairs = try CSVTable(contentsOf: folder.appendingPathComponent("\(stem)-pairs.csv"))
        let (a, b) = (try pairs.column("model_a"), try pairs.column("model_b"))
        let (related, kind) = (try pairs.column("related"), try pairs.column("kind"))
        var judged = Set<[String]>()
        for row in pairs.rows {
            judged.insert([row.fields[a], row.fields[b]].sorted())
            if row.fields[related] == "1" {
                facts.related.append(.init(a: row.fields[a], b: row.fields[b], kind: row.fields[kind]))
            }
        }
        for (place, first) in said.models.enumerated() {
            for second in said.models[(place + 1)...] where !judged.contains([first, second].sorted()) {
                facts.notJudged.append([first, second])
            }
        }
        let corpora = try CSVTable(contentsOf: folder.appendingPathComponent("\(stem)-corpora.csv"))
        let (lab, probe) = (try corpora.column("lab"), try corpora.column("probe"))
        let place = Dictionary(uniqueKeysWithValues: said.probes.enumerated().map { ($1, $0) })
        var digits: [String: [Int]] = [:]
        for row in corpora.rows {
            guard let item = place[row.fields[probe]] else { continue }
            digits[row.fields[lab], default: Array(repeating: 0, count: (said.probes.count + 3) / 4)][item / 4] |=
                8 >> (item % 4)
        }
        facts.corpora = digits.mapValues { $0.map { String($0, radix: 16) }.joined() }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try write(Data(said.matrix.codes), to: destination.appendingPathComponent("\(stem).answers"))
        try write(try encoder.encode(facts) + Data("\n".utf8), to: destination.appendingPathComponent("\(stem).json"))
        return ["\(stem).answers", "\(stem).json"]
    }

    private static func write(_ data: Data, to file: URL) throws {
        do {
            try data.write(to: file)
        } catch {
            throw Problem(
                "validation.cannot-write", .cannotCreate, "the file cannot be written: \(error.localizedDescription)",
                at: file.path,
                remedy: "Name a folder that exists and may be written to.")
        }
    }

    private static func answers(_ file: URL) throws -> (models: [String], probes: [String], matrix: AnswerMatrix) {
        guard let data = try? Data(contentsOf: file) else {
            throw Problem(
                "validation.no-recording", .noInput, "the recording cannot be read", at: file.path,
                remedy: "Name the folder that holds the recording of the world.")
        }
        var models: [String] = []
        var entries: [String: [String: [AnswerMatrix.Entry<String>]]] = [:]
        let decoder = JSONDecoder()
        for (number, bytes) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let line = try? decoder.decode(Line.self, from: bytes) else {
                throw Problem(
                    "validation.bad-line", .data, "the line is not a recorded answer", at: "\(file.path):\(number + 1)",
                    remedy: "Each line is one JSON object with model, probe, response and answer.")
            }
            let reading = line.response.trimmingCharacters(in: CharacterSet(charactersIn: ". ")).lowercased()
            if models.last != line.model, entries.values.first?[line.model] == nil { models.append(line.model) }
            entries[line.probe, default: [:]][line.model, default: []].append(
                reading == "i don't know" ? .abstained : reading == line.answer.truth ? .right : .wrong(reading))
        }
        let known = Array(NSOrderedSet(array: models)) as? [String] ?? models
        let probes = entries.keys.sorted()
        let samples = entries.values.lazy.flatMap(\.values).map(\.count).max() ?? 1
        let columns = probes.map { probe in
            known.flatMap { model in
                let said = entries[probe]?[model] ?? []
                return said + Array(repeating: .missing, count: samples - said.count)
            }
        }
        return (known, probes, try AnswerMatrix(models: known.count * samples, columns: columns))
    }
}
