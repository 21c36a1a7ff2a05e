import Base
import CLibPQ
import Foundation

/// A value on its way to the server.
enum PostgresValue {
    case text(String)
    case integer(Int64)
    case bytes([UInt8])
    case null
}

/// The one owner of a connection (https://www.postgresql.org/docs/current/libpq.html). Every wait for the server ends after `timeout` without a byte,
/// so that a server or a network that hangs is an error and not the end of the day.
final class PostgresConnection {
    let shown: String
    private let connection: OpaquePointer
    private let timeout: Int
    /// True once the server said nothing for too long: nothing waits for it again, not even to take leave.
    private var isSilent = false

    /// - Parameter timeout: seconds.
    /// - Throws: `Problem`: `registry.unreachable`, `registry.tls`, `registry.login`, `registry.timeout`, `registry.no-database`.
    init(_ address: RegistryAddress, timeout: Int) throws {
        self.timeout = max(timeout, 2)
        shown = address.shown
        // Later ones win: the URL may say otherwise.
        var options: [(String, String)] = [
            ("connect_timeout", "\(self.timeout)"), ("application_name", "apograph"), ("client_encoding", "UTF8"),
            ("options", "-c lock_timeout=\(self.timeout)s -c idle_in_transaction_session_timeout=\(self.timeout)s"),
            ("tcp_user_timeout", "\(self.timeout * 1000)"),
        ]
        // Answers do not leave the machine in the clear, nor to somebody else's server, unless the URL says so.
        if address.isRemote, !address.saysHowToEncrypt { options.append(("sslmode", "verify-full")) }
        options.append(("dbname", address.url))
        let made = withCStrings(options.map(\.0)) { keywords in
            withCStrings(options.map(\.1)) { values in PQconnectdbParams(keywords, values, 1) }
        }
        guard let made else {
            throw Problem(
                "registry.memory", .unavailable, "there is no memory for a connection", at: shown,
                remedy: "End other programs, then run the same command again.")
        }
        connection = made
        guard PQstatus(made) == CONNECTION_OK else {
            throw PostgresFault.unreachable(String(cString: PQerrorMessage(made)), at: shown)
        }
        PQsetNoticeProcessor(made, { _, _ in }, nil)
        PQsetnonblocking(made, 1)
    }

    deinit { PQfinish(connection) }

    /// One statement. Values stand as $1, $2, … in it.
    /// - Parameter binary: results in PostgreSQL's binary form, for `bytea`.
    @discardableResult
    func run(_ sql: String, _ values: [PostgresValue] = [], binary: Bool = false) throws -> PostgresRows {
        var pointers: [UnsafePointer<CChar>?] = []
        var lengths: [Int32] = []
        var formats: [Int32] = []
        var buffers: [UnsafeMutableRawBufferPointer] = []
        defer { for buffer in buffers { buffer.deallocate() } }
        for value in values {
            let bytes: [UInt8]
            switch value {
            case .null:
                pointers.append(nil)
                lengths.append(0)
                formats.append(0)
                continue
            case .text(let text): bytes = Array(text.utf8) + [0]
            case .integer(let number): bytes = Array(String(number).utf8) + [0]
            case .bytes(let data): bytes = data
            }
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
            buffer.copyBytes(from: bytes)
            buffers.append(buffer)
            pointers.append(UnsafePointer(buffer.baseAddress?.assumingMemoryBound(to: CChar.self)))
            lengths.append(Int32(clamping: bytes.count))
            if case .bytes = value { formats.append(1) } else { formats.append(0) }
        }
        guard
            PQsendQueryParams(
                connection, sql, Int32(values.count), nil, pointers, lengths, formats, binary ? 1 : 0) == 1
        else { throw lost() }
        return try finish()
    }

    /// Several statements without values.
    func script(_ sql: String) throws {
        guard PQsendQuery(connection, sql) == 1 else { throw lost() }
        try finish()
    }

    /// Runs `work` in one transaction; what it throws undoes everything it did.
    func transaction<T>(_ work: () throws -> T) throws -> T {
        try run("BEGIN")
        let made: T
        do {
            made = try work()
        } catch {
            _ = try? run("ROLLBACK")
            throw error
        }
        try run("COMMIT")
        return made
    }

    /// Sends rows: `work` hands over pieces of PostgreSQL's binary COPY format.
    func copyIn(_ sql: String, _ work: (_ put: ([UInt8]) throws -> Void) throws -> Void) throws {
        guard PQsendQuery(connection, sql) == 1 else { throw lost() }
        try flush()
        try begin(PGRES_COPY_IN)
        do {
            try work { bytes in
                let count = Int32(clamping: bytes.count)
                while true {
                    let sent = bytes.withUnsafeBytes { raw in
                        PQputCopyData(connection, raw.baseAddress?.assumingMemoryBound(to: CChar.self), count)
                    }
                    if sent == 1 { break }
                    guard sent == 0 else { throw lost() }
                    try flush()
                }
                try flush()
            }
        } catch {
            _ = PQputCopyEnd(connection, "given up")
            _ = try? finish()
            throw error
        }
        guard PQputCopyEnd(connection, nil) == 1 else { throw lost() }
        try finish()
    }

