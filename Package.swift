// swift-tools-version: 6.1
import Foundation
import PackageDescription

// One target a stage; data flows from left to right, and the compiler holds that rule (CONTRIBUTING.md draws it).

let swift: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility")]

/// The statistics and the networks are loops over numbers: a debug build without optimisation takes minutes for what tests do in seconds.
/// A package with such flags cannot be depended on by version, so that the flags stand only where this one is built by itself.
let isDependency = Context.packageDirectory.contains("/checkouts/") || Context.packageDirectory.contains("/registry/")
let fast: [SwiftSetting] = isDependency ? swift : swift + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The registry needs libpq, and nobody with one machine needs the registry: where libpq-dev is missing, the program is built without, and
/// `apograph registry` says so. Found, and not asked for with a trait, since a user should not have to know. The Makefile passes on what it finds,
/// because what a manifest found is remembered for as long as the environment is the same.
let hasPostgres: Bool = {
    if let said = Context.environment["APOGRAPH_LIBPQ"] { return !said.isEmpty }
    let search = Process()
    search.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    search.arguments = ["pkg-config", "--exists", "libpq"]
    search.standardError = FileHandle.nullDevice
    guard (try? search.run()) != nil else { return false }
    search.waitUntilExit()
    return search.terminationStatus == 0
}()

let parser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let http = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")

