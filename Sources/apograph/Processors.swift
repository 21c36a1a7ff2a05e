import Foundation

/// The processors of this machine.
enum Processors {
    /// How many of them this process may run on, which `taskset` or a container makes fewer than are online; `nil` where the system does not say.
    static var allowed: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("Cpus_allowed:") })
        else { return nil }
        // A mask in hexadecimal, its words separated by commas.
        let bits = line.dropFirst("Cpus_allowed:".count).compactMap(\.hexDigitValue).reduce(0) {
            $0 + $1.nonzeroBitCount
        }
        // The mask may name processors that the machine could have and has not.
        return bits > 0 ? min(bits, ProcessInfo.processInfo.activeProcessorCount) : nil
    }
}
