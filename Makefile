# Two commands do everything: `make demo` and `make test`. Both install what Debian must provide first.
# `make dist` makes the packages, `make install` puts the program on this machine, `make site` makes the documents a folder of pages.
SWIFT ?= swift
BUILD ?= .build
PREFIX ?= /usr/local
APOGRAPH = $(BUILD)/release/apograph
# One form of release build for all that is made from it: Swift's runtime inside, so that it runs where there is no Swift.
RELEASE = --scratch-path $(BUILD) -c release --static-swift-stdlib -debug-info-format none
# Empty where libpq is missing: the registry is then left out of the program. Asked when it is used, after the packages were installed.
export APOGRAPH_LIBPQ = $(shell pkg-config --modversion libpq 2>/dev/null)

.PHONY: demo test bench lint format packages release manual dist install uninstall site clean

demo: release
	$(APOGRAPH) demo -o reports

release: packages
	$(SWIFT) build $(RELEASE) --product apograph

# Manual pages are written from the program's own help, by the tool of swift-argument-parser.
manual: release
	$(SWIFT) build --package-path $(BUILD)/checkouts/swift-argument-parser --scratch-path $(BUILD)/manual --product generate-manual
	@mkdir -p $(BUILD)/release/manual
	$(BUILD)/manual/debug/generate-manual $(APOGRAPH) --multi-page -o $(BUILD)/release/manual \
		--date $$(git log -1 --format=%cs 2>/dev/null || date +%F)

# A tarball and a Debian package in .build/dist; `.ci/dist` installs them in a bare Debian and looks.
dist: manual
	@.ci/packages dpkg-dev binutils xz-utils
	deploy/dist $(BUILD)/release $(BUILD)/dist

install: manual
	deploy/install $(BUILD)/release $(PREFIX)

uninstall:
	deploy/install --remove $(PREFIX)

# The documents as pages with a search that needs no network, in .build/site; says where a link is dead.
site:
	docs/site/build $(BUILD)/site

# What failed is said once more at the end, where it is seen. Not all tests start at once: those with servers and clients would starve each other.
test: SHELL := /bin/bash -o pipefail
test: packages
	$(SWIFT) build --build-tests
	@SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$$(( 2 * $$(getconf _NPROCESSORS_ONLN) )) \
		$(SWIFT) test --skip-build 2>&1 | tee .build/test.log || \
		{ echo; echo "What failed:"; grep -a -A 1 'recorded an issue' .build/test.log; exit 1; }

# Side by side with a baseline in the same run; APOGRAPH_RECORDINGS and APOGRAPH_REFERENCE name the folders of the
# recordings and of the NumPy reference where they are at hand, APOGRAPH_BENCH_PLOTS one for pictures; what needs
# them says so where they are missing. `.build/release/Bench closed` runs one of closed, open, lab, runner, custody, marks.
bench: packages
	$(SWIFT) build $(RELEASE) --product Bench
	$(BUILD)/release/Bench

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

format:
	$(SWIFT) format format --in-place --recursive Sources Tests Package.swift

packages:
	@.ci/packages libsqlite3-dev libxml2-dev libarchive-dev pkg-config git
	@.ci/packages libpq-dev || echo "no libpq-dev could be installed: the program is built without \`apograph registry\`" >&2

clean:
	rm -rf .build
