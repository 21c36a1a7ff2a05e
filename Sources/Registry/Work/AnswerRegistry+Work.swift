import Base
import Foundation
import Kinship
import Pairs

/// What a worker does, as it goes.
public enum WorkEvent: Sendable {
    case took(job: Int, part: Int, of: Int)
    case finished(job: Int, part: Int, of: Int)
    /// Somebody else had done the part by then, with the same result.
    case known(job: Int, part: Int, of: Int)
}

extension AnswerRegistry {
    /// Puts a matrix up for pairs in so many parts; the same matrix in as many parts again is the same job.
    /// - Returns: the job's number.
    public func submit(_ matrix: URL, parts: Int) throws -> Int {
        _ = try PackedMatrix(contentsOf: matrix)
        return try connection.transaction {
            try RegistryChain.lock(connection)
            let blob = try Blobs(connection: connection).put(matrix)
            let known = try connection.run(
                "SELECT id FROM apograph.jobs WHERE matrix = $1 AND parts = $2", [.text(blob), .integer(Int64(parts))])
            if known.count == 1 { return Int(known.integer(0, 0) ?? 0) }
            let id = try connection.run("SELECT coalesce(max(id), 0) + 1 FROM apograph.jobs").integer(0, 0) ?? 1
            try connection.run(
                "INSERT INTO apograph.jobs VALUES ($1, $2, $3)", [.integer(id), .text(blob), .integer(Int64(parts))])
            try connection.run(
                "INSERT INTO apograph.blocks (job, part) SELECT $1::bigint, generate_series(1, $2::int)",
                [.integer(id), .integer(Int64(parts))])
            return Int(id)
        }
    }

    /// Takes parts and computes them until none is left to take. A part that another worker holds is left to it for as long as its lease runs; a worker that
    /// dies, or is cut off, loses its lease and nothing else.
    ///
    /// - Parameters:
    ///   - folder: for matrices and parts on their way.
    ///   - lease: seconds after which a worker that has not been heard of counts as dead; it is renewed while a part is computed.
    ///   - waits: whether to wait for parts that others hold, in case their leases run out.
    /// - Returns: how many parts it computed.
    public func work(
        named worker: String, in folder: URL, lease: Int, waits: Bool, workers: Int = Parallel.cores,
        tell: (WorkEvent) -> Void = { _ in }
    ) async throws -> Int {
        var done = 0
        var held: (sha256: String, matrix: PackedMatrix)?
        while true {
            guard let block = try take(worker, lease) else {
                guard waits, try isAnyLeft() else { return done }
                try await Task.sleep(for: .seconds(min(max(lease / 4, 1), 10)))
                continue
            }
            tell(.took(job: block.job, part: block.number.part, of: block.number.of))
            let matrix: PackedMatrix
            if let held, held.sha256 == block.matrix {
                matrix = held.matrix
            } else {
                let file = folder.appendingPathComponent("\(worker).matrix")
                try? FileManager.default.removeItem(at: file)
                defer { try? FileManager.default.removeItem(at: file) }
                try Blobs(connection: connection).fetch(block.matrix, to: file)
                matrix = try PackedMatrix(contentsOf: file)
                held = (block.matrix, matrix)
            }
            let part = folder.appendingPathComponent("\(worker).part")
            var renewed = ContinuousClock.now
            var fault: (any Error)?
            try await PairRun.write(block.number, of: matrix, to: part, workers: workers) { _, _ in
                guard ContinuousClock.now - renewed > .seconds(max(lease, 3) / 3) else { return }
                renewed = .now
                do { try renew(block, worker, lease) } catch { fault = fault ?? error }
            }
            if let fault { throw fault }
            let isNew = try store(part, of: block, worker)
            try? FileManager.default.removeItem(at: part)
            done += isNew ? 1 : 0
            let numbers = (block.job, block.number.part, block.number.of)
            tell(
                isNew
                    ? .finished(job: numbers.0, part: numbers.1, of: numbers.2)
                    : .known(job: numbers.0, part: numbers.1, of: numbers.2))
        }
    }

    private struct Block {
        var job: Int
        var number: PartNumber
        var matrix: String
    }

    private static let open = """
        NOT EXISTS (SELECT FROM apograph.results r WHERE r.job = b.job AND r.part = b.part)
        """

