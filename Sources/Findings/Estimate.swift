/// An estimate with its standard error and 95 % interval, in the unit of the estimate.
public struct Estimate: Codable, Sendable, Hashable {
    public var value: Double
    public var standardError: Double
    public var low: Double
    public var high: Double

    public init(value: Double, standardError: Double, low: Double, high: Double) {
        self.value = value
        self.standardError = standardError
        self.low = low
        self.high = high
    }
}

/// A likelihood ratio as log10, already held to the cap that the validation supports.
public struct LikelihoodRatio: Sendable, Hashable {
    public var log10: Double
    /// 95 % interval as log10; `nil` where none was drawn.
    public var interval: ClosedRange<Double>?
    /// log10 before the cap; for annexes, never for a verdict.
    public var uncapped: Double

    public init(log10: Double, interval: ClosedRange<Double>? = nil, uncapped: Double) {
        self.log10 = log10
        self.interval = interval
        self.uncapped = uncapped
    }

    /// With an interval between two ends, where both are numbers in order.
    public init(log10: Double, low: Double, high: Double, uncapped: Double) {
        self.init(log10: log10, interval: low <= high ? low...high : nil, uncapped: uncapped)
    }

    /// The point alone.
    public var withoutInterval: LikelihoodRatio { LikelihoodRatio(log10: log10, uncapped: uncapped) }
}

extension LikelihoodRatio: Codable {
    private enum Key: CodingKey { case log10, interval, uncapped }
    private enum End: CodingKey { case low, high }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        log10 = try values.decode(Double.self, forKey: .log10)
        uncapped = try values.decode(Double.self, forKey: .uncapped)
        guard values.contains(.interval) else { return }
        let ends = try values.nestedContainer(keyedBy: End.self, forKey: .interval)
        let (low, high) = (try ends.decode(Double.self, forKey: .low), try ends.decode(Double.self, forKey: .high))
        guard low <= high else {
            throw DecodingError.dataCorruptedError(forKey: .low, in: ends, debugDescription: "low is above high")
        }
        interval = low...high
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(log10, forKey: .log10)
        try values.encode(uncapped, forKey: .uncapped)
        guard let interval else { return }
        var ends = values.nestedContainer(keyedBy: End.self, forKey: .interval)
        try ends.encode(interval.lowerBound, forKey: .low)
        try ends.encode(interval.upperBound, forKey: .high)
    }
}
