import Base
import CaseFile
import Foundation
import Panel
import Probes

/// Makes a working case from an exhibit, so that its answers and findings can be derived again from the raw bytes.
public enum Restorer {
    /// Restores models, suites, and every answer with its question; and the register; requests and failed attempts, which no finding rests on, are left out.
    ///
    /// The new case has a chain of its own. Check the exhibit first: nothing is checked here.
    /// - Throws: `Problem`: `restore.withheld` where the exhibit is a redacted copy that lacks something needed, `restore.unreadable`.
    public static func restore(_ exhibit: URL, to url: URL) throws -> CaseStore {
        let store = try CaseStore.create(
            at: url, title: exhibit.lastPathComponent, now: { Date(timeIntervalSince1970: 0) },
            secret: [UInt8](repeating: 0, count: 32))
        var models: [PanelModel] = []
        try ExhibitRows.each(exhibit, .models, unreadable: "restore.unreadable") { row, bytes in
            models.append(try decoded(PanelModel.self, try value(row, "model", bytes)))
        }
        try store.add(models: models)
        try ExhibitRows.each(exhibit, .suites, unreadable: "restore.unreadable") { row, bytes in
            try store.add(suite: try decoded(Suite.self, try value(row, "content", bytes)))
        }
        try ExhibitRows.each(exhibit, .events, unreadable: "restore.unreadable") { row, bytes in
            guard row.text("kind", bytes) == "register" else { return }
            try store.log(kind: "register", body: CanonicalJSON.value(of: value(row, "body", bytes)))
        }
        var batch: [NewResponse] = []
        try ExhibitRows.each(exhibit, .responses, unreadable: "restore.unreadable") { row, bytes in
            batch.append(try response(row, bytes))
            if batch.count == 1000 {
                try store.append(batch)
                batch = []
            }
        }
        try store.append(batch)
        return store
    }

    private static func response(_ row: ExhibitRow, _ bytes: UnsafeRawBufferPointer) throws -> NewResponse {
        struct Question: Decodable {
            var accepted: GenerationSettings?
            var probe: String
            var sample: Int
            var settings: GenerationSettings
            var suite: String
            var version: String
        }
        struct Model: Decodable {
            var name: String
            var served: ServedBy?
        }
        let question = try decoded(Question.self, try value(row, "question", bytes))
        let model = try decoded(Model.self, try value(row, "model", bytes))
        guard let answer = row.units["answer"], let body = answer.body, let format = answer.format else {
            throw withheld("an answer")
        }
        return NewResponse(
            key: ResponseKey(
                model: model.name, suite: SuiteReference(name: question.suite, version: question.version),
                probe: question.probe, sample: question.sample, settings: question.settings),
            body: body, format: String(decoding: format, as: UTF8.self),
            text: answer.text.map { String(decoding: $0, as: UTF8.self) }, receivedAt: row.text("received_at", bytes),
            accepted: question.accepted, served: model.served,
            details: try row.ranges["details"].map { try decoded(ResponseDetails.self, Array(bytes[$0])) })
    }

    private static func value(_ row: ExhibitRow, _ key: String, _ bytes: UnsafeRawBufferPointer) throws -> [UInt8] {
        guard let range = row.units[key]?.value else { throw withheld(key) }
        return Array(bytes[range])
    }

    private static func decoded<T: Decodable>(_ type: T.Type, _ json: [UInt8]) throws -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(json))
        } catch {
            throw Problem(
                "restore.unreadable", .data,
                "a line of the exhibit cannot be understood: \(String(decoding: json.prefix(80), as: UTF8.self))",
                remedy: "Run `apograph verify` on the exhibit.")
        }
    }

    private static func withheld(_ what: String) -> Problem {
        Problem(
            "restore.withheld", .data, "this is a redacted copy that lacks what the analysis rests on (\(what))",
            remedy: "Make the analysis again from the full exhibit.")
    }
}
