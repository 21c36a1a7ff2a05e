import Base
import Foundation
import Panel

/// Where a batch stands, as its server says.
public struct BatchState: Sendable, Hashable {
    public enum Phase: Sendable, Hashable {
        case underWay
        /// Whatever was answered can be fetched.
        case ended
        /// None of it was asked; the server's reason.
        case refused(String)
    }

    public var id: String
    public var phase: Phase
    /// Questions in it and those that are done, where the server says.
    public var questions: Int?
    public var done: Int?
    public var createdAt: Date?
    /// What the one who made it called it, where the API has room for that.
    public var tag: String?
    /// Names of the files that hold the results.
    public var results: [String]
}

/// What became of one question of a batch.
public struct BatchResult: Sendable, Hashable {
    public var customID: String
    /// The response as it would have come alone; `nil` where the question was not asked.
    public var response: WireResponse?
    public var requestID: String?
    /// Why it was not asked.
    public var reason: String?
}

/// How one batch API writes batches: pure functions from values to calls and back. Results are matched by their custom id, never by order.
public protocol BatchFormat: Sendable {
    /// Most questions and most bytes that are handed in together.
    var most: (questions: Int, bytes: Int) { get }

    /// Its batches have no room for a name: only their results tell whose they are.
    var hidesNames: Bool { get }

    /// One question as it stands in the batch, without an end of line.
    func line(_ customID: String, _ request: WireRequest) -> [UInt8]

    /// The call that hands in the questions where they go ahead of the batch; its answer's `id` names them.
    func upload(_ lines: [[UInt8]], tag: String, for model: PanelModel, base: String) -> WireCall?

    /// The call that starts the batch, once.
    func create(_ lines: [[UInt8]], file: String?, tag: String, for model: PanelModel, base: String) -> WireCall

    /// A page of all batches of the account, newest first.
    func list(after: String?, for model: PanelModel, base: String) -> WireCall

    func look(at id: String, for model: PanelModel, base: String) -> WireCall

    func state(in body: JSONValue) throws(ProviderFailure) -> BatchState

    /// The calls that fetch the results, one JSON value a line.
    func results(of state: BatchState, for model: PanelModel, base: String) -> [WireCall]

    func result(in line: JSONValue) -> BatchResult?
}

extension Provider.Batches {
    /// The API's functions.
    public var wire: any BatchFormat {
        switch self {
        case .openAI: OpenAIBatches()
        case .anthropic: AnthropicBatches()
        }
    }
}
