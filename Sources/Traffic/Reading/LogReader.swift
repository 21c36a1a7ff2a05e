import Base

/// How logs are to be read.
public struct ReadingOptions: Sendable {
    /// The member, column or variable that names the account, where it is not the format's own; dotted for what lies deeper.
    public var account: String?
    /// For lines that are no JSON.
    public var access: AccessPattern?
    /// Leave out all marks of prompts, also where the log has content.
    public var metadataOnly: Bool
    /// All records belong to one account, whatever they say.
    var isOneAccount = false

    public init(account: String? = nil, access: AccessPattern? = nil, metadataOnly: Bool = false) {
        self.account = account
        self.access = access
        self.metadataOnly = metadataOnly
    }
}

/// Reads the records of one piece after the other into a builder. Each task has its own.
actor LogReader {
    private let options: ReadingOptions
    private let key: TrafficKey
    private var marker: PromptMarker
    private var builder: SketchBuilder
    private var known: [String: UInt64] = [:]
    private var path: [String]?
    /// The first place of each reason, for whoever wants to look.
    private var examples: [String: String] = [:]

    static let tooLong = "longer than \(LogCutter.recordLimit >> 20) MB"
    /// The tally of times that name no zone.
    static let noZone = "times without a zone, read as UTC"

    init(_ key: TrafficKey, options: ReadingOptions, builder: SketchBuilder) {
        self.key = key
        self.options = options
        self.builder = builder
        marker = PromptMarker(key)
        path = options.account.map { $0.split(separator: ".").map(String.init) }
    }

    func read(_ piece: LogPiece) throws {
        var line = piece.line
        switch piece.shape {
        case .lines:
            var start = 0
            while start < piece.bytes.count {
                let end = piece.bytes[start...].firstIndex(of: 0x0A) ?? piece.bytes.count
                try self.line(piece.bytes[start..<end], at: piece.path, line)
                line += 1
                start = end + 1
            }
        case .values:
            var start = 0
            for end in piece.ends {
                try json(piece.bytes[start..<end], at: piece.path, line)
                line += piece.bytes[start..<end].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
                start = end
            }
        case .table(let header):
            let table = TableReader(header, account: options.account)
            try CSVLine.rows(piece.bytes) { row in
                defer { line += 1 + row.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) } }
                guard let first = row.first(where: { $0 > 0x20 }) else { return }
                if first == UInt8(ascii: "{") { return try json(row, at: piece.path, line) }
                builder.count("lines")
                guard row.count <= LogCutter.recordLimit else { return skip(Self.tooLong, piece.path, line) }
                let fields = CSVLine.fields(row)
                if fields.count > 2, TableReader.knows(fields.map { $0.filter { $0 != " " } }) {
                    return skip("a header in the middle", piece.path, line)
                }
                guard let record = table.record(fields) else {
                    return skip("another number of fields than the header", piece.path, line)
                }
                try take(record, at: piece.path, line)
            }
        }
    }

    private func line(_ bytes: ArraySlice<UInt8>, at path: String, _ number: Int) throws {
        guard let first = bytes.first(where: { $0 > 0x20 }) else { return }
        if first == UInt8(ascii: "{") { return try json(bytes, at: path, number) }
        builder.count("lines")
        guard bytes.count <= LogCutter.recordLimit else { return skip(Self.tooLong, path, number) }
        guard let pattern = options.access else {
            return skip("no JSON, and no access format was given", path, number)
        }
        let line = bytes.last == 0x0D ? bytes.dropLast() : bytes
        guard let record = pattern.record(line) else { return skip("not of the access format", path, number) }
        try take(record, at: path, number)
    }

    private func json(_ bytes: ArraySlice<UInt8>, at path: String, _ number: Int) throws {
        builder.count("lines")
        // A cutter passes over most of what is longer; what it lets through depends on where its pieces end, and this does not.
        guard bytes.count <= LogCutter.recordLimit else { return skip(Self.tooLong, path, number) }
        guard let value = try? JSONValue(reading: bytes, accepting: [.pythonNumbers, .loneSurrogates]) else {
            return skip("broken JSON", path, number)
        }
        guard let records = JSONRecords.read(value, account: self.path) else {
            return skip("JSON of no known format", path, number)
        }
        for record in records { try take(record, at: path, number) }
    }

    private func take(_ record: RawRecord, at path: String, _ line: Int) throws {
        guard let name = options.isOneAccount ? "one" : record.account else { return skip("no account", path, line) }
        guard let time = record.time else { return skip(record.timeFault, path, line) }
        if !time.hasZone { builder.count(Self.noZone) }
        let seconds = time.seconds
        guard LogTime.plausible.contains(seconds) else { return skip("a time before 2015 or after 2099", path, line) }
        var event = TrafficEvent(account: account(name), second: Int64(seconds.rounded(.down)))
        event.identity =
            record.identity.map { key.texts($0) }
            ?? UInt64(saturating: (seconds - seconds.rounded(.down)) * 1e6) ?? 0
        if let model = record.model {
            let hash = SipHash(0, 0)(model)
            event.model = hash
            builder.name(hash, String(decoding: model.utf8.prefix(200), as: UTF8.self))
        }
        event.inputTokens = record.inputTokens.flatMap { UInt64($0, within: 0...(1 << 40)) }
        event.outputTokens = record.outputTokens.flatMap { UInt64($0, within: 0...(1 << 40)) }
        event.turns = record.turns
        event.settings = record.settings.map { SipHash(0, 0)($0) }
        if !options.metadataOnly {
            event.marks = record.marks
            if var prompt = record.prompt {
                event.marks = prompt.withUTF8 { marker.marks(UnsafeRawBufferPointer($0)) }
            }
        }
        builder.count("read")
        try builder.add(event)
    }

    private func account(_ name: String) -> UInt64 {
        if let hash = known[name] { return hash }
        if known.count > 100_000 { known.removeAll(keepingCapacity: true) }
        let hash = key.account(name)
        known[name] = hash
        return hash
    }

    private func skip(_ reason: String, _ path: String, _ line: Int) {
        builder.count("skipped: \(reason)")
        let place = "\(path):\(line)"
        if examples[reason] == nil { examples[reason] = place }
    }

    func count(_ name: String, _ number: Int) { if number > 0 { builder.count(name, number) } }

    /// Writes what is left, and returns the runs.
    func finish() throws -> (runs: [String], examples: [String: String]) {
        try builder.finish()
        return (builder.runs, examples)
    }
}
