// A bridge while files move: those that import CaseFile see Base through it.
@_exported import Base
