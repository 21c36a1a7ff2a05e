import Base
import Testing

@testable import Generators

@Suite struct CatalogTests {
    @Test func `there are at least ten catalogs, and together they have over 50,000 questions`() throws {
        #expect(Catalogs.names.count >= 10)
        #expect(try Catalogs.names.reduce(0) { $0 + (try Catalogs.facts($1).questions) } > 50_000)
    }

    @Test(arguments: Catalogs.names)
    func
        `every question of a catalog has one right answer, with unit, precision and form, and none stands in its question`(
            name: String
        ) throws
    {
        let faults = try Catalogs.faults(name)
        #expect(faults.isEmpty, "\(faults.count), first: \(faults.first?.what ?? "")")
    }

    @Test(arguments: Catalogs.names)
    func `a catalog says where its facts are from and under which license, and has questions at every depth`(
        name: String
    ) throws {
        let catalog = try Catalogs.catalog(name)
        #expect(
            catalog.name == name && catalog.data.contains(where: \.isNumber) && catalog.license.count > 2
                && catalog.source.count > 8)
        for depth in 1...5 { #expect(catalog.questions(depth: depth).count >= 150) }
    }

    @Test(arguments: Catalogs.names)
    func `two seeds have few questions in common`(name: String) throws {
        let one = try Generators.items(name, difficulty: 4, seed: 1, count: 40)
        let other = try Generators.items(name, difficulty: 4, seed: 2, count: 40)
        #expect(Set(one.map(\.prompt)).intersection(other.map(\.prompt)).count <= 16)
        #expect(Dictionary(grouping: one.map(\.truth)) { $0 }.values.allSatisfy { $0.count <= 12 })
    }

    @Test func `what a version draws from a seed never changes`() throws {
        // A change here means that `Catalogs.version` must be raised.
        var digest = SplitMix64(seed: 0).state
        for name in Catalogs.names {
            for item in try Generators.items(name, difficulty: 3, seed: 1, count: 20) {
                for byte in (item.prompt + item.truth.joined(separator: "|")).utf8 {
                    digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
                }
            }
        }
        #expect(Catalogs.version == 1)
        #expect(String(digest, radix: 16) == "a73b0e08c61e2fd5")
    }

    @Test func `names and code points are those of the Unicode tables that Swift itself carries`() throws {
        let catalog = try Catalogs.catalog("characters")
        for row in catalog.rows {
            let scalar = try #require(UInt32(row.columns[2], radix: 16).flatMap(Unicode.Scalar.init))
            #expect(scalar.properties.name == String(row.columns[1]))
        }
    }

    @Test func `the second way of writing a recognition site is its reverse complement`() throws {
        let pairs = Dictionary(uniqueKeysWithValues: zip("ACGTRYMKBDHVSWN", "TGCAYRKMVHDBSWN"))
        let catalog = try Catalogs.catalog("enzymes")
        for item in catalog.questions(depth: 3).map({ catalog.item($0.row, $0.ask) }) {
            let other = String(item.truth[0].reversed().compactMap { pairs[$0] })
            #expect(item.truth == (other == item.truth[0] ? [other] : [item.truth[0], other]))
        }
    }

    /// Facts that anybody can look up elsewhere.
    @Test(arguments: [
        ("dialing", "Wernigerode in Germany", "03943"), ("enzymes", "enzyme KpnI", "GGTACC"),
        ("deepsky", "constellation does NGC 3627", "Leo"),
        ("isotopes", "year was the isotope Polonium-210", "1898"), ("syscalls", "system call tkill on x86-64", "200"),
        ("openings", "position after 1. e4 e5 2. f4?", "C30"),
    ])
    func `a known fact is in its catalog`(name: String, part: String, answer: String) throws {
        let catalog = try Catalogs.catalog(name)
        let items = (1...5).flatMap { catalog.questions(depth: $0) }.map { catalog.item($0.row, $0.ask) }
        #expect(items.first { $0.prompt.contains(part) }?.truth.first == answer)
    }

    private static let head = """
        catalog\tt
        data\tpackage 1, 2026
        license\tMIT
        source\ta list of things
        ask\ta\tnumber\t2\tHow long is the {1}, in feet, rounded to the nearest ten? Answer with the number only.

        """

    private func faults(_ text: String) throws -> [CatalogFault.Kind] {
        try Catalog.read(text, at: "t.tsv").faults().map(\.kind)
    }

    @Test(arguments: [
        ("rows\n1\ta\tbridge\t20\n2\ta\ttunnel\t30\n", [CatalogFault.Kind]()),
        ("rows\n1\ta\tbridge\t20\n2\ta\tbridge\t30\n", [.ambiguous]),
        ("rows\n1\ta\tbridge\t20\n2\ta\tbridge\t20\n", [.ambiguous]),
        ("rows\n1\ta\tbridge\tmany\n", [.truth]), ("rows\n1\ta\tbridge\t\n", [.truth]),
        ("rows\n1\ta\tbridge of 120 arches\t120\n", [.leak]),
        (
            "ask\tb\tnumber\t2\tHow long is the {1}, rounded to the nearest ten? Answer with the number only.\nrows\n1\ta\tbridge\t20\n",
            [.unit]
        ),
        (
            "ask\tb\tnumber\t2\tHow long is the {1}, in feet? Answer with the number only.\nrows\n1\ta\tbridge\t20\n",
            [.precision]
        ),
        ("ask\tb\tword\t1\tWhat is it?\nrows\n1\ta\tbridge\t20\n", [.form]),
    ])
    func `one name for two things, a missing unit, precision or form, and an answer in the question are found`(
        rest: String, kinds: [CatalogFault.Kind]
    ) throws {
        #expect(try faults(Self.head + rest) == kinds)
    }

    @Test(arguments: ["rows\n6\ta\tbridge\t20\n", "rows\n1\ta\tbridge\n", "ask\tb\tlength\t2\tx\nrows\n", "rows\n"])
    func `a broken file is refused with its line`(rest: String) {
        #expect { try Catalog.read(Self.head + rest, at: "t.tsv") } throws: {
            ($0 as? Problem)?.code == "catalog.format" && ($0 as? Problem)?.place?.hasPrefix("t.tsv") == true
        }
    }
}
