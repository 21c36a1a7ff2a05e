import Foundation

/// Who holds the lock on a file, as far as the system tells (Linux: proc(5)).
enum LockHolder {
    /// For example `apograph probe (process 4711)`; `nil` where the system does not say.
    ///
    /// - Parameter inode: of the file; locks of the same number on other file systems are taken for its own, which only a message suffers from.
    static func name(inode: UInt64) -> String? {
        guard let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8) else { return nil }
        for line in locks.split(separator: "\n") {
            // `1: FLOCK  ADVISORY  WRITE 4711 08:01:1234567 0 EOF`; one that waits has `->` after its number.
            let words = line.split(separator: " ")
            guard words.count >= 6, words[1] == "FLOCK", words[3] == "WRITE", let process = Int32(words[4]),
                words[5].split(separator: ":").last.flatMap({ UInt64($0) }) == inode
            else { continue }
            return process > 0 ? "\(command(process)) (process \(process))" : nil
        }
        return nil
    }

    /// The program and its subcommand: further arguments are not shown, since they may be private.
    private static func command(_ process: Int32) -> String {
        guard let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else { return "a program" }
        let words = line.split(separator: 0).prefix(2).map { String(decoding: $0, as: UTF8.self) }
        guard let program = words.first.map({ URL(fileURLWithPath: $0).lastPathComponent }) else { return "a program" }
        let isCommand = words.count > 1 && words[1].allSatisfy { $0.isASCII && $0.isLowercase }
        return isCommand ? "\(program) \(words[1])" : program
    }
}
