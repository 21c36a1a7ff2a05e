#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Work spread over the cores with the same result to the last bit on any number of them: each part is computed whole by one task, and the
/// parts come back in their own order.
public enum Parallel {
    /// How many tasks work is spread over in this task and those it starts; `nil` means one a processor. No result depends on it, and tests say so.
    @TaskLocal public static var workers: Int?

    /// `workers`, or the processors that are online; at least 1.
    public static var cores: Int { max(1, workers ?? online) }

    private static let online = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    /// `body(0) … body(count − 1)`, in that order. As many tasks as `workers` at a time, each with a run of parts; whoever is done takes the next
    /// run, so that a core that others keep busy holds nobody up.
    public static func map<T: Sendable>(
        _ count: Int, workers: Int = cores, _ body: @Sendable @escaping (Int) -> T
    ) async -> [T] {
        let tasks = min(max(workers, 1), count)
        guard tasks > 1 else { return (0..<max(count, 0)).map(body) }
        let runs = min(count, tasks * 16)
        return await withTaskGroup(of: (Int, [T]).self) { group in
            var parts = [[T]](repeating: [], count: runs)
            var next = 0
            func start() {
                guard next < runs else { return }
                let run = next
                next += 1
                group.addTask { (run, (count * run / runs..<count * (run + 1) / runs).map(body)) }
            }
            for _ in 0..<tasks { start() }
            for await (run, part) in group {
                parts[run] = part
                start()
            }
            return Array(parts.joined())
        }
    }

    /// As `map`, where the parts themselves have to wait.
    public static func mapAsync<T: Sendable>(
        _ count: Int, workers: Int = cores, _ body: @Sendable @escaping (Int) async throws -> T
    ) async throws -> [T] {
        let tasks = min(max(workers, 1), count)
        return try await withThrowingTaskGroup(of: (Int, [T]).self) { group in
            for task in 0..<tasks {
                group.addTask {
                    var part: [T] = []
                    for k in stride(from: task, to: count, by: tasks) { part.append(try await body(k)) }
                    return (task, part)
                }
            }
            var parts = [[T]](repeating: [], count: max(tasks, 0))
            for try await (task, part) in group { parts[task] = part }
            return (0..<max(count, 0)).map { parts[$0 % tasks][$0 / tasks] }
        }
    }
}
