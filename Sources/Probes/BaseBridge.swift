// A bridge while files move: those that import Probes see Base through it.
@_exported import Base
