import ApographCase
import Foundation

/// Opens a case, makes all its hashes again, seals it as an exhibit and verifies that.
func openAndVerify(_ path: String) throws {
    let store = try CaseStore.open(at: URL(fileURLWithPath: path), mode: .readOnly)
    print(try store.models().map(\.id).joined(separator: " "))
    for response in try store.responses(ResponseFilter(model: "one", most: 1)) {
        print(response.key.probe, response.text ?? "-")
    }
    let chain = try store.verifyChain()
    print("case", chain.isIntact ? "intact" : "not intact", chain.responses)

    let exhibit = FileManager.default.temporaryDirectory.appendingPathComponent("exhibit-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: exhibit) }
    let sealed = try Sealer.seal(
        store, to: exhibit, options: SealOptions(date: "2026-11-28", software: "example 1.0"))
    let report = try ExhibitVerifier.verify(exhibit, noted: sealed.chainHead)
    print("exhibit", report.isIntact ? "intact" : "not intact", report.responses)
    for fault in report.faults { print(fault.place, fault.what) }
}
