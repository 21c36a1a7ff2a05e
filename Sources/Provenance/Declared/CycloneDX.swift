import Base
import Foundation

/// CycloneDX 1.5 and later (ECMA-424): a component of type `machine-learning-model` with its `modelCard`; data sets in line or as components of type `data`.
enum CycloneDX {
    static func read(_ root: JSONValue, name: String) throws -> Declaration {
        let document = JSONPlace(value: root, place: name + "#")
        guard root["bomFormat"]?.string == "CycloneDX" else {
            throw document["bomFormat"]?.wrong("\"CycloneDX\"") ?? document.wrong("a bill of materials")
        }
        let version = try document["specVersion"]?.text() ?? ""
        guard let parts = Optional(version.split(separator: ".").compactMap { Int($0) }), parts.count == 2,
            parts[0] == 1, parts[1] >= 5
        else {
            throw JSONDeclaration.problem(
                "CycloneDX \(version.isEmpty ? "without `specVersion`" : version) is not read",
                at: name + "#/specVersion", "Models are described from 1.5 on: export it as 1.5, 1.6 or 1.7.")
        }
        let components = try all(in: [document["metadata"]?["component"], document["components"]].compactMap { $0 })
        guard let model = components.first(where: { $0.value["type"]?.string == "machine-learning-model" }) else {
            throw JSONDeclaration.problem(
                "it holds no component of type machine-learning-model", at: name + "#/components",
                "Name the bill of materials of a model.")
        }
        let byReference = Dictionary(
            components.compactMap { component in component.value["bom-ref"]?.string.map { ($0, component) } }
        ) { first, _ in first }
        var dataSets: [Declaration.DataSet] = []
        for entry in try model["modelCard"]?["modelParameters"]?["datasets"]?.array() ?? [] {
            let entry = try entry.object()
            if let reference = try entry["ref"]?.text() {
                guard let component = byReference[reference] else {
                    throw JSONDeclaration.problem(
                        "the data set \"\(reference.prefix(80))\" is referred to and described nowhere",
                        at: entry.place, "Add the component, or describe the data set in line.")
                }
                dataSets.append(try dataSet(component))
            } else {
                dataSets.append(try dataSet(entry))
            }
        }
        return Declaration(
            form: .cycloneDX, model: try fullName(model), license: try licenses(model),
            parents: try model["pedigree"]?["ancestors"]?.array().map {
                .init(
                    model: try fullName($0.object()), relation: try property("apograph:relation", of: $0),
                    place: $0.place)
            } ?? [],
            dataSets: dataSets,
            prose: try [model["description"], model["modelCard"]?["considerations"]?["technicalLimitations"]].compactMap
            { $0 }.flatMap { $0.items() }.map { try $0.text() }.joined(separator: "\n"),
            place: name)
    }

    /// Components with those inside of them.
    private static func all(in places: [JSONPlace]) throws -> [JSONPlace] {
        var found: [JSONPlace] = []
        var open = places.flatMap { $0.items() }
        while !open.isEmpty {
            let next = try open.removeFirst().object()
            found.append(next)
            open += try next["components"]?.array() ?? []
        }
        return found
    }

    private static func fullName(_ component: JSONPlace) throws -> String {
        guard let name = component["name"] else {
            throw JSONDeclaration.problem("a component has no `name`", at: component.place, "Give it one.")
        }
        return try [component["group"], name].compactMap { try $0?.text() }.filter { !$0.isEmpty }.joined(
            separator: "/")
    }

    /// A component of type `data`, or an entry in line.
    private static func dataSet(_ entry: JSONPlace) throws -> Declaration.DataSet {
        let data = entry["data"]?.items().first ?? entry
        // In line, an entry of the type "dataset" may leave its name away.
        let name =
            entry["name"] == nil ? try data["name"]?.text() ?? data["contents"]?["url"]?.text() : try fullName(entry)
        guard let name else {
            throw JSONDeclaration.problem(
                "a data set has neither name nor address", at: entry.place, "Give it a `name`.")
        }
        func own(_ key: String) throws -> String? {
            try property(key, of: entry) ?? property(key, of: data["contents"] ?? data)
        }
        return .init(
            name: name,
            url: try data["contents"]?["url"]?.text()
                ?? entry["externalReferences"]?.array().compactMap { try $0["url"]?.text() }.first,
            license: try licenses(entry), outputsOf: try own(Declaration.Property.outputsOf).map(Declaration.names),
            collected: try Declaration.day(own(Declaration.Property.collected), at: entry.place),
            share: try Declaration.share(own(Declaration.Property.share).flatMap(Double.init), at: entry.place),
            place: entry.place)
    }

    private static func property(_ name: String, of place: JSONPlace) throws -> String? {
        try place["properties"]?.array().first { $0.value["name"]?.string == name }?["value"]?.text()
    }

    private static func licenses(_ component: JSONPlace) throws -> String? {
        let names =
            try component["licenses"]?.array().compactMap { choice in
                try choice["expression"]?.text() ?? choice["license"]?["id"]?.text()
                    ?? choice["license"]?["name"]?.text()
            } ?? []
        return names.isEmpty ? nil : names.joined(separator: " AND ")
    }

    // MARK: Writing

    /// CycloneDX 1.6. What the format has no field for stands in properties whose names begin with `apograph:`.
    static func write(_ declaration: Declaration) -> JSONValue {
        let data = declaration.dataSets.enumerated().map { index, set -> JSONValue in
            var properties: [JSONValue] = []
            func add(_ name: String, _ value: String?) {
                if let value { properties.append(["name": .string(name), "value": .string(value)]) }
            }
            add(
                Declaration.Property.outputsOf,
                set.outputsOf.map { $0.isEmpty ? Declaration.Property.none : $0.joined(separator: "; ") })
            add(Declaration.Property.collected, set.collected)
            add(Declaration.Property.share, set.share.flatMap(CanonicalJSON.ecmaScript))
            return .fields([
                "type": "data", "bom-ref": .string("data-\(index + 1)"), "name": .string(set.name),
                "licenses": licenses(set.license),
                "data": [
                    .fields([
                        "type": "dataset", "name": .string(set.name), "contents": set.url.map { ["url": .string($0)] },
                    ])
                ],
                "properties": properties.isEmpty ? nil : .array(properties),
            ])
        }
        let model = JSONValue.fields([
            "type": "machine-learning-model", "bom-ref": "model", "name": .string(declaration.model ?? "unnamed model"),
            "licenses": licenses(declaration.license),
            "pedigree": declaration.parents.isEmpty
                ? nil
                : [
                    "ancestors": .array(
                        declaration.parents.map { parent in
                            .fields([
                                "type": "machine-learning-model", "name": .string(parent.model),
                                "properties": parent.relation.map {
                                    [["name": "apograph:relation", "value": .string($0)]]
                                },
                            ])
                        })
                ],
            "modelCard": data.isEmpty
                ? nil
                : ["modelParameters": ["datasets": .array(data.indices.map { ["ref": .string("data-\($0 + 1)")] })]],
        ])
        return .fields([
            "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": ["component": model],
            "components": data.isEmpty ? nil : .array(data),
        ])
    }

    private static func licenses(_ text: String?) -> JSONValue? {
        text.map { [["license": ["name": .string($0)]]] }
    }
}
