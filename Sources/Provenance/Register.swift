import Analysis
import Base
import CLibXML2
import CaseFile
import Foundation
import Panel
import Probes

/// One entry of the provenance register: what is publicly documented about a model, or the terms that a provider had in force.
public struct RegisterEntry: Codable, Sendable, Hashable {
    /// What a document is about.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Terms of use in force on a date.
        case terms
        /// Documentation of training data: model card, paper.
        case training
        /// A maker's statement.
        case statement
    }

    /// The model's or the provider's name.
    public var subject: String
    public var kind: Kind
    /// Where it was captured from.
    public var source: String
    /// The day on which it was in force or was captured, `yyyy-mm-dd`.
    public var date: String
    /// SHA-256 of the document as captured, lower-case hexadecimal.
    public var sha256: String
    /// The document as captured, base64.
    public var raw: String
    /// Its text as a reader sees it.
    public var text: String
    /// Sentences that speak of the use of outputs or of training on them.
    public var clauses: [String]

    /// Reads a captured document: HTML through libxml2, anything else as UTF-8 text.
    ///
    /// - Throws: `Problem`: `register.empty`, `register.too-big` (10 MB), `register.date`.
    public init(subject: String, kind: Kind, source: String, date: String, document: [UInt8], marked: [String] = [])
        throws
    {
        guard date.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil else {
            throw Problem("register.date", .usage, "this is no day", at: date, remedy: "Write it as 2026-11-21.")
        }
        guard document.count <= 10_000_000 else {
            throw Problem(
                "register.too-big", .data, "the document has more than 10 MB", at: source,
                remedy: "Save the page without its pictures.")
        }
        let text = RegisterEntry.text(of: document)
        guard !text.isEmpty else {
            throw Problem(
                "register.empty", .data, "the document has no text", at: source,
                remedy: "Save the page after it has loaded, as HTML or as text.")
        }
        self.subject = subject
        self.kind = kind
        self.source = source
        self.date = date
        sha256 = Digest256.hex(document)
        raw = Data(document).base64EncodedString()
        self.text = text
        clauses = marked.isEmpty ? TermsClause.all(in: text).map(\.sentence) : marked
    }

    /// The visible text, its runs of white space made single spaces and its blocks kept on lines of their own.
    static func text(of document: [UInt8]) -> String {
        let start = String(decoding: document.prefix(2048), as: UTF8.self).lowercased()
        let isHTML = start.contains("<html") || start.contains("<!doctype html") || start.contains("<body")
        let text = isHTML ? htmlText(document) : String(decoding: document, as: UTF8.self)
        return text.split(separator: "\n").map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func htmlText(_ document: [UInt8]) -> String {
        let options = Int32(
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                | HTML_PARSE_NONET.rawValue)
        let tree = document.withUnsafeBytes { bytes in
            htmlReadMemory(bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), nil, "UTF-8", options)
        }
        guard let tree else { return "" }
        defer { xmlFreeDoc(tree) }
        var out = ""
        var node = xmlDocGetRootElement(tree)
        // A walk without recursion: a hostile page may be nested as deep as it likes.
        while let current = node {
            let name = current.pointee.name.map { String(cString: $0).lowercased() } ?? ""
            let isHidden = ["script", "style", "template", "noscript"].contains(name)
            if current.pointee.type == XML_TEXT_NODE, let content = current.pointee.content {
                out += String(cString: content)
            } else if current.pointee.type == XML_ELEMENT_NODE,
                !["a", "b", "i", "em", "strong", "span", "code"].contains(name)
            {
                out += "\n"
            }
            if !isHidden, let child = current.pointee.children {
                node = child
                continue
            }
            var next: UnsafeMutablePointer<xmlNode>? = current
            while let here = next, here.pointee.next == nil { next = here.pointee.parent }
            node = next?.pointee.next
        }
        return out
    }
}

extension CaseStore {
    /// Adds a captured document to the case's register; it becomes an event of the chain.
    public func register(_ entry: RegisterEntry) throws {
        try log(kind: "register", body: try CanonicalJSON.value(of: CanonicalJSON.bytes(of: entry)))
    }

    /// The register, oldest entry first.
    public func registered() throws -> [RegisterEntry] {
        try events(kinds: ["register"]).map { event in
            do {
                return try JSONDecoder().decode(RegisterEntry.self, from: Data(CanonicalJSON.bytes(event.body)))
            } catch {
                throw Problem(
                    "register.unreadable", .data, "an entry of the register cannot be read", at: "event \(event.seq)",
                    remedy: "Run `apograph verify` on the case.")
            }
        }
    }
}

/// What the register lacks.
public struct RegisterAudit: Sendable, Hashable {
    /// One line per model or provider of the case.
    public struct Row: Sendable, Hashable {
        public var subject: String
        public var isProvider: Bool
        /// The days of the answers, first and last; `nil` where no answer says when it came.
        public var answered: (first: String, last: String)?
        /// The terms that applied: the latest in force on or before the first answer; or what is documented of a model.
        public var applies: [RegisterEntry]
        public var gaps: [String]

        public static func == (a: Row, b: Row) -> Bool {
            a.subject == b.subject && a.isProvider == b.isProvider && a.answered?.first == b.answered?.first
                && a.answered?.last == b.answered?.last && a.applies == b.applies && a.gaps == b.gaps
        }

        public func hash(into hasher: inout Hasher) {
            hasher.combine(subject)
            hasher.combine(isProvider)
            hasher.combine(gaps)
        }
    }

    public var rows: [Row]

    /// Compares the register of a case with its models, their providers and the days of their answers.
    public init(_ store: CaseStore) throws {
        let entries = try store.registered()
        let models = try store.models()
        var days: [String: (first: String, last: String)] = [:]
        try store.forEachResponse { response in
            guard let day = response.receivedAt?.prefix(10) else { return }
            let known = days[response.key.model] ?? (String(day), String(day))
            days[response.key.model] = (min(known.first, String(day)), max(known.last, String(day)))
        }
        var rows: [Row] = []
        for model in models {
            let documents = entries.filter { $0.subject == model.id && $0.kind != .terms }
            rows.append(
                Row(
                    subject: model.id, isProvider: false, answered: days[model.id], applies: documents,
                    gaps: documents.isEmpty
                        ? ["nothing is registered about its training data or its maker's statements"] : []))
        }
        for provider in Set(models.map(\.provider)).subtracting(["recorded"]).sorted() {
            let span = models.filter { $0.provider == provider }.compactMap { days[$0.id] }
            let first = span.map(\.first).min()
            let last = span.map(\.last).max()
            let terms = entries.filter { $0.subject == provider && $0.kind == .terms }.sorted { $0.date < $1.date }
            var gaps: [String] = []
            let applies = TermsInForce.select(terms, date: \.date, first: first, last: last)
            if terms.isEmpty {
                gaps.append("no terms are registered")
            } else if let first, !terms.contains(where: { $0.date <= first }) {
                gaps.append("the terms registered are all later than the first answer")
            }
            if let applied = applies.first, applied.clauses.isEmpty {
                gaps.append("no clause on the use of outputs is marked")
            }
            rows.append(
                Row(
                    subject: provider, isProvider: true, answered: first.flatMap { f in last.map { (f, $0) } },
                    applies: applies, gaps: gaps))
        }
        self.rows = rows
    }
}
