import Analysis
import CaseFile

/// Every request of a case as files.
public enum RequestFiles {
    /// `requests.csv`, `requests.jsonl` and `requests-dictionary.json`.
    public static func files(_ listing: RequestListing) -> [(name: String, text: String)] {
        let table = requests(listing)
        return [
            ("requests.csv", table.csv()), ("requests.jsonl", table.jsonLines()),
            ("requests-dictionary.json", DataDictionary.json([table])),
        ]
    }

    private static func requests(_ listing: RequestListing) -> DataTable {
        DataTable(
            name: "requests",
            about: "Every request of the case in the order in which they were sent; one row an attempt",
            columns: [
                .init("request", "Request", "The request's number in the case"),
                .init("sent_at", "Sent", "When it was about to be sent, by the collecting machine's clock"),
                .init("model", "Model", "The model's name in the case"),
                .init("endpoint", "Endpoint", "Where it was sent, without keys"),
                .init("suite", "Suite", "The suite's name"),
                .init("version", "Version", "The suite's version"),
                .init("probe", "Question", "The probe's id within its suite"),
                .init("sample", "Sample", "0 for the model's first answer to the question"),
                .init("attempt", "Attempt", "1 for the first attempt"),
                .init("request_sha256", "SHA-256", "Of the request's body as sent"),
                .init("outcome", "Outcome", "answered, the kind of failure, or open where a crash left it without one"),
                .init("response", "Answer", "The answer's number in the case"),
                .init("received_at", "Received", "When answer or failure was there, by the collecting machine's clock"),
                .init("provider_date", "Date header", "The provider's own clock, as its Date header gave it"),
                .init("status", "Status", "HTTP status of a failure, where there was one"),
                .init("served_model", "Served", "The model that the server said it served"),
                .init("fingerprint", "Fingerprint", "The server's own mark of its version"),
                .init("request_id", "Request id", "The provider's id of the request"),
            ],
            rows: listing.entries.map { entry in
                let request = entry.request
                let outcome = request.response != nil ? "answered" : request.failure ?? "open"
                return [
                    .count(Int(request.id)), .text(request.sentAt), .text(request.model), .text(entry.endpoint),
                    .text(request.suite.name), .text(request.suite.version), .text(request.probe),
                    .count(request.sample), .count(request.attempt), .text(request.sha256), .text(outcome),
                    request.response.map { .count(Int($0)) } ?? .missing,
                    .text(request.receivedAt ?? request.failedAt), .text(request.headers["date"]),
                    request.status.map { .count($0) } ?? .missing, .text(request.served?.model),
                    .text(request.served?.fingerprint), .text(request.served?.requestID),
                ]
            })
    }
}
