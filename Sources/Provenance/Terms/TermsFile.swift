import Base
import Foundation

/// Recorded terms in one file: JSON lines, a head, then each different document once, then the versions that point to them.
///
/// The texts belong to the providers and the record to its archive; the file is for whoever imported it and is no part of Apograph.
public struct TermsFile: Sendable {
    public var versions: [TermsVersion] = []
    /// Documents as recorded, by the SHA-256 of their bytes.
    public var documents: [String: String] = [:]

    public static let standard = "terms.jsonl"
    private static let form = 1

    public init() {}

    /// - Throws: `Problem`: `terms.missing`, `terms.unreadable` with the line.
    public init(contentsOf url: URL) throws {
        guard let data = try? Data(contentsOf: url) else {
            throw Problem(
                "terms.missing", .noInput, "there is no file of recorded terms", at: url.path,
                remedy: "Make it with `apograph register import open-terms FOLDER --service NAME`.")
        }
        for (index, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
            func broken(_ why: String) -> Problem {
                Problem(
                    "terms.unreadable", .data, why, at: "\(url.path):\(index + 1)",
                    remedy: "Import the terms again from their archive.")
            }
            do {
                let value = try JSONValue(reading: line)
                if index == 0 {
                    guard value["apograph-terms"]?.whole == Self.form else {
                        throw broken("this is no file of recorded terms")
                    }
                } else if let sha256 = value["sha256"]?.string, let text = value["document-text"]?.string {
                    guard Digest256.hex(Array(text.utf8)) == sha256 else {
                        throw broken("a document is not what its SHA-256 says")
                    }
                    documents[sha256] = text
                } else {
                    versions.append(try JSONDecoder().decode(TermsVersion.self, from: Data(line)))
                }
            } catch let fault as JSONFault {
                throw broken("\(fault.sentence)")
            } catch is DecodingError {
                throw broken("a version lacks one of its fields")
            }
        }
        if let lost = versions.first(where: { $0.sha256.map { documents[$0] == nil } ?? false }) {
            throw Problem(
                "terms.unreadable", .data, "the document of a version is missing: \(lost.service), \(lost.captured)",
                at: url.path,
                remedy: "Import the terms again from their archive.")
        }
    }

    /// The bytes of the file; the same versions give the same bytes.
    public func bytes() throws -> [UInt8] {
        var out = try CanonicalJSON.bytes(["apograph-terms": .whole(Self.form)]) + [UInt8(ascii: "\n")]
        let kept = Set(versions.compactMap(\.sha256))
        for (sha256, text) in documents.sorted(by: { $0.key < $1.key }) where kept.contains(sha256) {
            out +=
                try CanonicalJSON.bytes(["document-text": .string(text), "sha256": .string(sha256)]) + [
                    UInt8(ascii: "\n")
                ]
        }
        for version in versions.sorted(by: {
            ($0.service, $0.document, $0.captured) < ($1.service, $1.document, $1.captured)
        }) {
            out += try CanonicalJSON.bytes(of: version) + [UInt8(ascii: "\n")]
        }
        return out
    }

    /// Puts the versions of some services in the place of those that it holds of them.
    public mutating func replace(_ other: TermsFile) {
        let services = Set(other.versions.map(\.service))
        versions.removeAll { services.contains($0.service) }
        versions += other.versions
        documents.merge(other.documents) { $1 }
    }

    public var services: [String] { Set(versions.map(\.service)).sorted() }

    /// The documents of a service, by name.
    /// - Throws: `Problem` `terms.no-service`.
    public func histories(of service: String) throws -> [TermsHistory] {
        let mine = versions.filter { $0.service.lowercased() == service.lowercased() }
        guard !mine.isEmpty else {
            throw Problem(
                "terms.no-service", .noInput, "no terms of \"\(service)\" are recorded",
                remedy: services.isEmpty
                    ? "Import some first." : "Recorded are: \(Spelling.list(services, near: service)).")
        }
        return Set(mine.map(\.document)).sorted().map { name in
            TermsHistory(service: mine[0].service, document: name, versions: mine.filter { $0.document == name })
        }
    }

    /// A version's text as a reader sees it; empty where recording had stopped.
    public func text(of version: TermsVersion) -> String {
        version.sha256.flatMap { documents[$0] }.map { RegisterEntry.text(of: Array($0.utf8)) } ?? ""
    }

    public func clauses(of version: TermsVersion) -> [TermsClause] { TermsClause.all(in: text(of: version)) }
}
