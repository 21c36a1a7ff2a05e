/// A neighbour-joining tree as a flat list; node 0 is the root, leaves carry a model.
public struct FamilyTree: Codable, Sendable, Hashable {
    public struct Node: Codable, Sendable, Hashable {
        public var parent: Int?
        public var model: String?
        /// Length of the branch to the parent, in units of distance.
        public var length: Double
        /// Bootstrap support of the branch, 0…1; `nil` on leaves and on the root.
        public var support: Double?
        public init(parent: Int?, model: String?, length: Double, support: Double?) {
            self.parent = parent
            self.model = model
            self.length = length
            self.support = support
        }
    }
    public var nodes: [Node]
    /// Bootstrap replicates over items.
    public var replicates: Int

    public init(nodes: [Node], replicates: Int) {
        self.nodes = nodes
        self.replicates = replicates
    }
}
