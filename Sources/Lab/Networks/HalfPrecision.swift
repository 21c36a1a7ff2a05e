extension Float {
    /// The value of an IEEE 754 half-precision number (1 sign bit, 5 exponent bits, 10 fraction bits), exactly.
    ///
    /// Written out because Swift's own `Float16` does not exist on every platform.
    init(half bits: UInt16) {
        let sign = UInt32(bits >> 15) << 31
        let exponent = UInt32(bits >> 10) & 0x1F
        let fraction = UInt32(bits) & 0x3FF
        switch (exponent, fraction) {
        case (0, _):
            // Subnormal: the fraction counts steps of 2^-24.
            let magnitude = Float(fraction) * 0x1p-24
            self = sign == 0 ? magnitude : -magnitude
        case (0x1F, _): self = Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
        default: self = Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
        }
    }
}
