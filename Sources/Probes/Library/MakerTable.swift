import Base
import Foundation

/// Makers of models with the names under which they occur in answers, for identity probes.
public struct MakerTable: Sendable {
    struct Alias: Sendable {
        var maker: String
        /// Lower-cased unless `isExact`.
        var text: [Character]
        var isExact: Bool
    }

    /// Raised when an alias is added, changed or taken away.
    public let version: String
    /// Names of the makers, in the order of the file.
    public let makers: [String]
    /// Longest first, so that "GPT-4o" is not read as "GPT".
    private let aliases: [Alias]

    static let keys = ["table", "version", "about", "makers"]
    static let makerKeys = ["maker", "aliases", "exact"]

    /// Reads a table.
    /// - Throws: `Problem` whose code begins with `suite.` or `makers.`, with file and line.
    static func read(_ source: SuiteText) throws -> MakerTable {
        let fields = try YamlNode.parse(source).fields("a table of makers", known: keys)
        var makers: [String] = []
        var aliases: [Alias] = []
        var owners: [String: String] = [:]
        for node in try fields.required("makers", remedy: "List them, each as `- maker: …`.").items("`makers`") {
            let entry = try node.fields("an entry of `makers`", known: makerKeys)
            let maker = try entry.required("maker", remedy: "Name the maker.").text("`maker`")
            makers.append(maker)
            for (names, isExact) in [(try entry.texts("aliases") ?? [], false), (try entry.texts("exact") ?? [], true)]
            {
                for name in names {
                    if let other = owners.updateValue(maker, forKey: name.lowercased()) {
                        throw Problem(
                            "makers.twice", .data, "`\(name)` stands for \(other) and for \(maker)", at: node.place,
                            remedy: "Keep it with one of them, or use longer names.")
                    }
                    aliases.append(
                        Alias(maker: maker, text: Array(isExact ? name : name.lowercased()), isExact: isExact))
                }
            }
        }
        aliases.sort { ($0.text.count, String($1.text)) > ($1.text.count, String($0.text)) }
        return MakerTable(version: try fields.text("version") ?? "1.0.0", makers: makers, aliases: aliases)
    }

    /// The makers whom an answer names, each once, in order of first mention. A name that the answer denies ("I am not …") is left out.
    public func named(in answer: String) -> [String] {
        let text = Array(answer.prefix(20_000))
        let lower = text.map { Character($0.lowercased().first.map(String.init) ?? String($0)) }
        var found: [String] = []
        var index = 0
        while index < text.count {
            guard isBoundary(text, before: index),
                let alias = aliases.first(where: { fits($0, text, lower, at: index) })
            else {
                index += 1
                continue
            }
            if !isDenied(lower, before: index), !found.contains(alias.maker) { found.append(alias.maker) }
            index += alias.text.count
        }
        return found
    }

    private func fits(_ alias: Alias, _ text: [Character], _ lower: [Character], at index: Int) -> Bool {
        let end = index + alias.text.count
        guard end <= text.count else { return false }
        guard (alias.isExact ? text : lower)[index..<end].elementsEqual(alias.text) else { return false }
        return end == text.count || !Self.joins(text[end - 1], text[end])
    }

    private func isBoundary(_ text: [Character], before index: Int) -> Bool {
        index == 0 || !Self.joins(text[index - 1], text[index])
    }

    /// Two letters or digits of an alphabetic script belong to one word; signs of Chinese and Japanese stand by themselves.
    private static func joins(_ a: Character, _ b: Character) -> Bool {
        func isAlphabetic(_ c: Character) -> Bool {
            guard c.isLetter || c.isNumber, let scalar = c.unicodeScalars.first else { return false }
            return !(0x3040...0x9FFF).contains(scalar.value) && !(0xF900...0xFAFF).contains(scalar.value)
        }
        return isAlphabetic(a) && isAlphabetic(b)
    }

    private static let denials = [
        "not", "n't", "never", "unlike", "nor", "nicht", "kein", "pas", "ni", "não", "no soy", "no fui", "не", "不是",
        "并非", "ではなく", "ではありません",
    ]

    /// Whether a denial stands in the 24 characters before a name, within the same clause.
    private func isDenied(_ lower: [Character], before index: Int) -> Bool {
        let clause =
            lower[max(0, index - 24)..<index].split(omittingEmptySubsequences: false) { ".,;!?。，！？\n".contains($0) }
            .last ?? []
        let text = String(clause)
        let words = Set(text.split { !($0.isLetter || $0 == "'") }.map(String.init))
        return Self.denials.contains { denial in
            if denial == "n't" { return words.contains { $0.hasSuffix("n't") } }
            return denial.contains(" ") || denial.unicodeScalars.contains { $0.value > 0x3000 }
                ? text.contains(denial) : words.contains(denial)
        }
    }
}

extension MakerTable {
    /// The table that ships with Apograph: the only one, whatever library of suites is in use.
    /// - Throws: `Problem` with `makers.missing` where the program's resource folders are not beside it.
    public static func shipped() throws -> MakerTable {
        guard let url = Bundle.module.url(forResource: "makers", withExtension: "yaml", subdirectory: "Data") else {
            throw Problem(
                "makers.missing", .software, "the table of makers is not where the program was installed",
                remedy: "Install Apograph again, with its resource folders beside it.")
        }
        return try read(SuiteText(contentsOf: url.path))
    }

    /// The maker that a name belongs to, as the table writes it; the name itself where the table does not know it.
    public func maker(called name: String) -> String {
        let lower = Array(name.lowercased())
        let known = aliases.first { $0.isExact ? String($0.text) == name : $0.text == lower }
        return known?.maker ?? name
    }

    /// This table with makers of a case that it does not know, each under its own name in any case.
    public func adding(_ names: [String]) -> MakerTable {
        let strangers = names.filter { name in !makers.contains(maker(called: name)) }
        let added = strangers.map { Alias(maker: $0, text: Array($0.lowercased()), isExact: false) }
        return MakerTable(
            version: version, makers: makers + strangers,
            aliases: (aliases + added).sorted { ($0.text.count, String($1.text)) > ($1.text.count, String($0.text)) })
    }
}
