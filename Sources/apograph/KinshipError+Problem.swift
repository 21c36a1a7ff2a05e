import Base
import Kinship

extension KinshipError {
    /// The same as a person reads it.
    var problem: Problem {
        switch self {
        case .tooFewModels(let have, let need):
            Problem(
                "statistics.too-few-models", .data, "\(have) models can be compared, and it takes at least \(need)",
                remedy: "Add models to the panel, or name a background of earlier panels with --background.")
        case .shape(let what):
            Problem(
                "statistics.shape", .software, what,
                remedy: "This is a fault of Apograph's own; please report it with the command that you ran.")
        case .outOfRange(let what):
            Problem("statistics.range", .usage, what, remedy: "Give a value within that range.")
        case .damagedData(let what):
            Problem(
                "statistics.data", .software, what,
                remedy: "The data that ships with Apograph is damaged or missing: build or install it anew.")
        }
    }
}
