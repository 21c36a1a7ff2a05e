import Analysis
import Base
import CaseFile
import Foundation
import Lab
import Panel
import Probes
import Runner

/// The laboratory as a case: its panel, its questions, its clock.
struct Laboratory: Sendable {
    /// What the case calls the laboratory's server; the port changes from run to run and is no part of the evidence.
    static let endpoint = "http://127.0.0.1/v1"
    static let title = "The laboratory's own networks"
    /// The laboratory's clock stands still, so that two runs give the same bytes.
    static let clock = Date(timeIntervalSince1970: 1_767_225_600)
    /// Requests under way at once.
    static let window = 64

    let world: LabWorld
    let seed: UInt64
    let extent: LabWorld.Extent
    /// What is asked in place of the laboratory's own questions.
    let others: [Suite]?
    /// Name of the case's file without its ending.
    let name: String

    init(seed: UInt64, samples: Int = 1, asking others: [Suite]? = nil, called name: String = "demo") throws {
        extent = LabWorld.Extent(samples: samples)
        world = try LabWorld.load()
        self.seed = seed
        self.others = others
        self.name = name
    }

    /// Opens the case at `url` where there is one, so that an unfinished run goes on; makes it otherwise. Without a path the case is made anew in `folder`.
    func open(_ url: URL?, orAnewIn folder: URL) throws -> CaseStore {
        let place = url ?? folder.appendingPathComponent("\(name).apograph")
        if FileManager.default.fileExists(atPath: place.path) {
            let old = try CaseStore.open(at: place, mode: url == nil ? .readOnly : .readWrite, now: { Self.clock })
            guard old.info.title == Self.title else {
                throw Problem(
                    "demo.other-case", .cannotCreate, "there is a case of that name that is not the demo's",
                    at: place.path,
                    remedy: "Choose another place with --case, or another folder with -o.")
            }
            if url != nil { return old }
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: place.path + suffix) }
        }
        let store = try CaseStore.create(
            at: place, title: Self.title, now: { Self.clock },
            secret: Array("laboratory, seed \(seed)".utf8).padded(to: 32))
        try store.add(models: world.panel(endpoint: Self.endpoint))
        for suite in others ?? world.suites(seed: seed, extent: extent) { try store.add(suite: suite) }
        return store
    }

    /// Asks every network every question over HTTP; what the case already holds is not asked again.
    @discardableResult
    func ask(_ store: CaseStore) async throws -> RunSummary {
        let server = LabServer(cast: try Cast.load(), cutsPrompts: others != nil)
        let bar = ProgressBar("asking \(world.lineage.models.count) networks")
        let summary = try await server.serving { address in
            let options = RunOptions(
                seed: seed, ordered: Self.window, connectTo: [Self.endpoint: address], environment: [:],
                clock: RunClock(now: { Self.clock }, sleep: RunClock.system.sleep))
            return try await Runner(store: store, options: options, prices: try PriceTable.shipped()) { bar.take($0) }
                .run()
        }
        bar.done()
        guard summary.missing == 0 else {
            throw Problem(
                "demo.unanswered", .temporary, "\(summary.missing) questions have no answer", at: store.url.path,
                remedy: "Run the same command again with --case; it goes on where it stopped.")
        }
        return summary
    }

    /// The claim, with what the laboratory knows of where its errors come from.
    func question(suspect: String, alleged: String) -> Analyzer.Question {
        let kinds = others == nil ? world.kindsBySource(in: world.suites(seed: seed, extent: extent)) : [:]
        return .init(suspect: suspect, alleged: alleged, kinds: KindTable(bySource: kinds))
    }
}

extension [UInt8] {
    /// Cut or filled with zeros to `count` bytes.
    fileprivate func padded(to count: Int) -> [UInt8] {
        Array(prefix(count)) + [UInt8](repeating: 0, count: Swift.max(0, count - self.count))
    }
}
