/// What a model is in a case.
public enum Role: String, Codable, Sendable, CaseIterable {
    case suspect, alleged, reference
}

/// One model of a case: how to reach it and what is known of it in public. Keys are never part of it, only where a key comes from.
public struct PanelModel: Codable, Sendable, Hashable {
    /// Unique in the case; what reports call the model.
    public var id: String
    /// A name of `Provider.catalog` ("openai-chat", "anthropic", …), or "recorded" for imported answers.
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
    /// How it is asked: key source, limits, settings, price.
    public var connection: Connection
    /// Where release date and parents are documented.
    public var source: String?
    /// The day on which that was last looked at, `yyyy-mm-dd`.
    public var checked: String?

    public init(
        id: String, provider: String, endpoint: String? = nil, requested: String? = nil,
        maker: String? = nil, released: String? = nil, parents: [String] = [],
        role: Role = .reference, laboratory: Bool = false, connection: Connection = .init(), source: String? = nil,
        checked: String? = nil
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
        self.connection = connection
        self.source = source
        self.checked = checked
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(String.self, forKey: .id)
        provider = try fields.decode(String.self, forKey: .provider)
        endpoint = try fields.decodeIfPresent(String.self, forKey: .endpoint)
        requested = try fields.decodeIfPresent(String.self, forKey: .requested)
        maker = try fields.decodeIfPresent(String.self, forKey: .maker)
        released = try fields.decodeIfPresent(String.self, forKey: .released)
        parents = try fields.decodeIfPresent([String].self, forKey: .parents) ?? []
        role = try fields.decodeIfPresent(Role.self, forKey: .role) ?? .reference
        laboratory = try fields.decodeIfPresent(Bool.self, forKey: .laboratory) ?? false
        connection = try fields.decodeIfPresent(Connection.self, forKey: .connection) ?? .init()
        source = try fields.decodeIfPresent(String.self, forKey: .source)
        checked = try fields.decodeIfPresent(String.self, forKey: .checked)
    }

    /// The name that the server is asked for.
    public var requestedName: String { requested ?? id }
}
