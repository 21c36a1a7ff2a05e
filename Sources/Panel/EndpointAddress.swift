/// What an address says about where it leads.
public enum EndpointAddress {
    /// True where the host is this machine, whatever the network says.
    public static func isLoopback(_ host: String) -> Bool { EndpointRule.isLoopback(host) }
}
