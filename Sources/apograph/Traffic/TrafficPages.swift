import Base
import Foundation
import Reports
import Traffic

/// From a judgement to the two pages, in words.
enum TrafficPages {
    static func provider(_ found: Judgement) -> TrafficReport {
        let named = found.named
        let groups = found.groups.filter { $0.q <= found.level }
        let span = TrafficCommand.text(found.judged)
        let finding =
            named.isEmpty
            ? "None of \(found.accounts.count) accounts is told apart from the reference accounts at q = \(found.level.short)."
            : "\(named.count) of \(found.accounts.count) accounts \(named.count == 1 ? "is" : "are") unlike the reference accounts; of those named, about \(Int(found.level * 100)) % are expected to be named by chance."
        let linked =
            found.linkable == 0
            ? "The log holds no prompts: accounts that act together could not be looked for."
            : "\(groups.count) group\(groups.count == 1 ? "" : "s") of accounts share\(groups.count == 1 ? "s" : "") rare forms of question and a timing that chance does not give."
        let second =
            "\(found.referenceAccounts) reference accounts of \(TrafficCommand.text(found.reference)) set the measure, for \(span). \(linked) That an account is unlike others says nothing about why."
        return TrafficReport(
            title: "Accounts unlike the reference accounts", kicker: ["Apograph · traffic", span, "For the provider"],
            finding: finding, second: second,
            glance: [
                (
                    "Judged",
                    "\(found.accounts.count) accounts, \(found.tooFew) more with fewer than \(AccountProfile.fewest) queries"
                ),
                ("Named at q = \(found.level.short)", "\(named.count)"),
                ("Groups", found.linkable == 0 ? "not looked for" : "\(groups.count)"),
                ("Reference", "\(found.referenceAccounts) accounts"),
                (
                    "Sketches",
                    "\(TrafficCommand.text(found.days)); \(found.unusedQueries) queries on other days were not used"
                ),
                ("Groups found in the reference by the same rule", "\(found.referenceGroups)"),
            ],
            cautions: found.cautions,
            sections: [
                .init(
                    heading: "The accounts, strangest first",
                    text: [
                        "p: the share of reference accounts at least as unlike the others, this one counted in. q: the expected share of false ones if all down to this row are named."
                    ],
                    tables: [accounts(found)]),
                .init(
                    heading: "Groups",
                    text: found.linkable == 0
                        ? ["The log holds no prompts and no marks of them, so groups could not be looked for."]
                        : found.groups.isEmpty
                            ? ["No two judged accounts share rare forms of question in a third of their queries."]
                            : [
                                "Accounts that share forms of question which hardly any reference account uses. The test asks whether they are active in the same minutes more often, or less often, than if each had its own phase within every half hour. Schedulers that start at the full hour, and lessons, are so too."
                            ], tables: found.groups.isEmpty ? [] : [groupTable(found)]),
                .init(
                    heading: "Who also looks like this",
                    text: ["Every trait has innocent reasons. Before an account is touched, rule out those that fit:"],
                    points: Set(named.flatMap { $0.fired.map(\.trait) }).sorted { $0.rawValue < $1.rawValue }.map {
                        "\($0.words): \($0.innocent)"
                    } + ["groups: a class with one exercise, a team behind one product, one customer with several keys"]
                ),
                .init(
                    heading: "What to check next",
                    points: [
                        "Ask the account holder, and hear the answer before a ban: the page for one account is made for that (--account PSEUDONYM).",
                        "Judge again with another reference time; a finding that hangs on one month is none.",
                        "Look whether payment, address or client are shared inside of a group; this program does not see them.",
                        "Serve canaries to the accounts named and wait: only a model that learned them shows what the answers were used for.",
                    ],
                    commands: [
                        "apograph traffic judge … --flagged flagged.csv",
                        "apograph canary tripwire --accounts flagged.csv --key-file k -o tripwire/",
                    ]),
                .init(
                    heading: "What this does not show",
                    points: [
                        "What the answers were used for. No log shows that a model was trained.",
                        "That accounts not named are harmless: who asks like everybody else is not found.",
                        "Anything where reference and judged accounts differ for other reasons: a new product, a price, a season.",
                    ]),
            ], version: Apograph.version)
    }

