import Analysis
import ArgumentParser
import Base
import CaseFile
import Foundation
import Probes

struct SuiteStats: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract:
            "What each closed probe did in a case: how hard it was, how well it told families apart, what it added, which to retire.",
        discussion: """
            First a line a suite: errors (wrong among right and wrong), how many items lie within 20 to 60 % errors, below and above, what \
            abstained or could not be read, the sum of the contributions, and how many items have advice. Then the items: diff is the Rasch \
            difficulty in logits, discr the correlation with being right elsewhere, family how much likelier two models of one maker share a wrong \
            reading than two of different makers, info the entropy of the wrong readings (the rarer each, the higher), log10 LR what the item \
            added to the pairs that were judged.

            A suite that a generator makes is tuned with --difficulty (`apograph suite generate NAME --difficulty 4`).

            EXAMPLES
              apograph suite stats zero.apograph
              apograph suite stats zero.apograph --suite computed/python-output --by informativeness
              apograph suite stats zero.apograph --retire --json
              apograph suite stats zero.apograph --suites-only
            """)

    enum Order: String, ExpressibleByArgument, CaseIterable {
        case contribution, informativeness, difficulty, discrimination, wrong, order
    }

    @OptionGroup var file: CaseArgument
    @Option(help: "Only this suite.")
    var suite: String?
    @Option(
        help: "Sort by contribution, informativeness, difficulty, discrimination, wrong, or order (as in the suite).")
    var by = Order.contribution
    @Flag(help: "Only the line of each suite.")
    var suitesOnly = false
    @Flag(help: "Only the probes that one may want to change or retire.")
    var retire = false
    @Option(help: "How many probes to print.")
    var most = 30
    @Flag(help: "Print all as JSON.")
    var json = false

    func run() async throws {
        var found = try await ItemStatistics(of: file.open(.readOnly), suite: suite)
        let suites = found.suites
        if suitesOnly {
            print(try json ? Output.json(suites) : SuiteTable(suites).text)
            return
        }
        if retire { found.items.removeAll { $0.advice.isEmpty } }
        found.items = sorted(found.items)
        guard !json else {
            print(try Output.json(found))
            return
        }
        Terminal.note(
            "\(found.models) models, \(found.items.count) probes; contributions over \(found.pairs.count) pair\(found.pairs.count == 1 ? "" : "s")"
        )
        print(SuiteTable(suites).text + "\n")
        print(ItemTable(found.items.prefix(most)).text)
    }

    private func sorted(_ items: [ItemStatistic]) -> [ItemStatistic] {
        func key(_ item: ItemStatistic) -> Double {
            switch by {
            case .contribution: item.contribution
            case .informativeness: item.informativeness ?? -1
            case .difficulty: item.difficulty ?? -100
            case .discrimination: item.discrimination ?? -2
            case .wrong: Double(item.wrong)
            case .order: 0
            }
        }
        return items.enumerated().sorted { (key($0.element), $1.offset) > (key($1.element), $0.offset) }.map(\.element)
    }
}

/// Suites as a table for the terminal.
struct SuiteTable {
    let text: String

    init(_ suites: [SuiteStatistic]) {
        // A version is named where a case holds several of one suite.
        let several = Set(Dictionary(grouping: suites, by: \.suite).filter { $0.value.count > 1 }.keys)
        func percent(_ value: Double?) -> String { value.map { String(format: "%.0f %%", 100 * $0) } ?? "-" }
        text = TextTable(
            [["suite", "items", "errors", "20-60 %", "below", "above", "abst", "unread", "log10 LR", "advice"]]
                + suites.map { row in
                    [
                        Terminal.visible(several.contains(row.suite) ? "\(row.suite) \(row.version)" : row.suite),
                        String(row.items), percent(row.errorRate), String(row.within),
                        String(row.below), String(row.above), percent(row.abstained), percent(row.unread),
                        String(format: "%+.2f", row.contribution), String(row.advised),
                    ]
                }
        ).lines.joined(separator: "\n")
    }
}

/// Items as a table for the terminal.
struct ItemTable {
    let text: String

    init(_ items: some Sequence<ItemStatistic>) {
        func number(_ value: Double?, _ digits: Int) -> String {
            value.map { String(format: "%.\(digits)f", $0) } ?? "-"
        }
        let rows =
            [
                [
                    "probe", "right", "wrong", "no key", "abst", "unread", "diff", "discr", "family", "info",
                    "log10 LR",
                    "commonest wrong", "advice",
                ]
            ]
            + items.map { item in
                [
                    "\(item.suite)/\(item.probe)", String(item.right), String(item.wrong), String(item.answered),
                    String(item.abstained),
                    String(item.unparsed),
                    number(item.difficulty, 1), number(item.discrimination, 2), number(item.familyContrast, 2),
                    number(item.informativeness, 2),
                    String(format: "%+.3f", item.contribution),
                    item.commonestWrong.map { "\($0.prefix(28)) (\(Int(100 * (item.commonestShare ?? 0))) %)" } ?? "-",
                    item.advice.map(\.rawValue).joined(separator: ", "),
                ].map(Terminal.visible)
            }
        text = TextTable(rows).lines.joined(separator: "\n")
    }
}
