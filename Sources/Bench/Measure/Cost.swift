import Base
import Foundation

/// What a piece of work took.
struct Cost {
    /// By the clock.
    var seconds: Double
    /// Of all cores together: what the clock would show on one idle core.
    var processor: Double
    /// Most memory that was resident while it ran, in MB; `nil` where the system does not say.
    var peak: Int?

    static func of<T>(_ work: () async throws -> T) async rethrows -> (cost: Cost, made: T) {
        Memory.resetPeak()
        let clock = ContinuousClock()
        let busy = processorSeconds()
        let start = clock.now
        let made = try await work()
        let seconds = (clock.now - start) / .seconds(1)
        return (Cost(seconds: seconds, processor: processorSeconds() - busy, peak: Memory.peak()), made)
    }

    /// The run in the middle by the processor's time, and what it made.
    static func median<T>(of runs: Int, _ work: () async throws -> T) async rethrows -> (cost: Cost, made: T) {
        var found = try await of(work)
        var costs = [found.cost]
        for _ in 1..<max(1, runs) {
            found = try await of(work)
            costs.append(found.cost)
        }
        return (median(costs), found.made)
    }

    static func median(_ costs: [Cost]) -> Cost { costs.sorted { $0.processor < $1.processor }[costs.count / 2] }

    static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// Resident memory of this process, where the system tells.
enum Memory {
    /// Sets the high-water mark to what is resident now.
    static func resetPeak() {
        guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else { return }
        try? file.write(contentsOf: Data("5".utf8))
        try? file.close()
    }

    /// The high-water mark since `resetPeak`, in MB.
    static func peak() -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = Int(line.filter(\.isNumber))
        else { return nil }
        return kilobytes / 1024
    }
}

/// Columns of text, the first to the left and the others to the right.
struct TextTable {
    private var rows: [[String]]

    init(_ header: String...) { rows = [header] }

    mutating func add(_ row: [String]) { rows.append(row) }

    var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            "  "
                + row.enumerated().map { column, cell in
                    let room = String(repeating: " ", count: widths[column] - cell.count)
                    return column == 0 ? cell + room : room + cell
                }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}

/// A number with about three digits that count.
func figure(_ value: Double) -> String {
    switch abs(value) {
    case 0: "0"
    case 100...: String(format: "%.0f", value)
    case 10..<100: String(format: "%.1f", value)
    case 1..<10: String(format: "%.2f", value)
    case 0.001..<1: String(format: "%.3f", value)
    default: String(format: "%.1e", value)
    }
}

/// A line at once: benchmarks take minutes, and what one has found must stand if the next fails.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

/// As `say`, and repeated at the end of `make bench`.
func leftOut(_ what: String) { say("  " + Left.mark + what) }

enum Left {
    static let mark = "left out: "
}
