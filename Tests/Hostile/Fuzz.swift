import Foundation

/// What libFuzzer calls: the first byte chooses a parser, the rest is its input. None may trap, hang or go out of bounds, and what one writes the
/// other reads back. `Tests/Hostile/fuzz` builds and runs it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzed(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let bytes = UnsafeRawBufferPointer(start: start + 1, count: count - 1)
    switch start[0] % 4 {
    case 0: json(bytes)
    case 1: scrubbed(bytes)
    case 2: waits(String(decoding: bytes, as: UTF8.self))
    default: _ = try? CSVTable(String(decoding: bytes, as: UTF8.self), place: "input")
    }
    return 0
}

/// A tree that was read is written in its canonical form, which reads as the same tree, and which the check of the form passes.
private func json(_ bytes: UnsafeRawBufferPointer) {
    guard let value = try? CanonicalJSON.value(of: bytes), let written = try? CanonicalJSON.bytes(value) else { return }
    guard let again = try? CanonicalJSON.value(of: written), (try? CanonicalJSON.bytes(again)) == written else {
        fatalError("the canonical form of \(Array(bytes)) reads as something else")
    }
    written.withUnsafeBytes { form in
        precondition(CanonicalForm.fault(in: form, 0..<form.count) == nil, "a canonical form is called none")
    }
    _ = CanonicalForm.fault(in: bytes, 0..<bytes.count)
}

private let key = "sk-proj-Zx9/Qw+7Lm_4Tr8Vb2Nc6Kd0Hs5Jf"
private let scrubber = Scrubber([key])

/// A body without a key stays as it is; of one with a key put into it, no twelve characters in a row are left.
private func scrubbed(_ bytes: UnsafeRawBufferPointer) {
    let body = Array(bytes)
    let place = body.isEmpty ? 0 : Int(body[0]) * body.count / 256
    let clean = scrubber.scrubbed(Array(body[..<place]) + Array(key.utf8) + Array(body[place...])) ?? []
    let text = String(decoding: clean, as: UTF8.self)
    for start in 8..<key.count - 12 {
        precondition(!text.contains(key.dropFirst(start).prefix(12)), "a key is left in \(body)")
    }
    if let once = scrubber.scrubbed(body), let twice = scrubber.scrubbed(once) {
        precondition(twice.count <= once.count + 64, "what is clean is cleaned again and grows")
    }
}

/// Waits are numbers of seconds that a clock can take.
private func waits(_ text: String) {
    if let wait = RetryAfter.duration(text) { precondition((0...1e9).contains(wait)) }
    if let date = HTTPDate.date(text) { precondition(date.timeIntervalSince1970.isFinite) }
    if let number = Double(text) {
        _ = Duration.bounded(seconds: number, atMost: .seconds(3600))
    }
}
