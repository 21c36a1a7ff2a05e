/// One query as a log tells it. What a log does not tell is `nil`, never zero.
public struct TrafficEvent: Sendable, Hashable {
    /// The pseudonym, or the number that the log itself uses.
    public var account: UInt64
    /// Since 1970, UTC.
    public var second: Int64
    /// What tells two queries of one second apart (an identifier, milliseconds); zero where nothing does.
    public var identity: UInt64 = 0
    public var model: UInt64?
    public var inputTokens: UInt64?
    public var outputTokens: UInt64?
    /// Turns of the person in the conversation so far.
    public var turns: Int?
    /// A hash of temperature, top_p and the like.
    public var settings: UInt64?
    public var marks: PromptMarks?

    /// Days since 1970.
    var day: Int32 { Int32(clamping: second.floorDivided(by: 86_400)) }
    var secondOfDay: UInt32 { UInt32(second - second.floorDivided(by: 86_400) * 86_400) }
}

extension Int64 {
    func floorDivided(by divisor: Int64) -> Int64 { self >= 0 ? self / divisor : (self + 1) / divisor - 1 }
}
