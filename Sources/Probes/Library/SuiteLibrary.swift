import Base
import Foundation
import Generators

/// The folder of suites (`probes/`): finds it, names what it holds, and loads suites, sets and single files.
///
/// A suite is named by its path without the ending: `hallucination/fictitious-works` stands in `hallucination/fictitious-works.yaml`. Sets stand in `sets/`, panel templates in `panels/`.
public struct SuiteLibrary: Sendable {
    /// Path of the folder.
    public let root: String

    /// - Throws: `Problem` with `suites.not-found` where `root` is no folder.
    public init(root: String) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder), isFolder.boolValue else {
            throw Problem(
                "suites.not-found", .noInput, "there is no folder of suites", at: root,
                remedy: "Give the path of a folder such as the `probes/` that came with Apograph.")
        }
        self.root = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
    }

    /// The library at `path`; without one, `probes/` in the working folder, else the first `probes/` on the way up from the executable (beside it, or under `share/apograph/`).
    /// - Throws: `Problem` with `suites.not-found`.
    public static func locate(
        _ path: String? = nil, workingFolder: String = FileManager.default.currentDirectoryPath,
        executable: String = Bundle.main.executablePath ?? ""
    ) throws -> SuiteLibrary {
        if let path { return try SuiteLibrary(root: path) }
        var places = [workingFolder + "/probes"]
        var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            places += [folder.path + "/probes", folder.path + "/share/apograph/probes"]
            folder.deleteLastPathComponent()
        }
        for place in places where FileManager.default.fileExists(atPath: place + "/sets") {
            return try SuiteLibrary(root: place)
        }
        throw Problem(
            "suites.not-found", .noInput, "no folder of suites was found from here or from the program upwards",
            at: places[0], remedy: "Run from a folder that holds `probes/`, or give its path.")
    }

    /// Names of all suites, sorted. Files and folders whose names begin with a dot or an underscore are passed over, and so are `sets/` and `panels/`.
    public func names() -> [String] { files(under: root).filter { !$0.hasPrefix("sets/") && !$0.hasPrefix("panels/") } }

    /// Names of all sets, sorted.
    public func setNames() -> [String] { files(under: root + "/sets") }

    /// Names of all panel templates, sorted.
    public func panelNames() -> [String] { files(under: root + "/panels") }

    private func files(under folder: String) -> [String] {
        let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        let found = FileManager.default.enumerator(atPath: real)?.compactMap { $0 as? String } ?? []
        return found.filter { path in
            path.hasSuffix(".yaml") && !path.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasPrefix("_") }
        }
        .map { String($0.dropLast(5)) }.sorted()
    }

    /// Reads one suite file by name or by path.
    /// - Throws: `Problem` with `suite.not-found` (and the nearest name), or whatever is wrong with the file.
    public func file(_ reference: String) throws -> SuiteFile {
        try Self.read(path: try path(of: reference))
    }

    /// Reads one suite file.
    public static func read(path: String) throws -> SuiteFile {
        try SuiteReader.read(SuiteText(contentsOf: path))
    }

    /// Reads a suite from memory; `path` is what places in errors show.
    public static func read(_ bytes: [UInt8], path: String) throws -> SuiteFile {
        try SuiteReader.read(SuiteText(path: path, bytes: bytes))
    }

    private func path(of reference: String) throws -> String {
        if reference.hasSuffix(".yaml") || reference.hasSuffix(".yml") { return reference }
        let all = names()
        if all.contains(reference) { return "\(root)/\(reference).yaml" }
        let known = all + setNames()
        let leaf = known.first { $0.split(separator: "/").last.map(String.init) == reference }
        throw Problem(
            "suite.not-found", .noInput, "there is no suite or set named `\(reference)`", at: root,
            remedy: (leaf ?? Spelling.nearest(to: reference, among: known)).map { "Did you mean `\($0)`?" }
                ?? "`apograph suite show` lists them.")
    }

    /// Reads a set by name.
    public func set(_ name: String) throws -> SuiteSet {
        try SuiteSet.read(SuiteText(contentsOf: "\(root)/sets/\(name).yaml"))
    }

    /// The suites that a reference means: a set, one suite, a folder of suites (`hallucination`), or a file.
    ///
    /// The same reference, library and seed give the same suites to the byte.
    /// - Parameter seed: seed of generated suites; `nil` takes the one that a set or a file publishes.
    /// - Throws: `Problem` where nothing has that name or a file is broken.
    public func load(_ reference: String, seed: UInt64? = nil) throws -> [Suite] {
        if setNames().contains(reference) { return try load(set(reference), seed: seed) }
        let inFolder = names().filter { $0.hasPrefix(reference + "/") }
        if !inFolder.isEmpty { return try inFolder.map { try file($0).generated(seed: seed) } }
        return [try file(reference).generated(seed: seed)]
    }

    /// The suites that several references mean, in their order; a suite that two of them name comes once.
    public func load(_ references: [String], seed: UInt64? = nil) throws -> [Suite] {
        var seen: Set<String> = []
        return try references.flatMap { try load($0, seed: seed) }.filter { seen.insert($0.name).inserted }
    }

    /// The suites of a set, each with the probes that the set takes.
    public func load(_ set: SuiteSet, seed: UInt64? = nil) throws -> [Suite] {
        try set.entries.map { entry in
            var file = try file(entry.suite)
            if let difficulty = entry.difficulty { file.recipe?.difficulty = difficulty }
            if let count = entry.count { file.recipe?.count = count }
            var suite = try file.generated(seed: seed ?? entry.seed)
            if file.recipe == nil { suite = try suite.selecting(entry, of: set, at: "\(root)/sets/\(set.name).yaml") }
            if let samples = entry.samples {
                for index in suite.probes.indices { suite.probes[index].samples = samples }
            }
            return suite
        }
    }
}

