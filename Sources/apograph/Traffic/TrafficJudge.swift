import ArgumentParser
import Base
import Foundation
import Reports
import Traffic

struct TrafficJudge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "Name the accounts that are unlike the reference accounts, and those that act together.",
        discussion: """
            Conformal p-values against reference accounts (fitted on the first half of the reference days, calibrated on the second), Benjamini and
            Hochberg over all accounts; groups of accounts by shared rare forms of question, tested by moving times within accounts.

            EXAMPLES
              apograph traffic judge all.sketch --reference 2026-10-01..2026-10-28 --html provider.html --flagged flagged.csv
              apograph traffic judge all.sketch --reference 2026-10-01..2026-10-28 --account 0a1b2c3d4e5f6071 --html holder.html
            """)

    @Argument(help: "Sketches.", completion: .file())
    var sketches: [String]
    @Option(help: ArgumentHelp("Days whose accounts are the reference.", valueName: "from..to"))
    var reference: String
    @Option(
        help: ArgumentHelp(
            "Days to judge; unless given, as many after the reference as its half.", valueName: "from..to"))
    var days: String?
    @Option(help: "Expected share of false ones among the accounts named.")
    var q = 0.05
    @Option(help: "Seed of the permutations.")
    var seed: UInt64 = 1
    @Option(help: ArgumentHelp("One account's page, by its pseudonym.", valueName: "pseudonym"))
    var account: String?
    @Option(help: ArgumentHelp("Write the page.", valueName: "file"))
    var html: String?
    @Option(
        help: ArgumentHelp(
            "Write the pseudonyms of the accounts named, as `canary tripwire` reads them.", valueName: "file"))
    var flagged: String?
    @Flag(help: "The accounts as JSON lines.")
    var json = false

    func validate() throws {
        guard q > 0, q < 1 else { throw ValidationError("--q lies between 0 and 1.") }
    }

    func run() throws {
        let span = try TrafficCommand.span(reference, option: "--reference")
        let half = max(1, (span.upperBound - span.lowerBound + 1) / 2)
        let judged =
            try days.map { try TrafficCommand.span($0, option: "--days") }
            ?? (span.upperBound + 1)...(span.upperBound + half)
        let judgement = try Judge(reference: span, judged: judged, level: q, seed: seed).run(sketches)
        var report = TrafficPages.provider(judgement)
        if let account {
            guard let hash = UInt64(account, radix: 16),
                let one = judgement.accounts.first(where: { $0.account == hash })
            else {
                throw Problem(
                    "traffic.no-account", .noInput,
                    "no account \(account) with at least \(AccountProfile.fewest) queries was judged",
                    remedy: "`apograph traffic sketch --pseudonym NAME --key-file FILE` prints an account's pseudonym.")
            }
            report = TrafficPages.holder(one, judgement, named: one.account.pseudonym, simulated: false)
        }
        if let html { try Output.write(report.html(), to: URL(fileURLWithPath: html)) }
        if let flagged {
            try Output.write(
                "account\n" + judgement.named.map { $0.account.pseudonym + "\n" }.joined(),
                to: URL(fileURLWithPath: flagged))
        }
        if json {
            for one in judgement.accounts { print(String(decoding: Self.line(one, judgement).bytes(), as: UTF8.self)) }
            return
        }
        print(report.finding)
        print(report.second)
        for section in report.sections.prefix(account == nil ? 2 : 4) {
            print("\n\(section.heading)")
            for text in section.text + section.points.map({ "- " + $0 }) { print(text) }
            for table in section.tables {
                let cells = [table.columns.map(\.title)] + table.rows.prefix(20).map { $0.map(Self.plain) }
                print(TextTable(cells, indent: 2).text, terminator: "")
            }
        }
        for caution in judgement.cautions { Terminal.note("caution: \(caution)") }
    }

    private static func plain(_ cell: DataTable.Cell) -> String {
        switch cell {
        case .text(let text): Terminal.visible(text)
        case .count(let count): String(count)
        case .number(_, let shown): shown
        case .flag(let flag): flag ? "yes" : "no"
        case .missing: "–"
        }
    }

    private static func line(_ one: Judgement.Account, _ judgement: Judgement) -> JSONValue {
        .fields([
            "account": .string(one.account.pseudonym), "queries": .integer(Int64(saturating: Double(one.queries)) ?? 0),
            "active_days": .whole(one.activeDays), "score": .number(one.standing.score),
            "kernel_distance": .number(one.standing.kernelDistance), "p": .number(one.standing.p), "q": .number(one.q),
            "named": .bool(one.q <= judgement.level), "reference_accounts_alike": .whole(one.standing.alike),
            "reference_accounts": .whole(judgement.referenceAccounts), "group": one.group.map { .whole($0) },
            "traits": .object(
                zip(Trait.allCases, zip(one.values, one.standing.traits)).compactMap { trait, found in
                    guard let value = found.0, let p = found.1 else { return nil }
                    return JSONMember(trait.rawValue, ["value": .number(value), "p": .number(p)])
                }),
        ])
    }
}
