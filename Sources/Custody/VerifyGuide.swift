import Base
import Foundation

/// What goes into every exhibit so that it can be checked without Apograph: a page that says how, and an independent verifier in Python's
/// standard library, written from the format and not from this program.
enum VerifyGuide {
    /// The page, with what the checks must come to.
    static func text(head: String, root: String, count: Int, isCopy: Bool = false) throws -> String {
        let page = String(decoding: try file("HOW-TO-VERIFY.md"), as: UTF8.self)
            .replacing("{head}", with: head).replacing("{root}", with: root).replacing("{count}", with: "\(count)")
        return try page + (isCopy ? "\n" + String(decoding: file("HOW-TO-VERIFY-COPY.md"), as: UTF8.self) : "")
    }

    /// A file that goes in as it is.
    static func file(_ name: String) throws -> [UInt8] {
        guard let url = Bundle.module.url(forResource: "Data/\(name)", withExtension: nil),
            let data = FileManager.default.contents(atPath: url.path)
        else {
            throw Problem(
                "seal.missing-file", .software, "\(name) is not where the program was installed",
                remedy: "Install Apograph again, with its resource folders beside it.")
        }
        return Array(data)
    }
}
