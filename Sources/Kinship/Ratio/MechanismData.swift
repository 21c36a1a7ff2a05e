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

    public init(
        made: String, recording: String, sha256: String, bySource: MechanismCalibration, byItem: MechanismCalibration
    ) {
        self.made = made
        self.recording = recording
        self.sha256 = sha256
        self.bySource = bySource
        self.byItem = byItem
    }

    /// - Throws: `KinshipError.damagedData` where the file is missing or cannot be read.
    public static func shipped() throws(KinshipError) -> MechanismData {
        guard let url = Bundle.module.url(forResource: "mechanism", withExtension: "json", subdirectory: "Data"),
            let data = try? Data(contentsOf: url), let found = try? JSONDecoder().decode(MechanismData.self, from: data)
        else { throw .damagedData("Data/mechanism.json is missing or cannot be read") }
        return found
    }
}
