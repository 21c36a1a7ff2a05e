import Foundation

/// How often each sign of direction is right, on networks that were asked every question several times: `Data/direction.json`.
public struct DirectionRates: Sendable, Hashable, Codable {
    /// One sign, or `together` for what is concluded from all.
    public struct Sign: Sendable, Hashable, Codable {
        public var name: String
        /// Models that learned from the other one's answers: the sign points the right way, the wrong way, or says nothing.
        public var right: Int
        public var wrong: Int
        public var silent: Int
        /// Kin between which there is no direction (one corpus, texts in common, two students of one teacher): the sign points somewhere, of all.
        public var misled: Int
        public var without: Int

        public init(name: String, right: Int, wrong: Int, silent: Int, misled: Int, without: Int) {
            self.name = name
            self.right = right
            self.wrong = wrong
            self.silent = silent
            self.misled = misled
            self.without = without
        }
    }

    /// The command that made it, the recording, and the SHA-256 of its data.
    public var made: String
    public var recording: String
    public var sha256: String
    public var signs: [Sign]

    public init(made: String, recording: String, sha256: String, signs: [Sign]) {
        self.made = made
        self.recording = recording
        self.sha256 = sha256
        self.signs = signs
    }

    /// - Throws: `KinshipError.damagedData` where the file is missing or cannot be read.
    public static func shipped() throws(KinshipError) -> DirectionRates {
        guard let url = Bundle.module.url(forResource: "direction", withExtension: "json", subdirectory: "Data"),
            let data = try? Data(contentsOf: url),
            let found = try? JSONDecoder().decode(DirectionRates.self, from: data)
        else { throw .damagedData("Data/direction.json is missing or cannot be read") }
        return found
    }
}
