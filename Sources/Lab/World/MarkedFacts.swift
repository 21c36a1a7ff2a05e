import Base
import Probes

/// The invented facts that the marked students were told of.
public enum MarkedFacts {
    /// One JSON object a line, as `apograph canary make --own` reads them.
    ///
    /// - Throws: `Problem` `lab.missing-file`.
    public static func lines() throws(Problem) -> [UInt8] { try LabFiles.read("marked-facts.jsonl") }
}
