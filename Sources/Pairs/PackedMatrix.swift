import Base
import Foundation
import Kinship

/// Answers of many models as one file, with the fit that all pairs start from, so that whoever computes a part of the pairs need not fit again.
///
/// The body, after the header of ``HashedFile``: the abilities (8 bytes a model), the difficulties (8 bytes a question), where anybody abstained
/// the same two of answering at all, where any question has no key one byte a question (1: no key), then the answers, a byte each in the codes of
/// `AnswerMatrix`, one row a model. The header names the models and the questions in their order and the settings.
public struct PackedMatrix: Sendable {
    /// With which settings pairs are compared.
    public enum Purpose: String, Sendable, CaseIterable {
        /// Those of the share that people are shown.
        case share
        /// Those of the panel score, which a likelihood ratio rests on.
        case panel

        var settings: ShareSettings { self == .share ? ShareSettings() : .panel }
    }

    public let model: AnswerModel
    public let names: [String]
    public let questions: [String]
    public let purpose: Purpose
    /// What a person knows it by.
    public let source: String
    /// Of the file; what parts name as what they were computed from. Lower-case hexadecimal.
    public let sha256: String

    public var matrix: AnswerMatrix { model.matrix }

    /// Fits and writes a matrix.
    ///
    /// - Parameters:
    ///   - names: one a model, `questions`: one an item.
    ///   - source: what a person knows it by: a case, a recording, a registry.
    /// - Returns: SHA-256 of the file.
    /// - Throws: `Problem` `pairs.too-few` under two models, `pairs.io` for a full disk.
    public static func write(
        _ matrix: AnswerMatrix, names: [String], questions: [String], source: String, purpose: Purpose, to url: URL
    ) async throws -> String {
        guard matrix.models > 1, matrix.items > 0 else {
            throw Problem(
                "pairs.too-few", .data,
                "there are \(matrix.models) models with \(matrix.items) questions in common, and pairs need two models and a question",
                at: source, remedy: "Pack a case, a recording or a registry with closed answers of several models.")
        }
        guard names.count == matrix.models, questions.count == matrix.items else {
            throw KinshipError.shape("\(matrix.models) × \(matrix.items) answers have other names")
        }
        let model = await AnswerModel(matrix, settings: purpose.settings)
        let file = try HashedFileWriter(
            url, kind: "matrix",
            header: [
                "abstentions": .bool(model.propensity != nil), "items": .whole(matrix.items),
                "keyless": .bool(!matrix.keyless.isEmpty), "models": .whole(matrix.models),
                "names": .array(names.map { .string($0) }), "questions": .array(questions.map { .string($0) }),
                "settings": .string(purpose.rawValue), "source": .string(source),
            ])
        for fit in [model.rasch, model.propensity].compactMap({ $0 }) {
            try file.write(fit.abilities)
            try file.write(fit.difficulties)
        }
        if !matrix.keyless.isEmpty { try file.write(matrix.keyless.map { $0 ? 1 : 0 } as [UInt8]) }
        try file.write(matrix.codes)
        return try file.finish()
    }

    /// Maps, checks and reads a file.
    /// - Throws: `Problem`, as ``HashedFileReader``.
    public init(contentsOf url: URL) throws {
        let file = try HashedFileReader(url, kind: "matrix")
        let models = try file.number("models")
        let items = try file.number("items")
        guard let purpose = Purpose(rawValue: try file.text("settings")),
            let abstentions = file.header["abstentions"], let keyless = file.header["keyless"]
        else { throw HashedFileReader.damaged(url, "its header does not say all that it must") }
        names = try file.texts("names")
        questions = try file.texts("questions")
        source = try file.text("source")
        self.purpose = purpose
        sha256 = file.sha256
        let fits = abstentions == .bool(true) ? 2 : 1
        let marks = keyless == .bool(true) ? items : 0
        let (cells, overflows) = models.multipliedReportingOverflow(by: items)
        guard !overflows, models <= file.count, items <= file.count, names.count == models, questions.count == items,
            models > 1, items > 0, file.count == fits * 8 * (models + items) + marks + cells
        else { throw HashedFileReader.damaged(url, "it is not as long as its header says") }
        var cursor = 0
        func doubles(_ count: Int) -> [Double] {
            defer { cursor += 8 * count }
            return file.withBody { body in
                (0..<count).map { body.loadUnaligned(fromByteOffset: cursor + 8 * $0, as: Double.self) }
            }
        }
        func bytes(_ count: Int) -> [UInt8] {
            defer { cursor += count }
            return file.withBody { Array($0[cursor..<cursor + count]) }
        }
        let rasch = Rasch(abilities: doubles(models), difficulties: doubles(items))
        let propensity = fits == 2 ? Rasch(abilities: doubles(models), difficulties: doubles(items)) : nil
        let marked = bytes(marks).map { $0 != 0 }
        let matrix = try AnswerMatrix(models: models, items: items, codes: bytes(cells), keyless: marked)
        model = try AnswerModel(matrix, rasch: rasch, propensity: propensity, settings: purpose.settings)
    }
}
