import ArgumentParser
import Base
import CaseFile
import Foundation

#if REGISTRY
    import Registry

    struct RegistryCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "registry",
            abstract: "A library of answers that many share, in PostgreSQL.",
            discussion: """
                A case is a file and stays one. Whoever has thousands of models and many collectors puts what they answered into one registry:
                  apograph registry init postgres://owner@db.example.org/apograph
                  apograph registry push zero.apograph postgres://collector@db.example.org/apograph
                  apograph registry search --suspect mine.apograph:student-b postgres://analyst@db.example.org/apograph

                The password comes from PGPASSWORD or ~/.pgpass. Beyond this machine a connection is encrypted and the server must prove who it is, \
                unless the address says otherwise with ?sslmode=…. docs/registry.md tells the rest.
                """,
            subcommands: [Init.self, Push.self, Pull.self, Search.self, Work.self, Status.self])

        static let software = "apograph \(Apograph.version)"
    }

    /// The registry that a command works on.
    struct RegistryArgument: ParsableArguments {
        @Argument(help: ArgumentHelp("postgres://USER@HOST:PORT/DATABASE", valueName: "registry"))
        var address: String
        @Option(help: "Seconds without a word from the server after which it counts as hanging.")
        var timeout = 60

        func open() throws -> AnswerRegistry { try AnswerRegistry(RegistryAddress(address), timeout: timeout) }
    }

    extension RegistryCommand {
        struct Init: ParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Makes a registry in a database of its own.",
                discussion: """
                    Makes the tables, the triggers that keep them append-only, and three roles for GRANT: apograph_collector (push), apograph_analyst (read) \
                    and apograph_worker (compute pairs). Nobody may update or delete.
                    """)

            @OptionGroup var registry: RegistryArgument

            func run() throws {
                let address = try RegistryAddress(registry.address)
                try AnswerRegistry.create(address, timeout: registry.timeout, software: RegistryCommand.software)
                print(
                    """
                    Made a registry: \(Terminal.visible(address.shown))
                    Let people in with, for example: GRANT apograph_collector TO ada; GRANT apograph_analyst TO bo;
                    """)
            }
        }

        struct Push: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Adds what a case's models answered.",
                discussion: """
                    Models, questions and readings go in, each answer with its place in the case's log; of private suites only keyed hashes. With --evidence \
                    the texts and the whole case go in too, for every analyst to read and to pull. The same case again adds nothing; a case that has grown \
                    adds what is new. After any fault either all of a push is in or nothing.
                    """)

            @Argument(
                help: ArgumentHelp("The case file.", valueName: "case"), completion: .file(extensions: ["apograph"]))
            var path: String
            @OptionGroup var registry: RegistryArgument
            @Flag(help: "The whole case too: all requests, answers and salts.")
            var evidence = false

            func run() async throws {
                let store = try CaseStore.open(at: URL(fileURLWithPath: path), mode: .readOnly)
                let library = try registry.open()
                let clock = ContinuousClock()
                let start = clock.now
                let added = try await library.push(store, evidence: evidence, software: RegistryCommand.software)
                let seconds = (clock.now - start) / .seconds(1)
                if added.answers == 0, added.models == 0, !added.evidence {
                    print("Nothing to add: the registry has the case with the head \(added.head.prefix(16))… already.")
                } else {
                    print(
                        "Pushed \(added.answers) answers of \(added.models) new models, \(added.questions) new questions\(added.evidence ? ", and the whole case" : ""). \(String(format: "%.1f", seconds)) s."
                    )
                }
            }
        }

        struct Pull: ParsableCommand {
            static let configuration = CommandConfiguration(
                abstract:
                    "Writes a case that was pushed with --evidence: it seals to the bytes that the pushed case seals to."
            )

            @Argument(
                help: ArgumentHelp(
                    "The case's id, or its beginning (`apograph registry status` lists them).", valueName: "id"))
            var id: String
            @OptionGroup var registry: RegistryArgument
            @Option(name: .shortAndLong, help: ArgumentHelp("Where to write the case.", valueName: "file"))
            var output: String

            func run() throws {
                let info = try registry.open().pull(id, to: URL(fileURLWithPath: output))
                print(
                    "Pulled the case \(info.id), \(Terminal.visible(info.title)): \(Terminal.visible(output)). Its log checks."
                )
            }
        }

        struct Search: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Which of all models of a registry does a suspect resemble? A lead, never a finding.",
                discussion: """
                    The suspect is a model of a case file, which need not be pushed, or of a case in the registry by its id:
                      apograph registry search --suspect mine.apograph:student-b postgres://…
                      apograph registry search --suspect 3f2a:student-b postgres://…
                    """)

            @Option(help: ArgumentHelp("Case file or id, and the model.", valueName: "case:model"))
            var suspect: String
            @OptionGroup var registry: RegistryArgument
            @Option(help: "How many of the strongest are shown.")
            var most = 10
            @Flag(help: "Print JSON.")
            var json = false

            func run() async throws {
                let (place, model) = try sides()
                let library = try registry.open()
                let url = URL(fileURLWithPath: place)
                let found =
                    FileManager.default.fileExists(atPath: url.path)
                    ? try await library.search(
                        CaseStore.open(at: url, mode: .readOnly), suspect: model, most: max(0, most))
                    : try await library.search(caseID: place, suspect: model, most: max(0, most))
                print(json ? try Output.json(found) : SearchText(found).text)
            }

            /// A model's name may hold colons; a case's path as a rule does not, but where it does and is there, it wins.
            private func sides() throws -> (String, String) {
                let places = suspect.indices.filter { suspect[$0] == ":" }
                let cut =
                    places.last { FileManager.default.fileExists(atPath: String(suspect[..<$0])) } ?? places.first
                guard let cut, cut != suspect.startIndex, suspect.index(after: cut) != suspect.endIndex else {
                    throw ValidationError("--suspect is written CASE:MODEL, for example mine.apograph:student-b.")
                }
                return (String(suspect[..<cut]), String(suspect[suspect.index(after: cut)...]))
            }
        }

        struct Status: ParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "What a registry holds, and with --verify whether any of it was changed.")

            @OptionGroup var registry: RegistryArgument
            @Flag(help: "Make every hash again and compare.")
            var verify = false
            @Flag(help: "Print JSON.")
            var json = false

            func run() throws {
                let status = try registry.open().status(verify: verify)
                print(json ? try Output.json(status) : StatusText(status).text)
                if status.faults?.isEmpty == false { throw ExitCode(Problem.Kind.data.rawValue) }
            }
        }
    }
#else
    struct RegistryCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "registry",
            abstract: "A library of answers that many share, in PostgreSQL (not in this build).",
            discussion: "This program was built where libpq was missing. Install libpq-dev and build it again.")

        @Argument(parsing: .allUnrecognized, help: .hidden)
        var arguments: [String] = []

        func run() throws {
            throw Problem(
                "registry.not-built", .unavailable, "this program was built without libpq, and so without the registry",
                remedy: "Install libpq-dev and build it again with `make release`.")
        }
    }
#endif
