import Foundation

/// The mechanism's calibration as it ships: `Data/mechanism.json`.
public struct MechanismData: Sendable, Hashable, Codable {
    /// The command that made it, the recording, and the SHA-256 of the validation data.
    public var made: String
    public var recording: String
    public var sha256: String
    /// Where the kind of an error is known for each source and item, and where it is known for the item only.
    public var bySource: MechanismCalibration
    public var byItem: MechanismCalibration
    /// Estimated against causal shares on the same networks: the dose–response picture of reports.
    public var doses: KnownDoses

    public init(
        made: String, recording: String, sha256: String, bySource: MechanismCalibration, byItem: MechanismCalibration,
        doses: KnownDoses
    ) {
        self.made = made
        self.recording = recording
        self.sha256 = sha256
        self.bySource = bySource
        self.byItem = byItem
        self.doses = doses
    }

    /// - Throws: `KinshipError.damagedData` where the file is missing or cannot be read.
    public static func shipped() throws(KinshipError) -> MechanismData {
        guard let url = Bundle.module.url(forResource: "mechanism", withExtension: "json", subdirectory: "Data"),
            let data = try? Data(contentsOf: url), let found = try? JSONDecoder().decode(MechanismData.self, from: data)
        else { throw .damagedData("Data/mechanism.json is missing or cannot be read") }
        return found
    }
}

/// Shares found on relations whose causal share is known.
public struct KnownDoses: Sendable, Hashable, Codable {
    public struct Point: Sendable, Hashable, Codable {
        public var model: String
        public var source: String
        /// Share by training again without the source, and the share found with its 95 % interval.
        public var causal: Double
        public var share: Double
        public var low: Double
        public var high: Double

        public init(model: String, source: String, causal: Double, share: Double, low: Double, high: Double) {
            self.model = model
            self.source = source
            self.causal = causal
            self.share = share
            self.low = low
            self.high = high
        }
    }

    public var points: [Point]
    /// Least-squares line of the share found on the causal one, and the root mean square of their difference.
    public var slope: Double
    public var intercept: Double
    public var rmse: Double
    /// Points whose 95 % interval, widened by the causal share's own sampling error, holds it.
    public var covered: Int

    public init(points: [Point], slope: Double, intercept: Double, rmse: Double, covered: Int) {
        self.points = points
        self.slope = slope
        self.intercept = intercept
        self.rmse = rmse
        self.covered = covered
    }
}
