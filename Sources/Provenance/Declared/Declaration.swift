import Base
import Foundation

/// What somebody declares of a model: its parents and the data that it was trained on. Declared is not known: every entry says where it stands.
public struct Declaration: Sendable, Hashable {
    /// The forms that are read.
    public enum Form: String, Sendable, Hashable, CaseIterable {
        case modelCard = "model card"
        case cycloneDX = "CycloneDX"
        case spdx = "SPDX 3"
        case publicSummary = "public summary (EU)"
        case sources = "sources.yaml"
    }

    /// A model that this one was made from.
    public struct Parent: Sendable, Hashable {
        public var model: String
        /// As declared: finetune, adapter, merge, quantized, …; `nil` where nothing is said.
        public var relation: String?
        public var place: String

        public init(model: String, relation: String? = nil, place: String) {
            self.model = model
            self.relation = relation
            self.place = place
        }
    }

    /// A data set that it was trained on.
    public struct DataSet: Sendable, Hashable {
        public var name: String
        public var url: String?
        public var license: String?
        /// Models whose outputs it is declared to hold; empty where it is declared to hold none, `nil` where nothing is said.
        public var outputsOf: [String]?
        /// Day of collection, `yyyy-mm-dd`.
        public var collected: String?
        /// Its part of all training data, 0…1.
        public var share: Double?
        public var place: String

        public init(
            name: String, url: String? = nil, license: String? = nil, outputsOf: [String]? = nil,
            collected: String? = nil,
            share: Double? = nil, place: String
        ) {
            self.name = name
            self.url = url
            self.license = license
            self.outputsOf = outputsOf
            self.collected = collected
            self.share = share
            self.place = place
        }
    }

    public var form: Form
    /// The model's name; `nil` where the document does not say (a model card says it by its address).
    public var model: String?
    public var license: String?
    public var parents: [Parent]
    public var dataSets: [DataSet]
    /// The document's prose, as text: never read as fact.
    public var prose: String
    /// The file.
    public var place: String

    public init(
        form: Form, model: String? = nil, license: String? = nil, parents: [Parent] = [], dataSets: [DataSet] = [],
        prose: String = "", place: String
    ) {
        self.form = form
        self.model = model
        self.license = license
        self.parents = parents
        self.dataSets = dataSets
        self.prose = prose
        self.place = place
    }
}

extension Declaration {
    /// Names of the properties that carry what the formats have no field for (docs/sources.md).
    enum Property {
        static let outputsOf = "apograph:outputs-of"
        static let collected = "apograph:collected"
        static let share = "apograph:share"
        /// Value of `outputsOf` where a data set is declared to hold no outputs of models.
        static let none = "none"
    }

    /// Reads a document in whichever of the forms it is in.
    ///
    /// - Parameters:
    ///   - name: what the file is called in errors; its ending helps to tell the forms apart.
    /// - Throws: `Problem` with file and line: `sources.form`, `sources.json`, `sources.yaml`, `sources.field`, `sources.too-big`.
    public init(_ bytes: [UInt8], name: String) throws {
        guard bytes.count <= 20_000_000 else {
            throw Problem(
                "sources.too-big", .data, "the document has more than 20 MB", at: name,
                remedy: "Name the declaration of one model.")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem("sources.form", .data, "this is not UTF-8 text", at: name, remedy: "Save it as UTF-8.")
        }
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        let isYAML = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
        if start.first == "{" || start.first == "[" {
            self = try JSONDeclaration.read(bytes, name: name)
        } else if isYAML {
            self = try SourcesYAML.read(text, name: name)
        } else if PublicSummary.isOne(text) {
            self = try PublicSummary.read(bytes, name: name)
        } else if start.hasPrefix("---") || name.hasSuffix(".md") {
            self = try ModelCard.read(text, name: name)
        } else {
            throw Problem(
                "sources.form", .data, "this is none of the forms that are read", at: name,
                remedy:
                    "Give a model card (.md), a CycloneDX or SPDX 3 document (JSON), a public summary (text or HTML), or a sources.yaml."
            )
        }
    }

    static func day(_ text: String?, at place: String) throws -> String? {
        guard let text else { return nil }
        let day = text.contains("T") ? String(text.prefix(10)) : text
        guard CivilDate(day: day) != nil else {
            throw Problem(
                "sources.field", .data, "\"\(text.prefix(40))\" is no day", at: place, remedy: "Write it as 2026-11-21."
            )
        }
        return day
    }

    static func share(_ value: Double?, at place: String) throws -> Double? {
        guard let value else { return nil }
        guard (0...1).contains(value) else {
            throw Problem(
                "sources.field", .data, "a share is \(value)", at: place, remedy: "Give a number from 0 to 1.")
        }
        return value
    }

    /// Several names of one property.
    static func names(_ text: String) -> [String] {
        let names = text.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        return names == [Property.none] ? [] : names
    }
}
