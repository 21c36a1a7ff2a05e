// swift-tools-version: 6.1
import PackageDescription

// A program of somebody else's that builds on Apograph: by its path here, or by a version where APOGRAPH_URL and APOGRAPH_VERSION name one.
let apograph: Package.Dependency =
    if let url = Context.environment["APOGRAPH_URL"], let version = Context.environment["APOGRAPH_VERSION"] {
        .package(url: url, exact: Version(stringLiteral: version))
    } else {
        .package(name: "apograph", path: "../..")
    }

let package = Package(
    name: "example",
    platforms: [.macOS(.v15)],
    dependencies: [apograph],
    targets: [
        .executableTarget(
            name: "example",
            dependencies: [
                .product(name: "ApographCore", package: "apograph"),
                .product(name: "ApographCase", package: "apograph"),
            ])
    ]
)
