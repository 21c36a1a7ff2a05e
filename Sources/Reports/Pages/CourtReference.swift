import Findings
import Foundation

/// The standing parts of the exhibit: method, limits, verification, rules, glossary, declaration.
extension Page {
    func courtMethod(in place: Element) {
        background(in: place, .backgroundMethod)
        list(
            place,
            [
                "**Reading.** Each answer becomes right, wrong (with a comparable reading), abstained, unread or missing. Abstaining is never an error. The rules are versioned; a changed rule derives every answer again from the stored bytes.",
                "**Background.** A Rasch model gives each model’s ability and each question’s difficulty (Rasch 1960). How probable a given wrong answer is by itself is estimated from the other models, those of like ability weighing more, relatives of either model left out.",
                "**Inherited share.** Over the errors of the source, the weighted excess of the same wrong answer in the other, signed, with its standard error (after the statistics of answer copying: Frary, Tideman and Watts 1977; Wollack 1997).",
                "**Open answers.** Cosine similarity of answers to the same prompt, with the similarity of both models to everybody taken off (double centring).",
                "**Likelihood ratio.** The panel score with its standard error, under Student’s t with 8 degrees of freedom, for shares found between documented relatives in reference recordings against none; channels fused by logistic regression on log ratios (Brümmer and du Preez 2006).",
                "**Bounds.** No ratio is printed beyond the empirical lower and upper bounds of the validation (Vergeer et al. 2016, doi 10.1016/j.scijus.2016.06.003).",
                "**Validation.** Families of both tested models left out; Cllr, Tippett plot, rates of misleading evidence with Clopper–Pearson limits (Meuwly, Ramos and Haraksim 2017, doi 10.1016/j.forsciint.2016.03.048; Morrison et al. 2021).",
                "**Tree.** Neighbour joining (Saitou and Nei 1987) with bootstrap support over questions; branches below one half are collapsed.",
                "**Many comparisons.** Benjamini and Hochberg (1995) over all pairs.",
                "**Sources of the reasoning.** Shared errors as evidence of descent: textual criticism (Lachmann; Maas 1927). Related black-box tests of model provenance: Nikolić et al., arXiv 2502.00706. What is new here, in particular the inherited share and its calibration for language models, has not yet been replicated independently.",
            ])
    }

    func courtLimits(in place: Element) {
        let limits = place.add("ul", ["class": "tight"])
        for limit in shownLimits { limits.add("li", [:], text(limit)) }
        background(in: limits, .backgroundLimit, as: "li")
        list(
            place,
            [
                "Rarity is estimated from this panel. Models that were not asked may make the same errors.",
                "A few planted or filtered errors, paraphrase or a changed system prompt can lower the figure; a ratio near 1 says nothing about whether training on outputs took place.",
                "Model provenance is, to our knowledge, not an accredited forensic activity in any jurisdiction.",
                "There is disagreement among experts about likelihood ratios as testimony (for instance Lund and Iyer, J. Res. NIST 122:27, 2017; R v T [2010] EWCA Crim 2439); the table of sensitivity shows how much the choices made here matter.",
            ])
    }

    func verification(in place: Element) {
        paragraph(place, "With the program, from the case file:")
        commands(in: place)
        paragraph(
            place,
            "Without it, from a sealed bundle, with tools that every system has (NAME is who signed or attested; the bundle’s own guide says the same):"
        )
        place.add("pre", ["tabindex": "0"]).add(
            "code", [:],
            """
            sha256sum -c manifest-sha256.txt && sha256sum -c tagmanifest-sha256.txt
            ssh-keygen -Y verify -f allowed_signers -I NAME -n seal@apograph -s signatures/NAME.sig < tagmanifest-sha256.txt
            openssl ts -verify -queryfile timestamps/NAME.tsq -in timestamps/NAME.tsr -CAfile AUTHORITY.pem
            """)
        list(
            place,
            [
                "Compare the head of the chain on the cover with the one that the case file gives.",
                "Read any two models side by side and check the readings: “apograph serve CASE”.",
                "Ask the same questions again, under supervision, of the same endpoints; sampling and versions may differ, so agreement will not be complete.",
                "Take the CSV files behind each table and compute the figures with other software.",
            ])
    }

