/// What the statistics refuse, as facts; the callers word it.
public enum KinshipError: Error, Sendable, Hashable {
    /// Inputs whose sizes do not fit together.
    case shape(String)
    /// Too few models for the statistic: how many there are, how many it needs.
    case tooFewModels(have: Int, need: Int)
    /// A number that must lie in a range does not.
    case outOfRange(String)
    /// A data file that ships with the engine cannot be read.
    case damagedData(String)
}
