import Panel
import Probes

extension LabWorld {
    /// The fourteen networks as models of a case, asked at `endpoint` (as the server reports it).
    ///
    /// Dates are the laboratory's: teachers before students. Parents are left out, since finding them is the point; `lineage` has them.
    public func panel(endpoint: String) -> [PanelModel] {
        lineage.models.enumerated().map { i, model in
            // A laboratory every second week of 2024, the others in the second half of the year.
            let months = i < 8 ? [2, 2, 3, 3, 4, 4, 5, 5][i] : 9 + (i - 8) / 2
            let day = i % 2 == 0 ? "06" : "20"
            return PanelModel(
                id: model.name, provider: "laboratory", endpoint: endpoint, maker: Self.maker(of: model.name),
                released: "2024-\(months < 10 ? "0" : "")\(months)-\(day)", laboratory: true)
        }
    }

    /// Who made a network, as its name says; what a network itself says is another matter.
    static func maker(of name: String) -> String {
        "\(String(name.prefix { $0 != "-" }).capital) Labs"
    }
}
