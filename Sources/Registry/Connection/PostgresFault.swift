import Base

/// What PostgreSQL refuses, as a person can act on it.
enum PostgresFault {
    /// - Parameters:
    ///   - state: SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    ///   - said: the server's own words.
    static func problem(state: String, said: String, at place: String) -> Problem {
        let said = said.split(separator: "\n").first.map(String.init) ?? said
        switch state {
        case "42501":
            return Problem(
                "registry.not-allowed", .permission, "this login may not do that: \(said)", at: place,
                remedy:
                    "Collectors push, analysts read, workers compute; ask the registry's owner to GRANT apograph_collector, apograph_analyst or apograph_worker to it."
            )
        case "53100", "53200", "58030":
            return Problem(
                "registry.disk-full", .io,
                "the server has no room: \(said). Nothing of this command is in the registry",
                at: place, remedy: "Make room on the server, then run the same command again.")
        case "57P01", "57P02", "57P03", "08006", "08003": return lost(said, at: place)
        case "55P03":
            return Problem(
                "registry.busy", .temporary, "another push is going on and did not end in time", at: place,
                remedy: "Run the same command again later, or with a longer --timeout.")
        case "57014", "25P03":
            return Problem(
                "registry.timeout", .temporary, "the server gave the command up: \(said)", at: place,
                remedy: "Run the same command again, or with a longer --timeout.")
        case "40001", "40P01":
            return Problem(
                "registry.conflict", .temporary, "another command was in the way: \(said)", at: place,
                remedy: "Run the same command again.")
        case "3F000", "42P01":
            return Problem(
                "registry.not-one", .noInput, "there is no registry in this database", at: place,
                remedy: "Check the address, or make one with `apograph registry init`.")
        case "P0001":
            return Problem(
                "registry.append-only", .permission, "the registry refuses: \(said)", at: place,
                remedy: "What is in the registry is never changed or removed; push a case that supersedes it.")
        default:
            return Problem(
                "registry.refused", .software, "PostgreSQL refused: \(said) (SQLSTATE \(state))", at: place,
                remedy: "Report this with the command that you ran.")
        }
    }

    static func lost(_ said: String, at place: String) -> Problem {
        Problem(
            "registry.lost", .temporary,
            "the connection was lost: \(said.split(separator: "\n").first.map(String.init) ?? "no reason given")",
            at: place,
            remedy: "Run the same command again: what was not wholly in is not in at all, and what is in stays.")
    }

    static func silent(_ seconds: Int, at place: String) -> Problem {
        Problem(
            "registry.timeout", .temporary, "the server has said nothing for \(seconds) s", at: place,
            remedy:
                "See whether the server and the network are well, then run the same command again; --timeout waits longer."
        )
    }

    /// A connection that did not come about. libpq gives no code for it, only words.
    static func unreachable(_ said: String, at place: String) -> Problem {
        let line = said.split(separator: "\n").first.map(String.init) ?? said
        if said.contains("certificate") || said.contains("SSL") || said.contains("sslmode") {
            return Problem(
                "registry.tls", .unavailable, "no encrypted connection to a server that proves who it is: \(line)",
                at: place,
                remedy:
                    "Name the authority that signed its certificate with ?sslrootcert=FILE, and the host as the certificate does; turn the check off (sslmode) only on a network that is yours alone."
            )
        }
        if said.contains("timeout expired") {
            return Problem(
                "registry.timeout", .temporary, "the server did not answer in time", at: place,
                remedy: "See whether the server and the network are well; --timeout waits longer.")
        }
        if said.contains("authentication") || said.contains("no password") || said.contains("role \"")
            || said.contains("pg_hba")
        {
            return Problem(
                "registry.login", .permission, "the server does not let this login in: \(line)", at: place,
                remedy: "Check the user in the address, and its password in PGPASSWORD or ~/.pgpass.")
        }
        if said.contains("database \"") {
            return Problem(
                "registry.no-database", .noInput, "the server has no such database: \(line)", at: place,
                remedy: "Check the address, or make the database with createdb.")
        }
        return Problem(
            "registry.unreachable", .unavailable, "the server cannot be reached: \(line)", at: place,
            remedy: "Check that it runs and that host and port are right.")
    }
}
