/// Which question an answer answers. Two versions of a suite may ask different things under one name, so a probe's name alone says too little.
public struct QuestionID: Sendable, Hashable, Comparable {
    public var suite: String
    /// Empty where a recording does not say.
    public var version: String
    public var probe: String

    public init(suite: String, version: String = "", probe: String) {
        self.suite = suite
        self.version = version
        self.probe = probe
    }

    /// The suite as a person reads it: with its version, where one is known.
    public var suiteAndVersion: String { version.isEmpty ? suite : "\(suite) \(version)" }

    public static func < (a: QuestionID, b: QuestionID) -> Bool {
        (a.suite, a.version, a.probe) < (b.suite, b.version, b.probe)
    }
}
