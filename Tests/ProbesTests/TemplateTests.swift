import Generators
import Probes
import Testing

@Suite struct Templates {
    @Test(arguments: ProbeKind.allCases)
    func `a new suite loads and passes lint, whatever its kind`(kind: ProbeKind) throws {
        let text = SuiteTemplate.text(name: "mine/first-try", kind: kind)
        let file = try SuiteLibrary.read(Array(text.utf8), path: "first-try.yaml")
        #expect(file.suite.name == "mine/first-try" && file.suite.probes.allSatisfy { $0.kind == kind })
        #expect(Lint.check([file]).isEmpty, "\(Lint.check([file]).map(\.line))")
    }

    @Test func `the catalog counts what each suite and set costs a model`() throws {
        let rows = try repositoryLibrary().catalog()
        let quick = try #require(rows.first { $0.name == "quick" })
        #expect((100...130).contains(quick.requests))
        let standard = try #require(rows.first { $0.name == "standard" })
        #expect((900...1_100).contains(standard.requests))
        let numbers = try #require(rows.first { $0.name == "choice/numbers" })
        #expect(numbers.requests == numbers.probes * 20 && numbers.kind == "choice")
    }

    /// What the README promises, held against the files.
    @Test func `the library has as many probes of each sort as its README says`() throws {
        let library = try repositoryLibrary()
        func count(_ folder: String) throws -> Int {
            try library.names().filter { $0.hasPrefix(folder + "/") }.reduce(0) {
                $0 + (try library.file($1).suite.probes.count)
            }
        }
        func suites(_ folder: String) -> Int { library.names().count { $0.hasPrefix(folder + "/") } }
        #expect(suites("computed") == 10)
        #expect(try suites("hallucination") >= 10 && count("hallucination") >= 500)
        #expect(try suites("tics") >= 8 && count("tics") >= 200)
        #expect(try count("choice") >= 30)
        #expect(try count("identity") >= 60)
        #expect(
            Set(try library.names().filter { $0.hasPrefix("identity/") }.map { try library.file($0).suite.language })
                .count >= 6)
        #expect(try count("corpus") >= 250)
        #expect(suites("catalog") == Catalogs.names.count && suites("hard") == 6)
        #expect(try count("stories") == 480)
        let stories = try library.names().filter { $0.hasPrefix("stories/") }.map { try library.file($0).suite }
        #expect(Set(stories.map(\.language)) == ["en", "de", "fr"])
        #expect(stories.allSatisfy { Set($0.probes.map { $0.prompt.prefix(60) }).count == 20 })
    }
}