    static func holder(_ one: Judgement.Account, _ found: Judgement, named: String, simulated: Bool) -> TrafficReport {
        let reference = simulated ? "simulated accounts" : "reference accounts"
        let fired = one.fired
        let isNamed = one.q <= found.level
        let finding =
            fired.isEmpty
            ? "This account is like the \(reference): of \(found.referenceAccounts), \(one.standing.alike) are at least as unusual."
            : "This account is unlike most \(reference) in \(fired.count) way\(fired.count == 1 ? "" : "s"); of \(found.referenceAccounts) \(reference), \(one.standing.alike) \(one.standing.alike == 1 ? "is" : "are") at least as unusual."
        let second =
            simulated
            ? "The accounts it is held against are simulated by rules, not people: this tells which habits stand out, and nothing about anybody's real distribution. It does not say why they stand out."
            : isNamed
                ? "Among all \(found.accounts.count) accounts judged it is one of \(found.named.count) named at q = \(found.level.short); about \(Int(found.level * 100)) % of those named are expected to be named by chance. It does not say why the account is so."
                : "Among all \(found.accounts.count) accounts judged it is not named at q = \(found.level.short): so many accounts are looked at that some this unusual are expected by chance."
        var sections: [TrafficReport.Section] = [
            .init(
                heading: "In which ways",
                text: fired.isEmpty ? ["In none that one in twenty \(reference) does not reach as well."] : [],
                points: fired.map { trait, p in
                    "\(trait.words). Of \(found.referenceAccounts) \(reference), \(reached(p, of: found.referenceAccounts)) reach this. Innocent reasons: \(trait.innocent)."
                }),
            .init(
                heading: "What speaks against",
                points: one.usual.map { "Usual: \($0.words), as in many \(reference)." }
                    + (simulated || found.linkable == 0
                        ? []
                        : one.group == nil
                            ? ["No other account shares its rare forms of question."]
                            : [
                                "It shares rare forms of question with other accounts; a class, a team or a framework do so too."
                            ])),
        ]
        sections.append(
            .init(
                heading: "Every trait", tables: [traits(one, found, reference)]))
        sections.append(
            .init(
                heading: "What to send with an appeal",
                points: [
                    "This page, and the export it was made from.",
                    "What the account was for: the product, the evaluation, the course, with a date and a name who can confirm it.",
                    "The prompt template or the script that made the queries, where there is one: it explains most traits above.",
                    "Where the answers went: a report, a repository, a log that still exists.",
                    "The questions: which reference accounts, how many of them look so, which error rate, and who looked at it before the ban?",
                ]))
        sections.append(
            .init(
                heading: "What this does not show",
                points: [
                    "What the answers were used for. That an account is unusual is no evidence of what it was for, and that it is usual is none either.",
                    "What the provider saw beside queries: payment, addresses, other accounts.",
                ]))
        return TrafficReport(
            title: "One account, seen from outside",
            kicker: [
                "Apograph · traffic", TrafficCommand.text(found.judged), "For the account holder", "Account \(named)",
            ],
            finding: finding, second: second,
            glance: [
                ("Queries", "\(one.queries) on \(one.activeDays) days"),
                ("At least as unusual", "\(one.standing.alike) of \(found.referenceAccounts) \(reference)"),
                ("p", figure(one.standing.p)),
                ("Ways in which it stands out", "\(fired.count) of \(one.values.compactMap { $0 }.count)"),
            ], cautions: found.cautions.filter { !simulated || $0.hasPrefix("The log") }, sections: sections,
            version: Apograph.version)
    }