let package = Package(
    name: "apograph",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "apograph", targets: ["apograph"]),
        .library(name: "ApographCore", targets: ["ApographCore"]),
        .library(name: "ApographCase", targets: ["ApographCase"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-numerics", exact: "1.1.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .target(
            name: "CHMAC", cSettings: isDependency ? [] : [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
        .target(name: "Base", dependencies: ["CLibArchive", crypto, numerics], swiftSettings: fast),
        .target(name: "Generators", dependencies: ["Base"], resources: [.copy("Data")], swiftSettings: swift),
        .target(
            name: "Probes", dependencies: ["Base", "Generators", yams], resources: [.copy("Data")], swiftSettings: swift
        ),
        .target(name: "Panel", dependencies: ["Base", "Probes", yams], swiftSettings: swift),
        .target(
            name: "CaseFile", dependencies: ["Base", "Probes", "Panel", grdb, sqlite, crypto], swiftSettings: fast),
        .target(
            name: "Providers", dependencies: ["Base", "Probes", "Panel", http, crypto],
            swiftSettings: fast),
        .target(
            name: "Runner", dependencies: ["Base", "Probes", "Panel", "Providers", "CaseFile", crypto],
            resources: [.copy("Data")], swiftSettings: fast),
        .target(
            name: "Importers", dependencies: ["Base", "Probes", "Panel", "CaseFile", "CLibXML2", crypto],
            swiftSettings: fast),
        .target(name: "Normalization", dependencies: ["Base", "Probes"], swiftSettings: fast),
        .target(
            name: "Kinship", dependencies: ["Base", numerics], resources: [.copy("Data")],
            swiftSettings: fast),
        .target(name: "Diversity", dependencies: ["Base", numerics], swiftSettings: fast),
        .target(
            name: "Findings", dependencies: ["Base", "Panel", "CaseFile", "Kinship", "Marks", numerics],
            swiftSettings: swift),
        .target(
            name: "Answers",
            dependencies: ["Base", "Probes", "Panel", "CaseFile", "Importers", "Normalization", "Kinship"],
            swiftSettings: fast),
        .target(
            name: "Marks", dependencies: ["CHMAC", "Base", "Probes", "Normalization", "Kinship", numerics, crypto],
            resources: [.copy("Data")], swiftSettings: fast),
        .target(
            name: "Analysis",
            dependencies: [
                "Base", "Probes", "Panel", "CaseFile", "Normalization", "Answers", "Kinship", "Findings", "Marks",
                numerics, "Diversity",
            ],
            swiftSettings: fast),
        .target(
            name: "Validation",
            dependencies: [
                "Base", "Probes", "Panel", "Importers", "Normalization", "Answers", "Kinship", "Analysis", "Findings",
                "CaseFile", "Diversity", numerics,
            ],
            resources: [.copy("Data")], swiftSettings: fast),
        .target(
            name: "Reports",
            dependencies: [
                "Base", "Probes", "Panel", "CaseFile", "Findings", "Analysis", "Kinship", "Marks", "CLibXML2", crypto,
            ],
            swiftSettings: fast),
        .target(
            name: "Custody", dependencies: ["Base", "Probes", "Panel", "CaseFile", crypto], resources: [.copy("Data")],
            swiftSettings: fast),
        .target(
            name: "Provenance",
            dependencies: ["Base", "Probes", "Panel", "CaseFile", "Analysis", "Findings", "CLibXML2", yams],
            resources: [.copy("Data")], swiftSettings: fast),
        .target(name: "Traffic", dependencies: ["Base", crypto], swiftSettings: fast),
        .target(
            name: "Lab",
            dependencies: ["Base", "Probes", "Panel", "Kinship", "Marks", hummingbird, hummingbirdCore, log, crypto],
            resources: [.copy("Talkers")], swiftSettings: fast),
        .target(
            name: "ApographCore",
            dependencies: ["Answers", "Base", "Findings", "Kinship", "Normalization", "Probes"], swiftSettings: swift),
        .target(
            name: "ApographCase", dependencies: ["Base", "CaseFile", "Custody", "Panel", "Probes"], swiftSettings: swift
        ),
        .target(name: "Simulation", dependencies: ["Base", "Kinship", numerics], swiftSettings: fast),
        .target(name: "Pairs", dependencies: ["Base", "Kinship", crypto, numerics], swiftSettings: fast),
        .target(
            name: "Workbench",
            dependencies: [
                "Base", "Probes", "Panel", "Kinship", "CaseFile", "Answers", "Analysis", "Findings", "Reports",
                hummingbird, hummingbirdCore, grdb, log,
            ],
            swiftSettings: swift),
        .executableTarget(
            name: "apograph",
            dependencies: [
                "Base", "Probes", "Panel", "Providers", "CaseFile", "Runner", "Importers", "Normalization",
                "Answers", "Kinship", "Marks", "Analysis", "Findings", "Validation", "Reports", "Custody", "Provenance",
                "Lab", "Diversity",
                "Simulation", "Workbench", "Generators", "Pairs", "Traffic", parser,
            ] + (hasPostgres ? ["Registry"] : []),
            swiftSettings: swift + (hasPostgres ? [.define("REGISTRY")] : [])),
        .executableTarget(
            name: "Bench",
            dependencies: [
                "Base", "Probes", "Panel", "CaseFile", "Runner", "Importers",
                "Answers", "Kinship", "Validation", "Lab", "Custody", "Marks", http,
            ],
            swiftSettings: fast),
    ]
        + (hasPostgres
            ? [
                .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
                .target(
                    name: "Registry",
                    dependencies: [
                        "Base", "Probes", "Panel", "CaseFile", "Normalization", "Kinship", "Pairs", "CLibPQ", crypto,
                    ],
                    swiftSettings: fast),
                .testTarget(
                    name: "RegistryTests",
                    dependencies: [
                        "Base", "Probes", "Panel", "CaseFile", "Custody", "Kinship", "Pairs", "Simulation", "Registry",
                    ],
                    swiftSettings: swift),
            ] : [])
        + tests([
            "Analysis": ["Base", "CaseFile", "Findings", "Kinship", "Panel", "Probes"],
            "Answers": ["CaseFile", "Importers", "Kinship", "Normalization", "Panel", "Probes"],
            "Architecture": ["Base"],
            "Base": [],
            "CaseFile": ["Base", "Panel", "Probes", grdb],
            "Command": ["apograph", "Base", "CaseFile", "Findings", "Marks", "Panel", "Probes"],
            "Custody": ["Base", "CaseFile", "Findings", "Panel", "Probes", "Provenance", crypto],
            "Diversity": ["Base"],
            "Generators": ["Base"],
            "Importers": ["Base", "CaseFile", "Panel", "Probes"],
            "Kinship": ["Base"],
            "Lab": ["Base", "Kinship", "Marks", "Panel", "Probes", http],
            "Marks": ["Base", "Kinship", "Probes"],
            "Normalization": ["Base", "Probes"],
            "Pairs": ["Base", "Kinship", "Simulation"],
            "Panel": ["Base", "Probes"],
            "Probes": ["Base", "Generators"],
            "Provenance": ["Base"],
            "Reports": ["Analysis", "Base", "CLibXML2", "Findings", "Kinship", "Marks", "Panel", crypto],
            "Runner": ["apograph", "Base", "CaseFile", "Lab", "Panel", "Probes", "Providers"],
            "Simulation": ["Base", "Kinship"],
            "Traffic": ["Base"],
            "Validation": ["Analysis", "Answers", "Base", "CaseFile", "Findings", "Kinship", "Panel", "Probes"],
            "Workbench": ["Base", "CaseFile", "Panel", "Probes", http],
        ])
)

/// The test targets: what each tests, and what else it is built on.
func tests(_ table: KeyValuePairs<String, [Target.Dependency]>) -> [Target] {
    table.map { room, others in
        let tested: [Target.Dependency] =
            ["Architecture", "Command"].contains(room) ? [] : [.init(stringLiteral: room)]
        return .testTarget(
            name: room + "Tests", dependencies: tested + others,
            exclude: ["Diversity": ["prototype.py"], "Kinship": ["Fixtures"]][room] ?? [],
            resources: ["Marks": [.copy("Data")], "Provenance": [.copy("Cards")]][room] ?? [], swiftSettings: swift)
    }
}
