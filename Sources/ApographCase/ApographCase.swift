// What a program needs to read, write, seal and verify the evidence, under one name; it has no declaration of its own.
@_exported import Base
@_exported import CaseFile
@_exported import Custody
@_exported import Panel
@_exported import Probes
