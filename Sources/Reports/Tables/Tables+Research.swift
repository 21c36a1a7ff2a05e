import Base
import Findings
import Foundation
import Panel

/// Tables that only the research page and the files show whole.
extension Tables {
    /// Every table of the findings, in a fixed order; empty ones are left out.
    func all() -> [DataTable] {
        var tables = [
            models(), suites(), pairs(), collection(), hashTable(), rates(), tippett(), calibration(), tree(),
            truthRows(),
        ]
        if let claim = findings.claim {
            tables += [
                items(claim), errors(claim.sharedErrors, name: "shared-errors"),
                errors(claim.counterEvidence, name: "counter-evidence"), channels(claim), mixture(claim),
                ticTable(claim), choices(claim), identity(claim), growth(claim), sensitivityTable(claim, annex: true),
                alternativeTable(claim),
                direction(claim),
            ]
            tables += [routes(claim), histories(claim)] + (claim.trend.map { [trend($0)] } ?? [])
            if let mechanism = claim.mechanism { tables.append(wayTable(mechanism)) }
        }
        if let registered = findings.registered { tables.append(deviations(registered)) }
        return tables.filter { !$0.rows.isEmpty }
    }

    func models() -> DataTable {
        DataTable(
            name: "models", about: "Every model of the case, and how it answered",
            columns: [
                .init("model", "Model", "Id of the model in the case"),
                .init("maker", "Maker", "Who made it, as documented"),
                .init("released", "Released", "Day of release, as documented"),
                .init("role", "Role", "suspect, alleged source or reference"),
                .init("documented_parents", "Parents", "Documented parents, separated by semicolons"),
                .init("asked", "Asked", "Closed questions asked"), .init("right", "Right", "Right answers"),
                .init("wrong", "Wrong", "Wrong answers"),
                .init("abstained", "Abstained", "Answers that said they do not know"),
                .init("unparsed", "Unread", "Answers that could not be read"),
                .init("missing", "Missing", "Answers that never came"),
                .init("ability", "Ability", "Rasch ability in logits"), .init("open_answers", "Open", "Open answers"),
                .init("mean_words", "Words", "Mean length of open answers in words"),
                .init("served", "Served", "What the server said that it served, separated by semicolons"),
                .init("excluded", "Left out", "Why it takes no part, where it does not"),
            ],
            rows: findings.models.map { model -> [DataTable.Cell] in
                [
                    .text(model.id), .text(model.maker), .text(model.released), .text(model.role.rawValue),
                    .text(model.documentedParents.joined(separator: "; ")), .count(model.asked), .count(model.right),
                    .count(model.wrong), .count(model.abstained), .count(model.unparsed), .count(model.missing),
                    fixed(model.ability, 2), .count(model.openAnswers), fixed(model.meanWords, 0),
                    .text(model.served.joined(separator: "; ")), .text(model.excluded.map(wording.exclusion)),
                ]
            })
    }

    func suites() -> DataTable {
        DataTable(
            name: "suites", about: "The sets of questions, as used",
            columns: [
                .init("suite", "Suite", "Name"),
                .init("version", "Version", "Version, with the seed of a generated suite"),
                .init("kind", "Kind", "closed, open, choice, identity or canary"),
                .init("probes", "Probes", "Questions in it"),
                .init("used", "Used", "Questions that enough models answered and that have a key"),
                .init("sha256", "SHA-256", "Of the suite's canonical JSON"),
            ],
            rows: findings.suites.map {
                [
                    .text($0.name), .text($0.version), .text($0.kind), .count($0.probes), .count($0.used),
                    .text($0.sha256),
                ]
            })
    }

