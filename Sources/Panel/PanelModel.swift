/// What a model is in a case.
public enum Role: String, Codable, Sendable, CaseIterable {
    case suspect, alleged, reference
}

/// One model of a case: how to reach it and what is known of it in public. Keys are never part of it, only where a key comes from.
public struct PanelModel: Codable, Sendable, Hashable {
    /// Unique in the case; what reports call the model.
    public var id: String
    /// Wire format by name ("openai-chat", "anthropic", …), or "recorded" for imported answers.
    public var provider: String
    /// Base URL; `nil` takes the provider's own.
    public var endpoint: String?
    /// The name sent to the server; `nil` sends `id`.
    public var requested: String?
    public var maker: String?
    /// Release date, `yyyy`, `yyyy-mm` or `yyyy-mm-dd`.
    public var released: String?
    /// Models or families that it is documented to descend from or to have learned from.
    public var parents: [String]
    public var role: Role
    /// A network of Apograph's own laboratory; every page that shows it says so.
    public var laboratory: Bool

    public init(
        id: String, provider: String, endpoint: String? = nil, requested: String? = nil,
        maker: String? = nil, released: String? = nil, parents: [String] = [],
        role: Role = .reference, laboratory: Bool = false
    ) {
        self.id = id
        self.provider = provider
        self.endpoint = endpoint
        self.requested = requested
        self.maker = maker
        self.released = released
        self.parents = parents
        self.role = role
        self.laboratory = laboratory
    }
}
