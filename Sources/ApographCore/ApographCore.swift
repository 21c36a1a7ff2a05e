// What a program needs to read answers and weigh what two models share, under one name; it has no declaration of its own.
@_exported import Answers
@_exported import Base
@_exported import Findings
@_exported import Kinship
@_exported import Normalization
@_exported import Probes
