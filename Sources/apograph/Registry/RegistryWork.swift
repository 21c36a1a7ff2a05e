#if REGISTRY
    import ArgumentParser
    import Base
    import Foundation
    import Kinship
    import Registry

    extension RegistryCommand {
        struct Work: AsyncParsableCommand {
            static let configuration = CommandConfiguration(
                abstract: "Computes all pairs of a matrix on any number of machines, part by part.",
                discussion: """
                      apograph registry work --submit m.matrix --parts 64 postgres://…     once; says the job's number
                      apograph registry work postgres://…                                 on every machine, as often as you like
                      apograph registry work --collect 1 -o all.pairs postgres://…         when it is done

                    A worker holds a lease on the part that it computes and renews it as it goes. One that is killed loses its lease and nothing else: another \
                    takes the part. No part is in the result twice, and the result has the same bytes as `apograph pairs` on one machine.
                    """)

            @OptionGroup var registry: RegistryArgument
            @Option(help: ArgumentHelp("Put a matrix up to be computed.", valueName: "matrix"), completion: .file())
            var submit: String?
            @Option(help: "Into how many parts.")
            var parts: Int?
            @Option(help: ArgumentHelp("Put the parts of a job together.", valueName: "job"))
            var collect: Int?
            @Option(name: .shortAndLong, help: ArgumentHelp("Where to write all pairs.", valueName: "file"))
            var output: String?
            @Option(help: "Seconds after which a worker that was not heard of counts as dead.")
            var lease = 300
            @Flag(help: "End when nothing is left to take, instead of waiting for what others hold.")
            var noWait = false
            @Option(help: "Processors to use; all that this process may run on unless given.")
            var workers: Int?
            @Option(help: "A folder for matrices and parts on their way.", completion: .directory)
            var scratch = FileManager.default.temporaryDirectory.path

            func validate() throws {
                guard submit == nil || collect == nil else {
                    throw ValidationError("--submit and --collect are two steps.")
                }
                guard (submit != nil) == (parts != nil), (1...100_000).contains(parts ?? 1) else {
                    throw ValidationError("--submit needs --parts, from 1 to 100000, and --parts belongs to --submit.")
                }
                guard (collect != nil) == (output != nil) else {
                    throw ValidationError("--collect needs -o, and -o belongs to --collect.")
                }
                guard lease >= 3 else { throw ValidationError("A lease lasts at least 3 seconds.") }
            }

            func run() async throws {
                let library = try registry.open()
                let folder = URL(fileURLWithPath: scratch)
                if let submit, let parts {
                    let job = try library.submit(URL(fileURLWithPath: submit), parts: parts)
                    print("Job \(job) of \(parts) parts. Start workers with `apograph registry work` and this address.")
                } else if let collect, let output {
                    let sha256 = try library.collect(job: collect, to: URL(fileURLWithPath: output), in: folder)
                    print("Collected job \(collect): \(Terminal.visible(output)), SHA-256 \(sha256)")
                } else {
                    let name = "\(ProcessInfo.processInfo.hostName)-\(ProcessInfo.processInfo.processIdentifier)"
                    let done = try await library.work(
                        named: name, in: folder, lease: lease, waits: !noWait, workers: workers ?? Parallel.cores
                    ) { event in
                        switch event {
                        case .took(let job, let part, let of): Terminal.note("job \(job): part \(part) of \(of)")
                        case .finished: break
                        case .known(let job, let part, let of):
                            Terminal.note("job \(job): part \(part) of \(of) was done by another by then")
                        }
                    }
                    print("Computed \(done) parts. Nothing is left to take.")
                }
            }
        }
    }
#endif
