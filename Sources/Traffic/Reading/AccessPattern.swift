import Base

/// A format string of nginx (`$remote_user [$time_local] "$request"`) or Envoy (`[%START_TIME%] "%REQ(:PATH)%"`), ready to read lines.
public struct AccessPattern: Sendable, Hashable {
    private enum Part: Sendable, Hashable {
        case literal([UInt8])
        case variable(String)
    }

    private static let times = ["time_local", "time_iso8601", "msec", "START_TIME"]
    /// Whoever asked, best first; an address is the last resort, since many people may share one.
    private static let accounts = [
        "remote_user", "http_x_account", "http_x_api_key", "http_authorization", "REQ(X-ACCOUNT)", "REQ(X-API-KEY)",
        "REQ(AUTHORIZATION)", "remote_addr", "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT", "DOWNSTREAM_REMOTE_ADDRESS",
    ]
    private static let models = ["http_x_model", "upstream_http_x_model", "REQ(X-MODEL)", "RESP(X-MODEL)"]

    private let parts: [Part]
    private let account: [String]

    /// - Parameters:
    ///   - format: as it stands in the server's configuration.
    ///   - account: the variable that names the account; the usual ones unless given.
    /// - Throws: `Problem` where the format has no time or no account.
    public init(_ format: String, account: String? = nil) throws {
        var parts: [Part] = []
        var literal: [UInt8] = []
        let bytes = Array(format.utf8)
        var at = 0
        func isName(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
        }
        while at < bytes.count {
            var name: String?
            if bytes[at] == UInt8(ascii: "$") {
                let end = bytes[(at + 1)...].firstIndex { !isName($0) } ?? bytes.count
                name = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
                at = end
            } else if bytes[at] == UInt8(ascii: "%"),
                let end = bytes[(at + 1)...].firstIndex(of: UInt8(ascii: "%"))
            {
                // `REQ(X?Y):10` names header X, else Y, cut at ten characters; START_TIME may hold its own format.
                var text = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
                if text.hasPrefix("START_TIME") { text = "START_TIME" }
                if let bracket = text.firstIndex(of: ")") { text = String(text[...bracket]) }
                if let second = text.firstIndex(of: "?") { text = text[..<second] + ")" }
                name = text.hasPrefix("REQ") || text.hasPrefix("RESP") ? text.uppercased() : text
                at = end + 1
            }
            if let name {
                if !literal.isEmpty { parts.append(.literal(literal)) }
                literal = []
                parts.append(.variable(name))
            } else {
                literal.append(bytes[at])
                at += 1
            }
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        self.parts = parts
        let names = parts.compactMap { if case .variable(let name) = $0 { name } else { nil } }
        self.account = account.map { [$0.hasPrefix("$") ? String($0.dropFirst()) : $0] } ?? Self.accounts
        guard names.contains(where: Self.times.contains) else {
            throw Problem(
                "traffic.access-format", .usage, "the access format names no time",
                remedy: "Give the server's whole format: it needs one of \(Self.times.joined(separator: ", ")).")
        }
        guard names.contains(where: self.account.contains) else {
            throw Problem(
                "traffic.access-format", .usage, "the access format names no account",
                remedy: "Say with --account which of its variables does: \(names.joined(separator: ", ")).")
        }
    }

    /// `nil` where the line is not of this format.
    func record(_ line: ArraySlice<UInt8>) -> RawRecord? {
        var values: [String: String] = [:]
        var at = line.startIndex
        for (index, part) in parts.enumerated() {
            switch part {
            case .literal(let bytes):
                guard line[at...].starts(with: bytes) else { return nil }
                at += bytes.count
            case .variable(let name):
                var end = line.endIndex
                if index + 1 < parts.count, case .literal(let next) = parts[index + 1] {
                    guard let found = Self.find(next, in: line, from: at) else { return nil }
                    end = found
                }
                values[name] = String(decoding: line[at..<end], as: UTF8.self)
                at = end
            }
        }
        func value(_ names: [String]) -> String? {
            names.lazy.compactMap { values[$0] }.first { !$0.isEmpty && $0 != "-" }
        }
        var record = RawRecord()
        record.account = value(account)
        if let time = value(Self.times) { record.read(time: time) }
        record.model = value(Self.models)
        record.identity = value(["request_id", "REQ(X-REQUEST-ID)"])
        return record
    }

    private static func find(_ wanted: [UInt8], in line: ArraySlice<UInt8>, from start: Int) -> Int? {
        guard let first = wanted.first, line.endIndex - start >= wanted.count else { return nil }
        var at = start
        while at + wanted.count <= line.endIndex {
            if line[at] == first, line[at...].starts(with: wanted) { return at }
            at += 1
        }
        return nil
    }
}