    func pairs() -> DataTable {
        DataTable(
            name: "pairs", about: "Every pair of models",
            columns: [
                .init("a", "One", "One model"), .init("b", "Other", "The other"),
                .init("items", "Items", "Closed items that both answered"),
                .init("shared_errors", "Shared", "Items with the same wrong answer"),
                .init("both_wrong", "Both wrong", "Items that both got wrong"),
                .init("share_a_from_b", "Share ←", "Raw inherited share of the one from the other"),
                .init("se_a_from_b", "±", "Its standard error"),
                .init("share_b_from_a", "Share →", "Raw inherited share of the other from the one"),
                .init("se_b_from_a", "±", "Its standard error"),
                .init("panel_score", "Score", "Panel score of the closed answers"),
                .init("panel_score_se", "±", "Its standard error"),
                .init("paired_text", "Text D", "Paired text statistic of the open answers"),
                .init("paired_prompts", "Prompts", "Open prompts that both answered"),
                .init("log10_lr_closed", "LR closed", "log10 likelihood ratio, closed answers"),
                .init("log10_lr_open", "LR open", "log10 likelihood ratio, open answers"),
                .init("log10_lr", "LR", "log10 likelihood ratio, channels fused"),
                .init("interval", "95 %", "Its 95 % interval as ratios"),
                .init("adjusted_p", "p adj.", "Benjamini–Hochberg adjusted p of the panel score over all pairs"),
            ],
            rows: findings.pairs.map { pair -> [DataTable.Cell] in
                let ratios = [cell(pair.closed), cell(pair.open), cell(pair.fused), interval(pair.fused)]
                let shares = [
                    fixed(pair.shareOfAFromB?.value, 3), fixed(pair.shareOfAFromB?.standardError, 3),
                    fixed(pair.shareOfBFromA?.value, 3), fixed(pair.shareOfBFromA?.standardError, 3),
                    fixed(pair.panelScore, 3), fixed(pair.panelScoreError, 3), fixed(pair.pairedText, 4),
                ]
                return [
                    .text(pair.a), .text(pair.b), .count(pair.items), .count(pair.sharedErrors), .count(pair.bothWrong),
                ]
                    + shares + [.count(pair.pairedPrompts)] + ratios
                    + [pair.adjustedP.map { .number($0, numerals.two($0)) } ?? .missing]
            })
    }

    func items(_ claim: ClaimFinding) -> DataTable {
        DataTable(
            name: "items", about: "What each question contributes",
            columns: [
                .init("suite", "Suite", "Suite of the probe"), .init("probe", "Probe", "Id within the suite"),
                .init("same", "Same", "Whether the suspect gave the source's wrong answer"),
                .init("by_chance", "By chance", "Chance that the suspect gives it by itself"),
                .init("log10_lr", "log10 LR", "Contribution to the likelihood ratio of copying, as log10"),
                .init("difficulty", "Difficulty", "Rasch difficulty in logits"),
            ],
            rows: claim.items.map {
                [
                    .text($0.suite), .text($0.probe), .flag($0.matched),
                    .number($0.byChance, numerals.two($0.byChance)),
                    fixed($0.log10, 3), fixed($0.difficulty, 2),
                ]
            })
    }

    func errors(_ errors: [SharedError], name: String) -> DataTable {
        DataTable(
            name: name,
            about: name == "counter-evidence"
                ? "Rare errors of the source that the suspect did not make" : "Rare errors that both made",
            columns: [
                .init("suite", "Suite", "Suite of the probe"), .init("probe", "Probe", "Id within the suite"),
                .init("prompt", "Question", "The question, word for word"),
                .init("truth", "Right answer", "Missing on false premises"),
                .init("false_premise", "False premise", "Whether the question rests on something that does not exist"),
                .init("source_said", "Source said", "Answer of the alleged source, word for word"),
                .init("source_read", "read as", "What it is read as"),
                .init("suspect_said", "Suspect said", "Answer of the suspect, word for word"),
                .init("suspect_read", "read as", "What it is read as"),
                .init("others_same", "Others", "Other models that gave the source's answer"),
                .init("others", "of", "Other models that answered"),
                .init("log10_lr", "log10 LR", "Contribution to the likelihood ratio of copying, as log10"),
            ],
            rows: errors.map {
                [
                    .text($0.suite), .text($0.probe), .text($0.prompt), .text($0.truth), .flag($0.falsePremise),
                    .text($0.sourceSaid), .text($0.sourceRead), .text($0.suspectSaid), .text($0.suspectRead),
                    .count($0.othersSame), .count($0.others),
                    fixed($0.log10, 3),
                ]
            })
    }

