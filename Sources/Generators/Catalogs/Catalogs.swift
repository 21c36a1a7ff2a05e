import Base
import Foundation
import Synchronization

/// The catalogs that go with the program.
public enum Catalogs {
    /// Raised whenever a catalog's rows or wordings change, and with them what a seed makes.
    public static let version = 1

    /// Names and what is asked, in one sentence.
    static let all: [(name: String, about: String)] = [
        ("airports", "ICAO codes of airports, and how high they lie."),
        ("places", "Latitude and longitude of towns."),
        ("characters", "Code points and names of Unicode characters."),
        ("subdivisions", "ISO 3166-2 codes of provinces, districts and municipalities."),
        ("languages", "ISO 639-3 codes of languages."),
        ("zones", "Local mean times, and dates of daylight saving, in the time zone database."),
        ("pci-ids", "PCI vendor and device numbers."),
        ("usb-ids", "USB vendor and device numbers."),
        ("isotopes", "Half-lives of isotopes, and years of their discovery."),
        ("dialing", "Telephone area codes of towns and villages."),
        ("syscalls", "Numbers of Linux system calls on ten kinds of machine."),
        ("enzymes", "Recognition sites of restriction enzymes."),
        ("observatories", "Codes and longitudes of observatories."),
        ("deepsky", "Constellations and catalog numbers of nebulae, clusters and galaxies."),
        ("diagnoses", "ICD-10-CM codes."),
        ("openings", "ECO codes of chess openings and positions."),
        ("compounds", "PubChem and CAS numbers of chemical compounds."),
    ]

    public static var names: [String] { all.map(\.name) }

    /// Data, license and source of a catalog, and how many rows and questions it has.
    public struct Facts: Sendable {
        public var data: String
        public var license: String
        public var source: String
        public var rows: Int
        public var questions: Int
    }

    /// - Throws: `Problem` with `catalog.missing` or `catalog.format`.
    public static func facts(_ name: String) throws(Problem) -> Facts {
        let catalog = try Self.catalog(name)
        return Facts(
            data: catalog.data, license: catalog.license, source: catalog.source, rows: catalog.rows.count,
            questions: catalog.rows.reduce(0) { $0 + $1.keys.count })
    }

    /// What is wrong with a catalog that ships: nothing, unless its file was changed (see ``CatalogFault``).
    public static func faults(_ name: String) throws(Problem) -> [CatalogFault] { try catalog(name).faults() }

    private static let read = Mutex<[String: Catalog]>([:])

    /// - Throws: `Problem` with `catalog.missing` where the program's resource folders are not beside it, or `catalog.format`.
    static func catalog(_ name: String) throws(Problem) -> Catalog {
        if let known = read.withLock({ $0[name] }) { return known }
        guard let url = Bundle.module.url(forResource: name, withExtension: "tsv", subdirectory: "Data"),
            let text = try? String(contentsOf: url, encoding: .utf8)
        else {
            throw Problem(
                "catalog.missing", .software, "the catalog `\(name)` is not where the program was installed",
                remedy: "Install Apograph again, with its resource folders beside it.")
        }
        let catalog = try Catalog.read(text, at: "\(name).tsv")
        read.withLock { $0[name] = catalog }
        return catalog
    }

    /// Makes items out of a catalog; the difficulty is the depth of obscurity.
    static func generator(_ name: String) throws(Problem) -> Generator? {
        guard let about = all.first(where: { $0.name == name })?.about else { return nil }
        let catalog = try catalog(name)
        let questions = (1...5).map { catalog.questions(depth: $0) }
        return Generator(name: name, about: about, maxTokens: 32) { dice, depth in
            guard !questions[depth - 1].isEmpty else { return nil }
            let (row, ask) = dice.pick(questions[depth - 1])
            return catalog.item(row, ask)
        }
    }
}
