import Foundation
import Panel
import Probes
import Testing

@testable import Lab

@Suite struct LabWorldTests {
    let world: LabWorld

    init() throws { world = try LabWorld.load() }

    @Test func theWorldHasAllItsQuestions() {
        #expect(world.facts.count == 3000)
        #expect(world.falsePremises.count == 1800)
        #expect(Set((world.facts + world.falsePremises).map(\.id)).count == 4800)
        #expect(world.facts.first?.prompt == "What is the metal of Dandval? Answer with one word.")
        #expect(world.facts.first?.truth == "Flolgit")
        #expect(world.falsePremises.allSatisfy { $0.truth == nil })
    }

    @Test func suitesAskEightHundredQuestionsOfWhichASeedChooses() {
        let suites = world.suites(seed: 1)
        #expect(
            suites.map(\.name) == [
                "lab/facts", "lab/places-that-do-not-exist", "lab/descriptions", "lab/picks", "lab/who-made-you",
            ])
        #expect(suites.flatMap(\.probes).reduce(0) { $0 + $1.samples } == 800)
        #expect(suites.flatMap(\.probes).count { $0.kind == .closed } == 640)
        #expect(world.suites(seed: 1) == suites)
        let other = world.suites(seed: 2)
        #expect(other[0].probes.map(\.id) != suites[0].probes.map(\.id))
        #expect(Set(suites.flatMap(\.probes).map(\.id)).count == suites.flatMap(\.probes).count)
        #expect(suites[1].probes.allSatisfy { $0.answer?.expectation == .falsePremise && $0.errorKind == .invented })
    }

    @Test func theCommittedSuitesAreTheGeneratorsOutput() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../probes/lab")
        for suite in world.suites(seed: 1) {
            let name = suite.name.split(separator: "/").last.map(String.init) ?? ""
            let text = try String(contentsOf: folder.appending(path: "\(name).yaml"), encoding: .utf8)
            #expect(text == SuiteWriter.yaml(suite), "run `apograph lab --write-suites probes/lab --seed 1`")
        }
    }

    @Test func theCommittedSuitesReadBackAsTheyWereMade() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../probes")
        let library = try SuiteLibrary(root: folder.path)
        for suite in world.suites(seed: 1) { #expect(try library.file(suite.name).suite == suite) }
    }

    @Test func theKindOfAnErrorIsKnownBySource() throws {
        #expect(world.kind(ofErrorBy: "aurora-1", on: "missing-samval-metal") == .invented)
        #expect(world.kind(ofErrorBy: "aurora-mini", on: "fact-dandval-metal") == nil)
        #expect(world.kind(ofErrorBy: "aurora-1", on: "open-dandval-tell") == nil)
        let kinds = world.kinds(of: "haven-1", in: world.suites(seed: 3))
        #expect(kinds.count == 640)
        // Haven's corpus answers the largest part of all facts.
        #expect((200..<400).contains(kinds.count { $0.kind == .corpus }))
        let table = world.kindsTable(in: world.suites(seed: 3)).split(separator: "\n")
        #expect(table.count == 1 + 8 * 640)
        #expect(table[0] == "source,probe,kind")
        let bySource = world.kindsBySource(in: world.suites(seed: 3))
        #expect(bySource.keys.sorted() == world.lineage.models.prefix(8).map(\.name))
        #expect(bySource["haven-1"]?.count == 640)
        #expect(bySource["haven-1"]?.keys.allSatisfy { $0.hasPrefix("lab/") } == true)
    }

    @Test func aThirdOfAurorasFactsStandInGalesCorpus() {
        let aurora = world.facts.filter { world.kind(ofErrorBy: "aurora-1", on: $0.id) == .corpus }
        func part(_ other: String) -> Double {
            Double(aurora.count { world.kind(ofErrorBy: other, on: $0.id) == .corpus }) / Double(aurora.count)
        }
        let gale = Double(world.facts.count { world.kind(ofErrorBy: "gale-1", on: $0.id) == .corpus }) / 3000
        // What gale knows of aurora's facts is more than what it knows of facts at large.
        #expect(part("gale-1") > gale + 0.02)
    }

    @Test func thePanelHasTeachersBeforeStudentsAndKeepsTheTruthToItself() throws {
        let panel = world.panel(endpoint: "http://127.0.0.1:1/v1")
        #expect(panel.count == 14)
        #expect(panel.allSatisfy { $0.laboratory && $0.parents.isEmpty && $0.provider == "laboratory" })
        let released = Dictionary(uniqueKeysWithValues: panel.map { ($0.id, $0.released ?? "") })
        #expect(Set(released.values).count == 14)
        for model in world.lineage.models {
            for parent in model.parents {
                #expect(try #require(released[parent]) < #require(released[model.name]))
            }
        }
    }
}
