import Foundation

/// The calibration that ships with the engine: `Data/calibration.json`, whose `made` says from which recordings and by which command.
public struct Calibration: Sendable, Hashable, Codable {
    public struct Origin: Sendable, Hashable, Codable {
        public var command: String
        public var recordings: [String]
        public var date: String
        public init(command: String, recordings: [String], date: String) {
            self.command = command
            self.recordings = recordings
            self.date = date
        }
    }

    public var made: Origin
    public var closed: ClosedCalibration
    /// `nil` where the recordings had no labelled open answers; the same for `fusion` and pairs with both channels.
    public var open: OpenChannelCalibration?
    public var fusion: ChannelFusion?

    public init(
        made: Origin, closed: ClosedCalibration, open: OpenChannelCalibration? = nil, fusion: ChannelFusion? = nil
    ) {
        self.made = made
        self.closed = closed
        self.open = open
        self.fusion = fusion
    }

    /// The shipped file, byte for byte; reports cite its SHA-256.
    /// - Throws: `KinshipError.damagedData` where it is not where the build put it.
    public static func shippedBytes() throws(KinshipError) -> Data {
        guard let url = Bundle.module.url(forResource: "calibration", withExtension: "json", subdirectory: "Data"),
            let data = try? Data(contentsOf: url)
        else { throw .damagedData("Data/calibration.json is missing") }
        return data
    }

    public static func shipped() throws(KinshipError) -> Calibration { try decoded(shippedBytes()) }

    public static func decoded(_ data: Data) throws(KinshipError) -> Calibration {
        do {
            return try JSONDecoder().decode(Calibration.self, from: data)
        } catch {
            throw .damagedData("the calibration cannot be read: \(error)")
        }
    }

    /// Canonical bytes: sorted keys, one value a line, a newline at the end.
    public func encoded() throws(KinshipError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            return try encoder.encode(self) + Data("\n".utf8)
        } catch {
            throw .damagedData("the calibration cannot be written: \(error)")
        }
    }
}
