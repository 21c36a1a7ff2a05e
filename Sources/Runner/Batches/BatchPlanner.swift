import Base
import CaseFile
import Panel
import Probes
import Providers

/// Divides a model's questions into batches and writes them down, before any of it is sent.
struct BatchPlanner {
    let store: CaseStore
    let recorder: Recorder
    let ledger: Ledger
    /// Batches that the case ever planned.
    var count: Int

    /// What was planned for one model.
    struct Planned {
        var batches: [Batch] = []
        /// Why the rest was left out.
        var stopped: String?
    }

    private struct Line {
        var key: ResponseKey
        var request: WireRequest
        var resend: Bool
    }

    /// - Parameter pending: the model's questions, in the plan's order.
    mutating func plan(
        _ pending: [Pending], of asker: Asker, without refused: Set<OptionalSetting>
    ) async throws -> Planned {
        guard let format = asker.client.batches else { return Planned(stopped: "it has no batch API") }
        var planned = Planned()
        var lines: [Line] = []
        var bytes = 0
        for pending in pending {
            guard case .reserved = ledger.reserve(asker.batchReservation(for: pending.item), for: asker.client.model.id)
            else {
                planned.stopped = "the next question could pass the spending limit"
                break
            }
            let line = Line(
                key: asker.plan.key(pending.item),
                request: asker.client.request(for: asker.plan.ask(pending.item, without: refused)),
                resend: pending.resend)
            if lines.count == format.most.questions || bytes + line.request.body.count + 200 > format.most.bytes {
                planned.batches.append(try await write(lines, of: asker, format, without: refused))
                (lines, bytes) = ([], 0)
            }
            lines.append(line)
            bytes += line.request.body.count + 200
        }
        if !lines.isEmpty { planned.batches.append(try await write(lines, of: asker, format, without: refused)) }
        return planned
    }

    /// The intents and the plan of their batch, in one transaction.
    private mutating func write(
        _ lines: [Line], of asker: Asker, _ format: any BatchFormat, without refused: Set<OptionalSetting>
    ) async throws -> Batch {
        count += 1
        let first = try store.lastIntent + 1
        var batch = Batch(
            tag: Batch.tag(count, of: store), model: asker.client.model.id,
            intents: first...(first + Int64(lines.count) - 1), sha256: "", without: refused)
        let bytes = try lines.map { format.line(try batch.customID($0.key), $0.request) }
        batch.sha256 = Batch.sha256(bytes)
        let intents = zip(lines, bytes).map { line, bytes in
            CaseEntry.intent(NewIntent(key: line.key, resend: line.resend, request: bytes))
        }
        let rows = try await recorder.record(intents + [batch.plan])
        guard rows.first == .some(.some(first)) else {
            throw Problem(
                "run.intent", .software, "the intents of a batch were not stored where they were expected",
                at: batch.tag, remedy: "Report this")
        }
        return batch
    }
}

extension Batch {
    static func sha256(_ lines: [[UInt8]]) -> String { Digest256.hex(Array(lines.joined(separator: [0x0A]))) }
}
