// swift-tools-version: 6.1
import PackageDescription

// One target a stage; data flows from left to right, and the compiler holds that rule (CONTRIBUTING.md draws it).

let swift: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility")]

/// The statistics and the networks are loops over numbers: a debug build without optimisation takes minutes for what tests do in seconds.
/// A package with such flags cannot be depended on by version, so that the flags stand only where this one is built by itself.
let isDependency = Context.packageDirectory.contains("/checkouts/") || Context.packageDirectory.contains("/registry/")
let fast: [SwiftSetting] = isDependency ? swift : swift + [.unsafeFlags(["-O"], .when(configuration: .debug))]

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
    products: [.executable(name: "apograph", targets: ["apograph"])],
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
        .target(name: "Base", dependencies: ["CLibArchive", crypto, numerics], swiftSettings: fast),
        .target(name: "Generators", dependencies: ["Base"], swiftSettings: swift),
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
            name: "Runner", dependencies: ["Base", "Probes", "Panel", "Providers", "CaseFile", log],
            resources: [.copy("Data")], swiftSettings: fast),
        .target(
            name: "Importers", dependencies: ["Base", "Probes", "Panel", "CaseFile", "CLibXML2"],
            swiftSettings: fast),
        .target(name: "Normalization", dependencies: ["Base", "Probes"], swiftSettings: fast),
        .target(
            name: "Kinship", dependencies: ["Base", numerics], resources: [.copy("Data")],
            swiftSettings: fast),
        .target(
            name: "Findings", dependencies: ["Base", "Panel", "CaseFile", "Kinship", "Marks"], swiftSettings: swift),
        .target(
            name: "Answers",
            dependencies: ["Base", "Probes", "Panel", "CaseFile", "Importers", "Normalization", "Kinship"],
            swiftSettings: fast),
        .target(
            name: "Marks", dependencies: ["Base", "Probes", "Normalization", "Kinship", numerics, crypto],
            resources: [.copy("Data")], swiftSettings: fast),
        .target(
            name: "Analysis",
            dependencies: [
                "Base", "Probes", "Panel", "CaseFile", "Normalization", "Answers", "Kinship", "Findings", "Marks",
            ],
            swiftSettings: fast),
        .target(
            name: "Validation",
            dependencies: [
                "Base", "Probes", "Panel", "Importers", "Normalization", "Answers", "Kinship", "Analysis", "Findings",
                "CaseFile",
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
            name: "Provenance", dependencies: ["Base", "Probes", "Panel", "CaseFile", "Analysis", "CLibXML2"],
            swiftSettings: fast),
        .target(name: "Traffic", dependencies: ["Base", crypto], swiftSettings: fast),
        .target(
            name: "Lab",
            dependencies: ["Base", "Probes", "Panel", "Marks", hummingbird, hummingbirdCore, log, crypto],
            resources: [.copy("Talkers")], swiftSettings: fast),
        .target(name: "Simulation", dependencies: ["Base", "Kinship"], swiftSettings: fast),
        .target(
            name: "Workbench",
            dependencies: [
                "Base", "Probes", "Panel", "Kinship", "CaseFile", "Answers", "Analysis", "Findings", "Reports",
                hummingbird, grdb, log,
            ],
            swiftSettings: swift),
        .executableTarget(
            name: "apograph",
            dependencies: [
                "Base", "Probes", "Panel", "Providers", "CaseFile", "Runner", "Importers", "Normalization",
                "Answers", "Kinship", "Marks", "Analysis", "Findings", "Validation", "Reports", "Custody", "Provenance",
                "Lab",
                "Simulation", "Workbench", "Generators", "Traffic", parser, log,
            ],
            swiftSettings: swift),
        .executableTarget(
            name: "Bench",
            dependencies: [
                "Base", "Probes", "Panel", "Providers", "CaseFile", "Runner", "Importers", "Normalization",
                "Answers", "Kinship", "Validation", "Lab", "Custody", "Marks",
            ],
            swiftSettings: fast),
    ]
        + [
            "Base", "Probes", "Panel", "CaseFile", "Normalization", "Kinship",
        ].map { (name: String) -> Target in
            .testTarget(
                name: "\(name)Tests",
                dependencies: Set([name, "Base", "Probes", "Panel"] + (name == "Probes" ? ["Generators"] : [])).sorted()
                    .map { .init(stringLiteral: $0) },
                swiftSettings: swift)
        }
        + [
            .testTarget(name: "GeneratorsTests", dependencies: ["Base", "Generators"], swiftSettings: swift),
            .testTarget(name: "TrafficTests", dependencies: ["Base", "Traffic"], swiftSettings: swift),
            .testTarget(
                name: "SimulationTests", dependencies: ["Base", "Simulation", "Kinship"], swiftSettings: swift),
            .testTarget(
                name: "AnswersTests",
                dependencies: [
                    "Base", "Answers", "CaseFile", "Importers", "Kinship", "Normalization", "Probes", "Panel",
                ],
                swiftSettings: swift),
            .testTarget(
                name: "MarksTests", dependencies: ["Base", "Marks", "Kinship", "Probes", crypto],
                resources: [.copy("Data")], swiftSettings: swift),
            .testTarget(
                name: "AnalysisTests",
                dependencies: ["Base", "Analysis", "Answers", "Findings", "CaseFile", "Kinship", "Probes", "Panel"],
                swiftSettings: swift),
            .testTarget(
                name: "ReportsTests",
                dependencies: ["Base", "Reports", "Findings", "Kinship", "Marks", "Probes", "Panel"],
                swiftSettings: swift),
            .testTarget(
                name: "ImportersTests", dependencies: ["Base", "Importers", "CaseFile", "Probes", "Panel"],
                swiftSettings: swift),
            .testTarget(
                name: "LabTests", dependencies: ["Base", "Lab", "Marks", "Probes", "Panel", http],
                swiftSettings: swift),
            .testTarget(
                name: "RunnerTests",
                dependencies: [
                    "Base", "Runner", "Providers", "CaseFile", "Lab", "Probes", "Panel", "apograph", hummingbird, http,
                ],
                swiftSettings: swift),
            .testTarget(
                name: "ValidationTests",
                dependencies: [
                    "Findings",
                    "Base", "Validation", "Analysis", "Answers", "Kinship", "Importers", "CaseFile", "Probes", "Panel",
                ],
                swiftSettings: swift),
            .testTarget(
                name: "CustodyTests", dependencies: ["Base", "Custody", "Provenance", "CaseFile", "Probes", "Panel"],
                swiftSettings: swift),
            .testTarget(
                name: "WorkbenchTests", dependencies: ["Base", "Workbench", "CaseFile", "Probes", http],
                swiftSettings: swift),
            .testTarget(
                name: "CommandTests",
                dependencies: ["Base", "apograph", "Findings", "CaseFile", "Panel", "Probes"], swiftSettings: swift),
        ]
)
