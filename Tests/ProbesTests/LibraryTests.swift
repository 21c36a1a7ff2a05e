import Base
import Foundation
import Probes
import Testing

/// The repository's own suites.
func repositoryLibrary() throws -> SuiteLibrary { try SuiteLibrary(root: repository + "/probes") }
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

@Suite struct Library {
    @Test func `every suite and every set of the repository loads`() throws {
        let library = try repositoryLibrary()
        #expect(library.names().contains("hallucination/fictitious-works"))
        for name in library.names() {
            let suites = try library.load(name)
            #expect(suites.count == 1 && !suites[0].probes.isEmpty)
            #expect(suites[0].name == name, "the name in the file and the path of the file differ")
        }
        for name in library.setNames() { #expect(!(try library.load(name).isEmpty)) }
    }

    @Test func `a folder's name loads its suites, and a suite named twice comes once`() throws {
        let library = try repositoryLibrary()
        let folder = try library.load("hallucination")
        #expect(folder.count > 1 && folder.allSatisfy { $0.name.hasPrefix("hallucination/") })
        let twice = try library.load(["hallucination/fictitious-works", "hallucination"])
        #expect(twice.count == folder.count)
    }

    @Test func `an unknown name gets the nearest one as a suggestion`() throws {
        let library = try repositoryLibrary()
        do {
            _ = try library.load("hallucination/fictitous-works")
            Issue.record("it loaded")
        } catch let found as Problem {
            #expect(found.code == "suite.not-found" && found.remedy.contains("`hallucination/fictitious-works`"))
        }
        do {
            _ = try library.load("fictitious-works")
            Issue.record("it loaded")
        } catch let found as Problem {
            #expect(found.remedy.contains("`hallucination/fictitious-works`"))
        }
    }

    @Test func `the library is found from the program upwards`() throws {
        let library = try repositoryLibrary()
        let found = try SuiteLibrary.locate(workingFolder: "/", executable: repository + "/.build/debug/apograph")
        #expect(found.names() == library.names())
        #expect(throws: Problem.self) { try SuiteLibrary.locate(workingFolder: "/", executable: "/bin/sh") }
        #expect(throws: Problem.self) { try SuiteLibrary.locate("/nowhere") }
    }

    @Test func `a set takes the same probes every time, spread over each suite, and says that it is a part`() throws {
        let library = try repositoryLibrary()
        let suites = try library.load("quick")
        #expect(suites == (try library.load("quick")))
        let works = try #require(suites.first { $0.name == "hallucination/fictitious-works" })
        let all = try library.load("hallucination/fictitious-works")[0]
        #expect(works.probes.count < all.probes.count && works.version.hasSuffix("+quick.\(works.probes.count)"))
        #expect(works.probes.first == all.probes.first)
    }

    @Test func `another seed gives other items of a generated suite and the same of a written one`() throws {
        let library = try repositoryLibrary()
        let (a, b, again) = (
            try library.load("computed/python-output", seed: 5)[0],
            try library.load("computed/python-output", seed: 6)[0],
            try library.load("computed/python-output", seed: 5)[0]
        )
        #expect(a == again)
        #expect(Set(a.probes.map(\.prompt)).intersection(b.probes.map(\.prompt)).count < 5)
        #expect(a.version.hasSuffix("seed.5"))
        #expect(try library.load("tics/advice", seed: 5) == library.load("tics/advice", seed: 6))
    }
}