    /// The reference accounts behind a conformal p-value.
    private static func reached(_ p: Double, of accounts: Int) -> Int {
        max(0, (Int(saturating: (p * Double(accounts + 1)).rounded()) ?? 0) - 1)
    }

    private static func accounts(_ found: Judgement) -> DataTable {
        DataTable(
            name: "accounts", about: "Accounts, strangest first",
            columns: [
                .init("account", "Account", "Pseudonym"), .init("queries", "Queries", "In the judged days"),
                .init("p", "p", "Conformal p-value"), .init("q", "q", "Benjamini and Hochberg"),
                .init("alike", "Reference accounts like it", "At least as unlike the others"),
                .init("traits", "In these ways", "Traits that fewer than one in twenty reference accounts reach"),
                .init("group", "Group", "Number of the group"),
            ],
            rows: found.accounts.prefix(max(25, min(500, found.named.count))).map { one in
                [
                    .text(one.account.pseudonym), .count(Int(clamping: one.queries)),
                    .number(one.standing.p, figure(one.standing.p)),
                    .number(one.q, figure(one.q)), .text("\(one.standing.alike) of \(found.referenceAccounts)"),
                    .text(one.fired.prefix(4).map(\.trait.words).joined(separator: "; ")),
                    one.group.map { .count($0 + 1) } ?? .missing,
                ]
            })
    }

    private static func groupTable(_ found: Judgement) -> DataTable {
        DataTable(
            name: "groups", about: "Accounts that share rare forms of question",
            columns: [
                .init("group", "Group", "Number"), .init("accounts", "Accounts", "How many"),
                .init("members", "Among them", "Pseudonyms"),
                .init("templates", "Shared forms", "Used by two at least"),
                .init("same", "Same questions", "Share of sampled questions that more than one asked"),
                .init("together", "In one minute", "Pairs of accounts"),
                .init("expected", "By chance", "Mean over turned times"),
                .init("p", "p", "Two-sided, by permutation"), .init("q", "q", "Benjamini and Hochberg over groups"),
            ],
            rows: found.groups.enumerated().map { index, group in
                [
                    .count(index + 1), .count(group.accounts.count),
                    .text(
                        group.accounts.prefix(4).map(\.pseudonym).joined(separator: " ")
                            + (group.accounts.count > 4 ? " …" : "")),
                    .count(group.templates), .number(group.samePrompts, figure(group.samePrompts)),
                    .count(group.together), .number(group.expected, figure(group.expected)),
                    .number(group.p, figure(group.p)), .number(group.q, figure(group.q)),
                ]
            })
    }

    private static func traits(_ one: Judgement.Account, _ found: Judgement, _ reference: String) -> DataTable {
        DataTable(
            name: "traits", about: "Each trait, this account beside the median of the \(reference)",
            columns: [
                .init("trait", "Trait", "In words"), .init("value", "This account", "Value"),
                .init("median", "Median", "Of the \(reference)"),
                .init("reach", "Reach it", "\(reference) at or above it"),
            ],
            rows: Trait.allCases.indices.map { index in
                let p = one.standing.traits[index]
                return [
                    .text(Trait.allCases[index].words), one.values[index].map { .number($0, figure($0)) } ?? .missing,
                    found.medians[index].map { .number($0, figure($0)) } ?? .missing,
                    p.map { .text("\(reached($0, of: found.referenceAccounts)) of \(found.referenceAccounts)") }
                        ?? .missing,
                ]
            })
    }

    /// Two digits that count, without an exponent where it can be read so.
    static func figure(_ value: Double) -> String {
        value != 0 && abs(value) < 0.001
            ? String(format: "%.1e", value)
            : String(format: "%.*f", abs(value) >= 10 ? 0 : abs(value) >= 1 ? 1 : abs(value) >= 0.1 ? 2 : 3, value)
    }
}
