import Base
import CaseFile
import Foundation
import Panel
import Probes
import Providers

/// Starts a planned batch exactly once, even where an earlier attempt ended in a crash or without an answer.
struct BatchSubmission: Sendable {
    let desk: BatchDesk
    let format: any BatchFormat

    enum Outcome: Sendable {
        case started(String)
        /// The server took nothing of it.
        case refused(ProviderFailure)
        /// It stays planned; the reason.
        case later(String)
    }

    private enum Search: Sendable {
        case found(String)
        case nowhere
        case unclear(String)
    }

    func submit(_ planned: Batch) async throws -> Outcome {
        var batch = planned
        let lines = try desk.store.intents(batch.intents).map(\.request)
        var attempt = 1
        while true {
            // A call that was cut off may have started the batch all the same.
            if let sentAt = batch.sentAt {
                let early = sentAt + desk.asker.policy.batchGrace - desk.asker.clock.now().timeIntervalSince1970
                guard await desk.wait(early) else { return .later("the run was stopped") }
                switch try await search(batch) {
                case .found(let id):
                    batch.id = id
                    try await note(batch, id)
                    desk.say(batch, .found)
                    return .started(id)
                case .unclear(let why): return .later(why)
                case .nowhere: break
                }
            }
            switch try await start(&batch, lines) {
            case .success(let id):
                batch.id = id
                try await note(batch, id)
                desk.say(batch, .submitted)
                return .started(id)
            case .failure(let failure):
                if failure.effect == .permanent || failure.kind == .gone { return .refused(failure) }
                guard failure.effect == .retry, await desk.pause(after: failure, attempt: attempt) else {
                    return .later(failure.message)
                }
                attempt += 1
            }
        }
    }

    private func note(_ batch: Batch, _ id: String) async throws {
        _ = try await desk.recorder.record([batch.step("batch-submitted", [("id", .string(id))])])
    }

    private func start(_ batch: inout Batch, _ lines: [[UInt8]]) async throws -> Result<String, ProviderFailure> {
        let (model, base) = (desk.model, desk.client.batchBase)
        let now = desk.asker.clock.now()
        // A file that was handed in and never written down costs nothing and asks nothing: it is handed in again.
        if batch.file == nil, let upload = format.upload(lines, tag: batch.mark, for: model, base: base) {
            let answer: Result<String, ProviderFailure> = await once(upload) { body throws(ProviderFailure) in
                guard let id = body["id"]?.string else { throw ProviderFailure(.malformed, "the file has no id") }
                return id
            }
            switch answer {
            case .failure(let failure): return .failure(failure)
            case .success(let file):
                batch.file = file
                _ = try await desk.recorder.record([batch.step("batch-file", [("file", .string(file))])])
            }
        }
        batch.sentAt = now.timeIntervalSince1970
        _ = try await desk.recorder.record([
            batch.step("batch-sent", [("sent_ms", .integer(Int64(now.timeIntervalSince1970 * 1000)))])
        ])
        let create = format.create(lines, file: batch.file, tag: batch.mark, for: model, base: base)
        return await once(create) { body throws(ProviderFailure) in try format.state(in: body).id }
    }

    private func once<T: Sendable>(
        _ call: WireCall, _ read: (JSONValue) throws(ProviderFailure) -> T
    ) async -> Result<T, ProviderFailure> {
        do throws(ProviderFailure) {
            return .success(try read(try await desk.client.call(call, now: desk.asker.clock.now())))
        } catch {
            return .failure(error)
        }
    }

    /// Looks for the batch among all batches of the account.
    private func search(_ batch: Batch) async throws -> Search {
        let known = try Batch.known(desk.store)
        let sentAt = batch.sentAt ?? 0
        var page: String?
        var undecided: String?
        for _ in 0..<100 {
            let answer = await desk.call(
                format.list(after: page, for: desk.model, base: desk.client.batchBase)
            ) { body throws(ProviderFailure) in
                guard let list = body["data"]?.array else {
                    throw ProviderFailure(.malformed, "the list of batches has no data")
                }
                var states: [BatchState] = []
                for entry in list { states.append(try format.state(in: entry)) }
                return (states, body["has_more"] == true ? body["last_id"]?.string : nil)
            }
            let (states, next): ([BatchState], String?)
            switch answer {
            case .success(let found): (states, next) = found
            case .failure(let failure):
                if desk.forsakes { return .nowhere }
                return .unclear(
                    "it cannot be seen whether a batch was started: the server does not list its batches "
                        + "(\(failure.message)); --retry-failed starts it all the same")
            }
            for state in states where !known.contains(state.id) {
                if let tag = state.tag {
                    if tag == batch.mark { return .found(state.id) }
                    continue
                }
                guard format.hidesNames, state.questions == batch.intents.count,
                    state.createdAt.map({ $0.timeIntervalSince1970 > sentAt - 900 }) ?? true
                else { continue }
                if state.phase != .ended {
                    undecided = state.id
                } else if try await holds(state, batch) {
                    return .found(state.id)
                }
            }
            let isOld = states.last?.createdAt.map { $0.timeIntervalSince1970 < sentAt - 86_400 } ?? false
            guard let next, !isOld else { break }
            page = next
        }
        if let undecided, !desk.forsakes {
            return .unclear(
                "batch \(undecided), which is under way, may be this one: its results will tell. "
                    + "The same command decides then")
        }
        return .nowhere
    }

    /// Whether the results of a nameless batch are those of this one's questions.
    private func holds(_ state: BatchState, _ batch: Batch) async throws -> Bool {
        struct Enough: Error {}
        let prefix = batch.tag + "-"
        let names = Set(try desk.store.intents(batch.intents).map { try batch.customID($0.key) })
        var isOurs = false
        for call in format.results(of: state, for: desk.model, base: desk.client.batchBase) where !isOurs {
            do {
                _ = try await desk.client.lines(call, now: desk.asker.clock.now()) { line in
                    guard let result = (try? JSONValue(response: line)).flatMap(format.result) else { return }
                    isOurs = result.customID.hasPrefix(prefix) && names.contains(result.customID)
                    throw Enough()
                }
            } catch is Enough {
                continue
            }
        }
        return isOurs
    }
}