    func mixture(_ claim: ClaimFinding) -> DataTable {
        DataTable(
            name: "mixture", about: "Shares of all candidate sources, estimated together",
            columns: [
                .init("model", "Model", "Candidate source"), .init("share", "Share", "Estimated share"),
                .init("low", "from", "Lower end of the 95 % interval"), .init("high", "to", "Upper end"),
            ],
            rows: claim.mixture.map { mixture in
                mixture.sources.map {
                    [.text($0.model), percent($0.share.value), percent($0.share.low), percent($0.share.high)]
                }
                    + [[.text("(own)"), percent(mixture.own), .missing, .missing]]
            } ?? [])
    }

    func choices(_ claim: ClaimFinding) -> DataTable {
        DataTable(
            name: "choices", about: "Free choices as distributions",
            columns: [
                .init("suite", "Suite", "Suite of the probe"), .init("probe", "Probe", "Id within the suite"),
                .init("reading", "Picked", "What was picked"),
                .init("suspect", "Suspect", "Share of the suspect's answers"),
                .init("source", "Source", "Share of the source's answers"),
                .init("others", "Others", "Mean share of the other models"),
                .init("distance", "JSD", "Jensen–Shannon distance between suspect and source (base 2)"),
                .init("low", "from", "Lower end of its 95 % interval"), .init("high", "to", "Upper end"),
                .init("distance_to_others", "JSD others", "Mean distance between suspect and the other models"),
                .init("p", "p", "Permutation p of one common distribution"), .init("samples", "n", "Samples a model"),
            ],
            rows: claim.choices.flatMap { choice in
                choice.bars.map { bar in
                    [
                        .text(choice.suite), .text(choice.probe), .text(bar.reading), percent(bar.suspect),
                        percent(bar.source),
                        percent(bar.others), fixed(choice.distance, 3), fixed(choice.low, 3), fixed(choice.high, 3),
                        fixed(choice.distanceToOthers, 3),
                        .number(choice.p, numerals.two(choice.p)),
                        .count(choice.samples),
                    ]
                }
            })
    }

    func identity(_ claim: ClaimFinding) -> DataTable {
        DataTable(
            name: "identity", about: "Whom the models say that they were made by",
            columns: [
                .init("model", "Model", "Model asked"), .init("asked", "Asked", "How often"),
                .init("named", "Named", "Maker that it named"), .init("times", "Times", "How often it named it"),
                .init("other", "Another than its own", "Share of its answers that name another maker than its own"),
                .init("low", "from", "Lower end of its 95 % interval (Wilson)"), .init("high", "to", "Upper end"),
            ],
            rows: claim.identity.flatMap { row in
                let other = [percent(row.other?.value), percent(row.other?.low), percent(row.other?.high)]
                let named = row.named.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                guard !named.isEmpty else {
                    return [[.text(row.model), .count(row.asked), .missing, .missing] + other]
                }
                return named.map { [.text(row.model), .count(row.asked), .text($0.key), .count($0.value)] + other }
            })
    }

    func growth(_ claim: ClaimFinding) -> DataTable {
        DataTable(
            name: "growth", about: "The likelihood ratio of random subsets of the closed questions",
            columns: [
                .init("questions", "Questions", "Size of the subsets"),
                .init("log10_lr", "log10 LR", "Median log10 likelihood ratio of 200 subsets, held to the cap"),
                .init("low", "from", "2.5 % of the subsets are below (log10)"),
                .init("high", "to", "2.5 % of the subsets are above (log10)"),
            ],
            rows: claim.growth.map {
                [.count($0.items), fixed($0.log10, 2), fixed($0.low, 2), fixed($0.high, 2)]
            })
    }
}
