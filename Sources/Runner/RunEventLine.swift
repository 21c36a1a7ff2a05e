import Foundation
import Panel
import Providers

/// One event of a run as a line of JSON: what programs read of `apograph probe --json`. Members that an event does not have are left out.
public struct RunEventLine: Encodable, Sendable {
    var event: String
    var model: String
    var probe: String?
    var total: Int?
    var answered: Int?
    var seconds: Double?
    var dollars: Double?
    var attempt: Int?
    var kind: String?
    var status: Int?
    var message: String?
    var retryAfter: Double?
    var from: String?
    var to: String?
    var setting: String?
    var batch: String?
    var step: String?

    public init(_ event: RunEvent) {
        switch event {
        case .planned(let model, let total, let before):
            self = .init("planned", model)
            self.total = total
            answered = before
        case .answered(let model, let probe, let latency, let cost):
            self = .init("answered", model)
            self.probe = probe
            seconds = latency
            dollars = cost?.dollars
        case .failed(let model, let probe, let attempt, let failure, let again):
            self = .init("failed", model)
            self.probe = probe
            self.attempt = attempt
            kind = failure.kind.rawValue
            status = failure.status
            message = failure.message
            retryAfter = again
        case .waiting(let model, let seconds, let reason):
            self = .init("waiting", model)
            self.seconds = seconds
            message = reason
        case .servedChanged(let model, let from, let to):
            self = .init("served-changed", model)
            self.from = from
            self.to = to
        case .settingRefused(let model, let setting):
            self = .init("setting-refused", model)
            self.setting = setting.rawValue
        case .doubted(let model, let probe, let what):
            self = .init("doubted", model)
            self.probe = probe
            message = what
        case .batch(let model, let batch, let step, let questions, let done, let note):
            self = .init("batch", model)
            self.batch = batch
            self.step = step.rawValue
            total = questions
            answered = done
            message = note
        case .stopped(let model, let reason):
            self = .init("stopped", model)
            message = reason
        }
    }

    private init(_ event: String, _ model: String) {
        self.event = event
        self.model = model
    }

    /// Members in the order of their names.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{\"event\":\"unprintable\"}"
    }
}
