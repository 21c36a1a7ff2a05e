import Base
import CaseFile
import Foundation
import Kinship
import Pairs
import Registry
import Simulation
import Testing

@Suite(.enabled(if: Server.shared != nil, Server.reason)) struct SearchTests {
    private let server: Server
    private let database: String
    private let fixture: CaseFixture

    init() throws {
        server = try #require(Server.shared)
        database = try server.registry()
        fixture = try CaseFixture()
    }

    @Test func aStudentsSourceIsFoundAcrossCasesAndCalledALead() async throws {
        let collector = try AnswerRegistry(server.address(database, user: "test_collector"), timeout: 20)
        for (name, models) in [("a", 0..<9), ("b", 9..<16), ("c", 16..<22)] {
            _ = try await collector.push(
                try fixture.make("\(name).apograph", models), evidence: false, software: "test")
        }
        // The suspect's case is not in the registry.
        let mine = try fixture.make("mine.apograph", 22..<24)
        let analyst = try AnswerRegistry(server.address(database, user: "test_analyst"), timeout: 20)
        let found = try await analyst.search(mine, suspect: "m22", most: 3)
        #expect(found.exploratory && found.comparisons == 22 && found.questions > 100)
        #expect(found.matches.first?.model == "m0")
        #expect((found.matches.first?.falseDiscovery ?? 1) < 0.05)
        #expect(found.matches.dropFirst().allSatisfy { $0.falseDiscovery > 0.05 })
        #expect((found.matches.first?.shareOfSuspectFromIt.value ?? 0) > 0.15)
        // And the same once it is, without itself among what it is compared with.
        _ = try await collector.push(mine, evidence: false, software: "test")
        let again = try await analyst.search(caseID: mine.info.id, suspect: "m22", most: 3)
        #expect(again.comparisons == 23 && again.matches.first?.model == "m0")
    }

    @Test func aSearchAmongTooFewSaysSo() async throws {
        let registry = try AnswerRegistry(server.address(database, user: "test_collector"), timeout: 20)
        let store = try fixture.make("a.apograph", 0..<4)
        _ = try await registry.push(store, evidence: false, software: "test")
        await #expect(throws: Problem.self) { _ = try await registry.search(store, suspect: "m0", most: 3) }
        await #expect(throws: Problem.self) { _ = try await registry.search(store, suspect: "m99", most: 3) }
    }

    @Test func workersOfWhomSomeDieGiveTheBytesOfOneMachine() async throws {
        let matrix = fixture.file("m.matrix")
        _ = try await PackedMatrix.write(
            SimulatedAnswers.matrix(models: 40, items: 200), names: (0..<40).map { "m\($0)" },
            questions: (0..<200).map { "q\($0)" }, source: "simulated", purpose: .share, to: matrix)
        let sha256 = try await PairRun.write(try PackedMatrix(contentsOf: matrix), to: fixture.file("one"))
        let submitter = try AnswerRegistry(server.address(database, user: "test_worker"), timeout: 20)
        let job = try submitter.submit(matrix, parts: 9)
        #expect(try submitter.submit(matrix, parts: 9) == job)
        // Two that took a part and died: one long ago, one whose lease still runs for a moment.
        try server.sql(
            database,
            """
            UPDATE apograph.blocks SET worker = 'dead', taken = 1, lease_until = now() - interval '1 second' WHERE part = 1;
            UPDATE apograph.blocks SET worker = 'dying', taken = 1, lease_until = now() + interval '2 seconds' WHERE part = 2;
            """)
        #expect(throws: Problem.self) { try submitter.collect(job: job, to: fixture.file("early"), in: fixture.folder) }
        let done = try await withThrowingTaskGroup(of: Int.self) { group in
            for worker in 1...3 {
                group.addTask {
                    let folder = fixture.file("w\(worker)")
                    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                    return try await AnswerRegistry(server.address(database, user: "test_worker"), timeout: 20)
                        .work(named: "w\(worker)", in: folder, lease: 4, waits: true)
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(done == 9)
        #expect(try submitter.collect(job: job, to: fixture.file("all"), in: fixture.folder) == sha256)
        #expect(try Data(contentsOf: fixture.file("all")) == Data(contentsOf: fixture.file("one")))
        let jobs = try submitter.status().jobs
        #expect(jobs.map(\.id) == [job] && jobs.map(\.done) == [9] && jobs.map(\.leased) == [0])
    }
}
