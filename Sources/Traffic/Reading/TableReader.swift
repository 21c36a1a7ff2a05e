import Base

/// Rows of a CSV export: LiteLLM's spend logs, Langfuse's and Helicone's tables, and account holders' usage exports.
struct TableReader {
    private static let accounts = [
        "account", "api_key", "request_user_id", "userId", "user_id", "user", "end_user", "api_key_id",
    ]
    private static let times = [
        "time", "startTime", "request_created_at", "timestamp", "created_at", "usage_date_utc", "date",
    ]
    private static let models = ["model", "request_model", "model_version"]
    private static let inputs = ["input_tokens", "prompt_tokens", "promptTokens", "usage_input_tokens"]
    private static let outputs = ["output_tokens", "completion_tokens", "completionTokens", "usage_output_tokens"]
    private static let prompts = ["prompt", "messages", "input", "request_body"]
    private static let identities = ["id", "request_id"]

    /// Whether a first line is the header of a table that can be read.
    static func knows(_ header: [String]) -> Bool { header.contains(where: times.contains) }

    private let header: [String]
    private let account: Int?
    private let time: Int?
    private let columns: [[String]: Int]

    init(_ header: [String], account name: String?) {
        self.header = header
        func find(_ names: [String]) -> Int? { names.lazy.compactMap { header.firstIndex(of: $0) }.first }
        account = name.map { header.firstIndex(of: $0) } ?? find(Self.accounts)
        time = find(Self.times)
        var columns: [[String]: Int] = [:]
        for names in [Self.models, Self.inputs, Self.outputs, Self.prompts, Self.identities] {
            columns[names] = find(names)
        }
        self.columns = columns
    }

    /// `nil` where the row has another number of fields than the header.
    func record(_ fields: [String]) -> RawRecord? {
        guard fields.count == header.count else { return nil }
        func value(_ names: [String]) -> String? {
            columns[names].flatMap { fields[$0].isEmpty ? nil : fields[$0] }
        }
        var record = RawRecord()
        record.account = account.flatMap { fields[$0].isEmpty ? nil : fields[$0] }
        if let time { record.read(time: fields[time]) }
        record.identity = value(Self.identities)
        record.model = value(Self.models)
        record.inputTokens = value(Self.inputs).flatMap { Double($0) }
        record.outputTokens = value(Self.outputs).flatMap { Double($0) }
        record.read(messages: value(Self.prompts).map { .string($0) })
        return record
    }
}
