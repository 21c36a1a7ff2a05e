import ArgumentParser
import Base
import Foundation
import Kinship
import Traffic

struct TrafficValidate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "How often innocent accounts are named, and how much of a campaign is found: on simulated worlds.",
        discussion: """
            Users, their hours and their habits are simulated by rules; only questions come from files. The tables of docs/traffic.md are made with this.

            EXAMPLES
              apograph traffic validate --campaign probes/lab --prompts prompts.jsonl
              apograph traffic validate --campaign probes/lab --worlds 2 --accounts 1,100 --percents 100 --queries 200
            """)

    @Option(
        help: ArgumentHelp("Questions of the campaign: a suite file or a folder of suites.", valueName: "suite"),
        completion: .file())
    var campaign: String
    @Option(
        help: ArgumentHelp(
            "What benign users ask: JSON lines with `prompt`; invented unless given.", valueName: "file"),
        completion: .file())
    var prompts: String?
    @Option(help: "Benign accounts of a world.") var benign = 500
    @Option(help: "Worlds in which all are benign.") var worlds = 40
    @Option(help: "Benign accounts of the world with the campaign.") var crowd = 2000
    @Option(help: ArgumentHelp("Accounts of the campaign, as 1,10,100.", valueName: "list"))
    var accounts = "1,10,100,1000"
    @Option(help: ArgumentHelp("Queries of each.", valueName: "list")) var queries = "100,1000"
    @Option(help: ArgumentHelp("Percent of them that are the campaign's.", valueName: "list"))
    var percents = "1,3,10,30,100"
    @Option(help: "Seed.") var seed: UInt64 = 1

    func validate() throws {
        guard (1...100_000).contains(benign), (1...100_000).contains(crowd), (1...10_000).contains(worlds) else {
            throw ValidationError("--benign and --crowd lie between 1 and 100000, --worlds between 1 and 10000.")
        }
        for (name, list, most) in [
            ("accounts", accounts, 100_000), ("queries", queries, 100_000), ("percents", percents, 100),
        ] {
            let numbers = Self.numbers(list)
            guard let numbers, !numbers.isEmpty, numbers.allSatisfy({ (1...most).contains($0) }) else {
                throw ValidationError("--\(name) is a list of numbers from 1 to \(most), as 1,10,100.")
            }
        }
    }

    private static func numbers(_ list: String) -> [Int]? {
        let parts = list.split(separator: ",").map { Int($0.trimmingCharacters(in: .whitespaces)) }
        return parts.contains(nil) ? nil : parts.compactMap { $0 }
    }

    func run() throws {
        let questions = try TrafficSimulate.questions(campaign)
        let prompts = try prompts.map(TrafficSimulate.read) ?? []
        try alarms(TrafficTrial(benign: benign, prompts: prompts, questions: questions))
        let large = try TrafficTrial(benign: crowd, prompts: prompts, questions: questions)
        try negatives(large)
        try power(large)
    }

    private func alarms(_ trial: TrafficTrial) throws {
        var sum = TrafficTrial.Alarms()
        var withName = 0
        var progress = ProgressLine()
        for world in 0..<worlds {
            let found = try trial.alarms(seed: seed &+ UInt64(world))
            sum.accounts += found.accounts
            sum.named += found.named
            sum.p01 += found.p01
            sum.p05 += found.p05
            sum.grouped += found.grouped
            if found.named > 0 { withName += 1 }
            progress.show("worlds without a campaign", done: world + 1, of: worlds)
        }
        progress.clear()
        print(
            "False alarms: \(worlds) simulated worlds of \(benign) benign accounts, q = 0.05; 95 % limits of Clopper and Pearson"
        )
        func row(_ name: String, _ hits: Int, _ total: Int) -> [String] {
            let found = Proportion.exact(hits, of: total)
            return [
                name, "\(hits) of \(total)", Self.percent(found.share),
                Self.percent(found.low) + " to " + Self.percent(found.high),
            ]
        }
        print(
            TextTable(
                [
                    ["", "count", "share", "limits"], row("worlds in which any account was named", withName, worlds),
                    row("accounts named", sum.named, sum.accounts),
                    row("accounts with p <= 0.01", sum.p01, sum.accounts),
                    row("accounts with p <= 0.05", sum.p05, sum.accounts),
                    row("accounts in a group with q <= 0.05", sum.grouped, sum.accounts),
                ], indent: 2
            ).text)
    }

    private func negatives(_ trial: TrafficTrial) throws {
        print("Innocent accounts that look like a campaign, among \(crowd) simulated benign ones")
        let rows = try trial.hardNegatives(seed: seed).map { one in
            [
                one.role.rawValue, "\(one.accounts)", "\(one.named)", "\(one.grouped)",
                String(format: "%.4f", one.leastP),
                one.fired.map(\.rawValue).joined(separator: " "),
            ]
        }
        print(TextTable([["", "accounts", "named", "in a group", "least p", "what fired"]] + rows, indent: 2).text)
    }

    private func power(_ trial: TrafficTrial) throws {
        print("A campaign among \(crowd) simulated benign accounts, q = 0.05: how many of its accounts were found")
        var rows = [
            [
                "queries", "accounts", "percent", "named", "p <= 0.05", "linked", "largest group", "innocent named",
                "linked to them",
            ]
        ]
        try trial.power(
            seed: seed, percents: Self.numbers(percents) ?? [], accounts: Self.numbers(accounts) ?? [],
            queries: Self.numbers(queries) ?? []
        ) { cell in
            rows.append(
                [
                    cell.queries, cell.accounts, cell.percent, cell.named, cell.p05, cell.grouped, cell.largest,
                    cell.innocentNamed, cell.innocentGrouped,
                ].map(String.init))
        }
        print(TextTable(rows, indent: 2).text, terminator: "")
    }

    private static func percent(_ share: Double) -> String { String(format: "%.2f %%", 100 * share) }
}
