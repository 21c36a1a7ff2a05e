import Base
import Crypto
import Foundation
import GRDB
import Panel
import Probes

extension CaseStore {
    /// Adds models, and brings those of a known id up to date; both are events. A model that is already there as given is left alone.
    ///
    /// - Throws: `Problem` `case.two-models` where two of the models (or one of them and one in the case) have ids that only look different, or an id is empty.
    public func add(models: [PanelModel]) throws {
        try writing { db, log in
            try CaseStore.add(models, db: db, log: &log, secret: secret, at: Timestamp.text(now()), url: url)
        }
    }

    static func add(
        _ models: [PanelModel], db: Database, log: inout EventLog, secret: SymmetricKey, at: String, url: URL
    ) throws {
        var known: [String: (id: Int64, name: String, json: String)] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT id, name, json FROM models") {
            let name: String = row["name"]
            known[name] = (row["id"], name, row["json"])
        }
        var given: Set<String> = []
        for model in models {
            guard !model.id.isEmpty, given.insert(model.id).inserted,
                known[model.id].map({ $0.name.utf8.elementsEqual(model.id.utf8) }) ?? true
            else {
                throw Problem(
                    "case.two-models", .data,
                    model.id.isEmpty ? "a model has no name" : "two models have one name",
                    at: model.id.isEmpty ? url.path : model.id,
                    remedy: "Give every model a name of its own.")
            }
            try refuseNUL(in: model.id, at: "model \(model.id)")
            let json = try CanonicalJSON.bytes(of: model)
            let text = String(decoding: json, as: UTF8.self)
            let id: Int64
            if known[model.id]?.json == text { continue }
            try refuseDeviation(db, model: model)
            if let old = known[model.id] {
                id = old.id
                try db.execute(sql: "UPDATE models SET json = ? WHERE id = ?", arguments: [text, id])
            } else {
                try db.execute(sql: "INSERT INTO models (name, json) VALUES (?, ?)", arguments: [model.id, text])
                id = db.lastInsertedRowID
            }
            let commitment = Commitment.of(json, salt: Commitment.salts(secret: secret, .model, id).model)
            try log.append("model", ["id": .integer(id), "model": .string(commitment)], at: at)
        }
    }

    /// The models in the order in which they were added.
    public func models() throws -> [PanelModel] {
        try reading { db in
            try String.fetchAll(db, sql: "SELECT json FROM models ORDER BY id").map { json in
                do {
                    return try JSONDecoder().decode(PanelModel.self, from: Data(json.utf8))
                } catch {
                    throw CaseStore.damaged(url, "a model's description cannot be read")
                }
            }
        }
    }
}
