import Foundation
import GRDB

extension CaseStore {
    /// Copies the case as it stands now, page by page (https://www.sqlite.org/backup.html), also while another process writes to it.
    /// - Parameter place: nothing may be there yet.
    /// - Throws: `Problem` where it cannot be read or the copy not be written.
    public func copy(to place: URL) throws {
        try CaseStore.explained(place) {
            let copy = try DatabaseQueue(path: place.path)
            try database.backup(to: copy)
            try copy.close()
        }
    }
}