extension Suite {
    /// The probes that a set takes: those it names, else `count` spread evenly over the suite. A part of a suite says so in its version.
    func selecting(_ entry: SuiteSet.Entry, of set: SuiteSet, at place: String) throws -> Suite {
        var part = self
        if !entry.items.isEmpty {
            part.probes = try entry.items.map { id in
                if let probe = probes.first(where: { $0.id == id }) { return probe }
                throw Problem(
                    "set.no-item", .data, "the suite `\(name)` has no probe `\(id)`", at: place,
                    remedy: Spelling.nearest(to: id, among: probes.map(\.id)).map { "Did you mean `\($0)`?" }
                        ?? "`apograph suite show \(name)` lists them.")
            }
        } else if let count = entry.count, count < probes.count {
            part.probes = (0..<count).map { probes[$0 * probes.count / count] }
        }
        if part.probes.count < probes.count { part.version += "+\(set.name).\(part.probes.count)" }
        return part
    }
}

extension SuiteFile {
    /// The suite with its probes: as written, or made by its generator.
    /// - Parameter seed: for a generated suite; `nil` takes the published seed. A written suite is the same for every seed.
    public func generated(seed: UInt64? = nil) throws -> Suite {
        guard let recipe else { return suite }
        var made = suite
        let used = seed ?? recipe.seed
        made.probes = try recipe.probes(seed: used, settings: settings, tags: tags)
        let version = Catalogs.names.contains(recipe.generator) ? Catalogs.version : Generators.version
        made.version += "+\(recipe.generator).\(version).difficulty.\(recipe.difficulty).seed.\(used)"
        // How long a model may think decides what it gets wrong here, so that it is part of the suite's name.
        if recipe.difficulty > 5 || settings.reasoningEffort != nil {
            made.version += settings.reasoningEffort.map { ".effort.\($0)" } ?? ""
            made.version += ".tokens.\(settings.maxTokens ?? Generators.maxTokens(recipe.generator) ?? 0)"
        }
        return made
    }
}
