# Two commands do everything: `make demo` and `make test`. Both install what Debian must provide first.
SWIFT ?= swift
APOGRAPH = .build/release/apograph
# Empty where libpq is missing: the registry is then left out of the program. Asked when it is used, after the packages were installed.
export APOGRAPH_LIBPQ = $(shell pkg-config --modversion libpq 2>/dev/null)

.PHONY: demo test bench lint format packages release clean

demo: release
	$(APOGRAPH) demo -o reports

release: packages
	$(SWIFT) build -c release --product apograph

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
	$(SWIFT) build -c release --product Bench
	.build/release/Bench

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

format:
	$(SWIFT) format format --in-place --recursive Sources Tests Package.swift

packages:
	@.ci/packages libsqlite3-dev libxml2-dev libarchive-dev pkg-config git
	@.ci/packages libpq-dev || echo "no libpq-dev could be installed: the program is built without \`apograph registry\`" >&2

clean:
	rm -rf .build
