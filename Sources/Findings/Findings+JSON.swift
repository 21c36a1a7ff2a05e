import Foundation

extension Findings {
    /// Number of the schema that the JSON follows (`docs/findings.schema.json`); changes whenever a name or a meaning does.
    public static let schemaVersion = 2

    /// The one form in which findings are printed, sealed and compared: sorted keys, two spaces, a line feed at the end. Same findings, same bytes.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// - Throws: `DecodingError` where these are no findings of this schema.
    public init(json: Data) throws {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        self = try decoder.decode(Findings.self, from: json)
        guard schema == Self.schemaVersion else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "schema \(schema), this program reads \(Self.schemaVersion)"))
        }
    }
}