    func ruleMap(in place: Element) {
        let rows: [(String, String)] = [
            ("Has it been tested? (Daubert)", "Exhibit “Validation”; “apograph validate” repeats it"),
            (
                "Peer review (Daubert)",
                "References in exhibit “Method”; what is new is named there as not yet replicated"
            ),
            (
                "Known or potential error rate (Daubert; FRE 702 note)",
                "Table of misleading evidence, both directions, with limits"
            ),
            (
                "Standards controlling the operation (Daubert)",
                "Versions and hashes on the cover; claim fixed in advance, if so, in exhibit “Question and propositions”"
            ),
            ("General acceptance (Daubert)", "Exhibit “Method”: components are standard, their combination is new"),
            ("FRE 702(a) helps the trier", "Exhibit “Question and propositions”"),
            ("FRE 702(b) sufficient facts or data", "Exhibit “Chain of custody”; numbers of questions and models"),
            ("FRE 702(c) reliable principles and methods", "Exhibits “Method” and “Validation”"),
            (
                "FRE 702(d) reliable application to the facts",
                "Exhibits “Findings”, “Sensitivity”, “Alternative explanations”"
            ),
            ("FRE 901(b)(9) process or system", "Exhibits “Method”, “Validation”, “Chain of custody”"),
            (
                "FRE 902(13), 902(14) certification",
                "Form in exhibit “Declaration”; hashes on the cover. Authenticity only: hearsay, relevance and reliability stay open"
            ),
            ("FRE 1006 summary; FRE 107 illustrative aid", "Marked below each chart; originals in the case file"),
            (
                "CrimPR 19.4 (England and Wales): range of opinion, qualifications, duty to the court",
                "Exhibits “Sensitivity”, “Limitations”, “Declaration”"
            ),
            (
                "ENFSI 2015; ISO 21043-4 and -5 (2025)",
                "Propositions, conditioning information, ratio and scale in exhibits “Question and propositions” and “Findings”"
            ),
        ]
        place.table(
            DataTable(
                name: "rules", about: "Where each requirement is addressed",
                columns: [
                    .init("rule", "Asked for", "Rule or factor"), .init("where", "Where", "Exhibit that addresses it"),
                ],
                rows: rows.map { [.text($0.0), .text($0.1)] }), numerals: numerals,
            caption: "Where each requirement is addressed", fold: 40)
        place.add(
            "p", ["class": "note"],
            "A guide for the reader, not a claim that any requirement is met; that is for the court.")
    }

    func glossary(in place: Element) {
        let entries: [(String, String)] = [
            (
                "Abstention",
                "An answer that says that the model does not know or that the question rests on something that does not exist."
            ),
            ("Background, panel", "The other models asked, from whose answers it is estimated how common an error is."),
            (
                "Calibration",
                "Making a figure mean what it says: ratios of 100 should be 100 times as frequent among related pairs as among unrelated ones."
            ),
            ("Cllr", "Average cost of a set of likelihood ratios, in bits: 0 perfect, 1 says nothing."),
            ("Distillation", "Training one model on the outputs of another."),
            ("Evidence chain", "A list of events in which each holds the hash of the one before."),
            ("False premise", "A question about something that does not exist; the right answer is to say so."),
            ("Hash (SHA-256)", "A number made from a file; any change of the file gives another."),
            (
                "Inherited share",
                "Part of the source’s errors that the suspect makes beyond what chance and ability explain."
            ),
            (
                "Interval, 95 %",
                "A range made so that 95 of 100 such ranges hold the true value, if the model of the calculation is right."
            ),
            (
                "Likelihood ratio",
                "How many times more probable the findings are under one proposition than under the other."
            ),
            (
                "Line of descent",
                "That one model learned, directly or through others, from another’s outputs or weights, or both from one uncommonly close source."
            ),
            ("Probe, suite", "A question, and a versioned set of them."),
            (
                "Tippett plot",
                "Share of known pairs at or above each likelihood ratio, one curve for each kind of pair."
            ),
        ]
        let glossary = place.add("dl", ["class": "prose"])
        for (term, meaning) in entries {
            glossary.add("dt").add("strong", [:], term)
            glossary.add("dd", [:], meaning)
        }
    }

    /// A draft with blanks: the software certifies nothing.
    func declaration(in place: Element) {
        paragraph(
            place,
            "**A form to be completed, changed or refused by the person who testifies. The software certifies nothing, and an unsigned form is no declaration.**"
        )
        let blanks = [
            "I, (name, address)", "am qualified to make this statement because (education, training, experience)",
            "I ran the system described above, or supervised it, on (machine, operating system)",
            "build of the software (version, SHA-256 of the binary)",
            "questions were sent between (dates, time zone) by (who)",
            "the file examined has SHA-256", "the copy produced has SHA-256",
            "compared on (date) with (tool); the result was",
            "the system produces an accurate result because (tests, validation report)",
            "the failures and deviations that I know of are",
            "I was instructed and paid by", "what I rely on that is not my own knowledge is",
            "the range of expert opinion on this matter, and my reasons for my own, are",
            "what would change my opinion is",
        ]
        let list = place.add("ol", ["class": "tight"])
        for blank in blanks {
            let line = list.add("li", [:], blank + ": ")
            line.add("span", ["class": "blank"], "\u{A0}")
        }
        paragraph(
            place,
            "I understand that my duty is to the court and that it overrides any duty to those who instruct or pay me. (United States: I declare under penalty of perjury under the laws of the United States of America that the foregoing is true and correct, 28 U.S.C. § 1746. Elsewhere: the words that the rules of the court prescribe.)"
        )
        let signature = place.add("p", [:], "Date ")
        signature.add("span", ["class": "blank"], "\u{A0}")
        signature.text(" Signature ")
        signature.add("span", ["class": "blank"], "\u{A0}")
    }
}