    /// The first part that nobody has done or holds. `SKIP LOCKED`: workers that take at one moment do not wait for one another.
    private func take(_ worker: String, _ lease: Int) throws -> Block? {
        let rows = try connection.run(
            """
            UPDATE apograph.blocks t SET worker = $1, lease_until = clock_timestamp() + make_interval(secs => $2::int),
                    taken = taken + 1
                FROM (SELECT b.job, b.part FROM apograph.blocks b
                    WHERE \(Self.open) AND (b.lease_until IS NULL OR b.lease_until < clock_timestamp())
                    ORDER BY b.job, b.part LIMIT 1 FOR UPDATE SKIP LOCKED) n, apograph.jobs j
                WHERE t.job = n.job AND t.part = n.part AND j.id = n.job
                RETURNING t.job, t.part, j.parts, j.matrix
            """, [.text(worker), .integer(Int64(lease))])
        guard rows.count == 1 else { return nil }
        guard let job = rows.integer(0, 0), let part = rows.integer(0, 1), let of = rows.integer(0, 2),
            let matrix = rows.text(0, 3), let number = PartNumber(Int(part), of: Int(of))
        else {
            throw refused(
                "registry.damaged", .data, "a part of a job cannot be read",
                remedy: "Run `apograph registry status --verify` and tell the registry's owner.")
        }
        return Block(job: Int(job), number: number, matrix: matrix)
    }

    private func isAnyLeft() throws -> Bool {
        try connection.run("SELECT EXISTS (SELECT FROM apograph.blocks b WHERE \(Self.open))").text(0, 0) == "t"
    }

    /// Where the lease has gone to another worker, the work goes on all the same: whoever is first stores the part.
    private func renew(_ block: Block, _ worker: String, _ lease: Int) throws {
        try connection.run(
            """
            UPDATE apograph.blocks SET lease_until = clock_timestamp() + make_interval(secs => $4::int)
                WHERE job = $1 AND part = $2 AND worker = $3
            """,
            [.integer(Int64(block.job)), .integer(Int64(block.number.part)), .text(worker), .integer(Int64(lease))])
    }

    /// - Returns: false where the part was there already.
    private func store(_ part: URL, of block: Block, _ worker: String) throws -> Bool {
        try connection.transaction {
            let blob = try Blobs(connection: connection).put(part)
            let added = try connection.run(
                "INSERT INTO apograph.results VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                [.integer(Int64(block.job)), .integer(Int64(block.number.part)), .text(blob), .text(worker)])
            if added.changed == 1 { return true }
            let there = try connection.run(
                "SELECT blob FROM apograph.results WHERE job = $1 AND part = $2",
                [.integer(Int64(block.job)), .integer(Int64(block.number.part))])
            guard there.text(0, 0) == blob else {
                throw refused(
                    "registry.results-differ", .data,
                    "two workers computed part \(block.number.part) of job \(block.job) and got different bytes",
                    remedy: "Let all workers run one build on one kind of system, for example one container image.")
            }
            return false
        }
    }

    /// Fetches all parts of a job and puts them together.
    /// - Returns: SHA-256 of the result.
    public func collect(job: Int, to url: URL, in folder: URL) throws -> String {
        let rows = try connection.run(
            "SELECT part, blob FROM apograph.results WHERE job = $1 ORDER BY part", [.integer(Int64(job))])
        let parts = try connection.run("SELECT parts FROM apograph.jobs WHERE id = $1", [.integer(Int64(job))])
        guard parts.count == 1, let count = parts.integer(0, 0) else {
            throw refused(
                "registry.no-job", .usage, "the registry has no job \(job)",
                remedy: "`apograph registry status` lists the jobs.")
        }
        guard rows.count == Int(count) else {
            throw refused(
                "registry.unfinished", .temporary, "of the \(count) parts of job \(job) \(rows.count) are done",
                remedy: "Start `apograph registry work` on any machine, and collect when it is done.")
        }
        var files: [URL] = []
        defer { for file in files { try? FileManager.default.removeItem(at: file) } }
        for row in 0..<rows.count {
            let file = folder.appendingPathComponent("\(UUID().uuidString).part")
            try Blobs(connection: connection).fetch(rows.text(row, 1) ?? "", to: file)
            files.append(file)
        }
        return try PairMerge.merge(files, to: url)
    }
}
