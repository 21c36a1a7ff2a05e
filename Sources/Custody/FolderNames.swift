import Foundation

/// The names in a folder as the file system has them: a name need not be UTF-8, and one that is not must not be passed over.
enum FolderNames {
    /// All but `.` and `..`, in the order of their bytes; `nil` where the folder cannot be read.
    static func all(_ path: String) -> [[UInt8]]? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var names: [[UInt8]] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
