import Analysis
import Answers
import Base
import CaseFile
import Findings
import Foundation
import Kinship
import Probes

/// What has been worked out about the case so far. Worked out again when the case has grown and somebody asks.
actor Desk {
    enum State: Sendable {
        case working(String)
        case ready(Ready)
        case failed(String)
    }

    /// A panel looked over, and the closed answers behind it.
    struct Ready: Sendable {
        var findings: Findings
        var answers: AnswerTable
        /// Head of the evidence chain that both belong to.
        var chainHead: String
    }

    struct Claim: Hashable { var suspect: String, alleged: String }

    let store: CaseStore
    private(set) var state: State = .working("starting")
    private var work: Task<Void, Never>?
    private var claims: [Claim: Findings] = [:]
    private var waiting: [Claim: Task<Findings, any Error>] = [:]
    private var last: Task<Findings, any Error>?
    private var started = false

    init(_ store: CaseStore) { self.store = store }

    /// What stands now; the first call starts the work.
    func look() -> State {
        if !started { start() }
        return state
    }

    /// Whether answers have come in since.
    func isStale() -> Bool {
        guard case .ready(let ready) = state, let head = try? store.chainHead else { return false }
        return head != ready.chainHead
    }

    /// Works everything out anew, unless that is under way.
    func start() {
        if case .working = state, started { return }
        started = true
        state = .working("reading the case")
        claims = [:]
        let store = store
        work = Task {
            do {
                let head = try store.chainHead
                let findings = try await Analyzer.findings(of: store, .init(sensitivity: false)) {
                    step in
                    Task { await self.note(step) }
                }
                let answers = try await AnswerTable(AnswerSheet(store))
                finish(.ready(Ready(findings: findings, answers: answers, chainHead: head)))
            } catch let problem as Problem {
                finish(.failed(problem.description))
            } catch {
                finish(.failed("\(error)"))
            }
        }
    }

    private func note(_ step: String) {
        if case .working = state { state = .working(step) }
    }

    private func finish(_ state: State) { self.state = state }

    /// Claims that wait to be worked out at a time, and those that are kept.
    private static let most = (waiting: 8, kept: 64)

    /// The findings of one claim, as `apograph report` makes them, one claim after the other; kept for as long as the case does not change.
    ///
    /// - Throws: `Problem` `serve.busy` where enough others wait.
    func findings(suspect: String, alleged: String) async throws -> Findings {
        let claim = Claim(suspect: suspect, alleged: alleged)
        if isStale() {
            claims = [:]
        } else if let known = claims[claim] {
            return known
        }
        if let underWay = waiting[claim] { return try await underWay.value }
        guard waiting.count < Self.most.waiting else {
            throw Problem(
                "serve.busy", .temporary, "\(waiting.count) reports are being made already",
                remedy: "Ask for this one again in a minute.")
        }
        let (store, before) = (store, last)
        let task = Task {
            _ = await before?.result
            return try await Analyzer.findings(of: store, .init(suspect: suspect, alleged: alleged))
        }
        (waiting[claim], last) = (task, task)
        defer { waiting[claim] = nil }
        let found = try await task.value
        if claims.count >= Self.most.kept { claims = [:] }
        claims[claim] = found
        return found
    }

    func stop() { work?.cancel() }
}
