import Base
import Foundation

/// SPDX 3 with the profiles AI and Dataset, as JSON-LD: elements in `@graph`, joined by relationships.
enum SPDX {
    static func read(_ root: JSONValue, name: String) throws -> Declaration {
        let document = JSONPlace(value: root, place: name + "#")
        guard let graph = document["@graph"] else {
            throw JSONDeclaration.problem("there is no `@graph`", at: name + "#", "Export it as SPDX 3 in JSON-LD.")
        }
        let elements = try graph.array().map { try $0.object() }
        func type(_ element: JSONPlace) -> String {
            kind(element.value["type"]?.string ?? element.value["@type"]?.string ?? "")
        }
        let byID = Dictionary(elements.compactMap { element in id(element).map { ($0, element) } }) { first, _ in first
        }
        guard let model = elements.first(where: { type($0) == "AIPackage" }) else {
            throw JSONDeclaration.problem(
                "it holds no AIPackage", at: name + "#/@graph", "Name the document of a model, with the AI profile.")
        }
        let relations = elements.filter { type($0).hasSuffix("Relationship") }
        func targets(_ element: JSONPlace, _ kinds: Set<String>) throws -> [JSONPlace] {
            try relations.filter { relation in
                kinds.contains(relation.value["relationshipType"]?.string ?? "")
                    && relation.value["from"]?.string == id(element)
            }.flatMap { $0["to"]?.items() ?? [] }.map { target in
                if case .object = target.value { return target }
                let wanted = try target.text()
                guard let found = byID[wanted] else {
                    throw JSONDeclaration.problem(
                        "the element \"\(wanted.prefix(80))\" is referred to and described nowhere", at: target.place,
                        "Add the element to the document.")
                }
                return found
            }
        }
        /// Models that this one descends from may be named in either direction.
        func ancestors() throws -> [JSONPlace] {
            let forward = try targets(model, ["descendantOf", "dependsOn"]).filter { type($0) == "AIPackage" }
            let backward = try relations.filter { $0.value["relationshipType"]?.string == "ancestorOf" }.filter {
                relation in
                relation["to"]?.items().contains { $0.value.string == id(model) } ?? false
            }.compactMap { relation in try relation["from"].flatMap { byID[try $0.text()] } }
            return forward + backward
        }
        func license(of element: JSONPlace) throws -> String? {
            let found =
                try targets(element, ["hasDeclaredLicense"]).first ?? targets(element, ["hasConcludedLicense"]).first
            return try (found?["simplelicensing_licenseExpression"] ?? found?["licenseExpression"] ?? found?["name"])?
                .text()
        }
        func title(_ element: JSONPlace) throws -> String {
            guard let name = element["name"] else {
                throw JSONDeclaration.problem("an element has no `name`", at: element.place, "Give it one.")
            }
            return try name.text()
        }
        return Declaration(
            form: .spdx, model: try title(model), license: try license(of: model),
            parents: try ancestors().map {
                .init(model: try title($0), relation: try property("apograph:relation", of: $0), place: $0.place)
            },
            dataSets: try targets(model, ["trainedOn", "finetunedOn"]).map { element in
                .init(
                    name: try title(element),
                    url: try (element["software_downloadLocation"] ?? element["downloadLocation"])?.text(),
                    license: try license(of: element),
                    outputsOf: try property(Declaration.Property.outputsOf, of: element).map(Declaration.names),
                    collected: try Declaration.day(
                        property(Declaration.Property.collected, of: element), at: element.place),
                    share: try Declaration.share(
                        property(Declaration.Property.share, of: element).flatMap(Double.init), at: element.place),
                    place: element.place)
            },
            prose: try (model["ai_informationAboutTraining"] ?? model["informationAboutTraining"])?.text() ?? "",
            place: name)
    }

    private static func id(_ element: JSONPlace) -> String? {
        element.value["spdxId"]?.string ?? element.value["@id"]?.string
    }

    /// The class without its profile: `ai_AIPackage`, `ai:AIPackage` and the whole address are one.
    private static func kind(_ type: String) -> String {
        String(type.split { $0 == "_" || $0 == ":" || $0 == "/" || $0 == "#" }.last ?? "")
    }

    private static func property(_ name: String, of element: JSONPlace) throws -> String? {
        for extra in element["extension"]?.items() ?? [] {
            for entry in extra["extension_cdxProperty"]?.items() ?? []
            where entry.value["extension_cdxPropName"]?.string == name {
                return try entry["extension_cdxPropValue"]?.text()
            }
        }
        return nil
    }

    // MARK: Writing