    /// Receives rows, in pieces of PostgreSQL's binary COPY format.
    func copyOut(_ sql: String, _ take: (UnsafeRawBufferPointer) -> Void) throws {
        guard PQsendQuery(connection, sql) == 1 else { throw lost() }
        try flush()
        try begin(PGRES_COPY_OUT)
        while true {
            var piece: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(connection, &piece, 1)
            if count == 0 {
                try wait(Int16(POLLIN))
                guard PQconsumeInput(connection) == 1 else { throw lost() }
            } else if count > 0 {
                take(UnsafeRawBufferPointer(start: piece, count: Int(count)))
                PQfreemem(piece)
            } else if count == -1 {
                break
            } else {
                throw lost()
            }
        }
        try finish()
    }

    // MARK: Waiting

    private func begin(_ status: ExecStatusType) throws {
        guard let result = try next() else { throw lost() }
        let rows = PostgresRows(result)
        guard PQresultStatus(result) == status else {
            let problem = problem(of: result)
            _ = try? finish()
            _ = rows
            throw problem
        }
    }

    @discardableResult
    private func finish() throws -> PostgresRows {
        try flush()
        var last: PostgresRows?
        var fault: Problem?
        while let result = try next() {
            last = PostgresRows(result)
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: break
            default: fault = fault ?? problem(of: result)
            }
        }
        if let fault { throw fault }
        guard let last else { throw lost() }
        return last
    }

    private func next() throws -> OpaquePointer? {
        while PQisBusy(connection) == 1 {
            try wait(Int16(POLLIN))
            guard PQconsumeInput(connection) == 1 else { throw lost() }
        }
        return PQgetResult(connection)
    }

    private func flush() throws {
        while true {
            let left = PQflush(connection)
            if left == 0 { return }
            guard left == 1 else { throw lost() }
            let ready = try wait(Int16(POLLIN | POLLOUT))
            if ready & Int16(POLLIN) != 0, PQconsumeInput(connection) != 1 { throw lost() }
        }
    }

    @discardableResult
    private func wait(_ events: Int16) throws -> Int16 {
        guard !isSilent else { throw PostgresFault.silent(timeout, at: shown) }
        var descriptor = pollfd(fd: PQsocket(connection), events: events, revents: 0)
        while true {
            let count = poll(&descriptor, 1, Int32(clamping: timeout * 1000))
            if count > 0 { return descriptor.revents }
            if count == 0 {
                isSilent = true
                throw PostgresFault.silent(timeout, at: shown)
            }
            guard errno == EINTR else { throw lost() }
        }
    }

    private func lost() -> Problem { PostgresFault.lost(String(cString: PQerrorMessage(connection)), at: shown) }

    private func problem(of result: OpaquePointer) -> Problem {
        let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) }
        let said = PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) }
        guard let state else { return lost() }
        return PostgresFault.problem(state: state, said: said ?? "no reason given", at: shown)
    }
}

/// The rows of one result.
final class PostgresRows {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }

    deinit { PQclear(result) }

    var count: Int { Int(PQntuples(result)) }

    /// Rows that the statement added or changed.
    var changed: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    private func isNull(_ row: Int, _ column: Int) -> Bool { PQgetisnull(result, Int32(row), Int32(column)) == 1 }

    func bytes(_ row: Int, _ column: Int) -> [UInt8]? {
        guard !isNull(row, column) else { return nil }
        return Array(
            UnsafeRawBufferPointer(
                start: PQgetvalue(result, Int32(row), Int32(column)),
                count: Int(PQgetlength(result, Int32(row), Int32(column)))))
    }

    func text(_ row: Int, _ column: Int) -> String? { bytes(row, column).map { String(decoding: $0, as: UTF8.self) } }

    /// Of a result in text form.
    func integer(_ row: Int, _ column: Int) -> Int64? { text(row, column).flatMap { Int64($0) } }

    /// Of a result in binary form: `int8`.
    func binaryInteger(_ row: Int, _ column: Int) -> Int64? {
        bytes(row, column).flatMap { bytes in
            bytes.count == 8 ? bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) } : nil
        }
    }
}

/// Texts as C strings for as long as `work` runs, with the null pointer that ends such a list.
private func withCStrings<T>(_ texts: [String], _ work: (UnsafePointer<UnsafePointer<CChar>?>) -> T) -> T {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return work(copies.map { UnsafePointer($0) } + [nil])
}