    /// SPDX 3.0.1 in JSON-LD. The document is about `model`; its identifiers are made from the declaration, so that the same declaration gives the same bytes.
    ///
    /// - Parameter created: RFC 3339, whole seconds; from whoever asks, never from the clock.
    static func write(_ declaration: Declaration, created: String) throws -> JSONValue {
        let stem = "urn:sha256:" + Digest256.hex(try CanonicalJSON.bytes(CycloneDX.write(declaration))) + ":"
        func id(_ name: String) -> JSONValue { .string(stem + name) }
        func element(_ type: String, _ name: String, _ fields: KeyValuePairs<String, JSONValue?>) -> JSONValue {
            guard case .object(let rest) = JSONValue.fields(fields) else { return .null }
            return .object(
                [
                    JSONMember("type", .string(type)), JSONMember("spdxId", id(name)),
                    JSONMember("creationInfo", "_:creation"),
                ] + rest)
        }
        func extra(_ pairs: [(String, String?)]) -> JSONValue? {
            let entries = pairs.compactMap { name, value in
                value.map {
                    JSONValue.fields([
                        "type": "extension_CdxPropertyEntry", "extension_cdxPropName": .string(name),
                        "extension_cdxPropValue": .string($0),
                    ])
                }
            }
            return entries.isEmpty
                ? nil : [["type": "extension_CdxPropertiesExtension", "extension_cdxProperty": .array(entries)]]
        }
        var graph: [JSONValue] = [
            [
                "type": "CreationInfo", "@id": "_:creation", "specVersion": "3.0.1", "created": .string(created),
                "createdBy": [id("author")],
            ],
            element("SoftwareAgent", "author", ["name": "Apograph"]),
        ]
        var roots: [JSONValue] = []
        var count = 0
        func relate(_ from: String, _ kind: String, _ to: [String]) {
            count += 1
            graph.append(
                element(
                    "Relationship", "relation-\(count)",
                    ["from": id(from), "relationshipType": .string(kind), "to": .array(to.map(id))]))
            roots.append(id("relation-\(count)"))
        }
        func license(_ text: String?, of name: String) {
            guard let text else { return }
            graph.append(
                element(
                    "simplelicensing_LicenseExpression", name + "-license",
                    ["simplelicensing_licenseExpression": .string(text)]))
            relate(name, "hasDeclaredLicense", [name + "-license"])
        }
        graph.append(
            element(
                "ai_AIPackage", "model",
                ["name": .string(declaration.model ?? "unnamed model"), "software_primaryPurpose": "model"]))
        license(declaration.license, of: "model")
        for (index, parent) in declaration.parents.enumerated() {
            graph.append(
                element(
                    "ai_AIPackage", "parent-\(index + 1)",
                    [
                        "name": .string(parent.model), "software_primaryPurpose": "model",
                        "extension": extra([("apograph:relation", parent.relation)]),
                    ]))
            relate("model", "descendantOf", ["parent-\(index + 1)"])
        }
        for (index, set) in declaration.dataSets.enumerated() {
            let name = "data-\(index + 1)"
            graph.append(
                element(
                    "dataset_DatasetPackage", name,
                    [
                        "name": .string(set.name), "software_primaryPurpose": "data",
                        "software_downloadLocation": set.url.map(JSONValue.string),
                        "dataset_datasetType": ["noAssertion"],
                        "extension": extra([
                            (
                                Declaration.Property.outputsOf,
                                set.outputsOf.map {
                                    $0.isEmpty ? Declaration.Property.none : $0.joined(separator: "; ")
                                }
                            ),
                            (Declaration.Property.collected, set.collected),
                            (Declaration.Property.share, set.share.flatMap(CanonicalJSON.ecmaScript)),
                        ]),
                    ]))
            license(set.license, of: name)
        }
        if !declaration.dataSets.isEmpty {
            relate("model", "trainedOn", declaration.dataSets.indices.map { "data-\($0 + 1)" })
        }
        graph.append(
            element(
                "SpdxDocument", "document",
                [
                    "profileConformance": ["core", "software", "ai", "dataset", "simpleLicensing", "extension"],
                    "rootElement": [id("model")],
                    "element": .array([id("model")] + roots),
                ]))
        return ["@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": .array(graph)]
    }
}

extension Declaration {
    /// The document in a published form, as text with a line break at its end.
    public func cycloneDX() throws -> String { try Self.text(CycloneDX.write(self)) }

    /// - Parameter created: when it is made, RFC 3339.
    public func spdx(created: String) throws -> String { try Self.text(SPDX.write(self, created: created)) }

    private static func text(_ value: JSONValue) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
