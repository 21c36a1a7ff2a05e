// A bridge while files move: those that import Kinship see Base through it.
@_exported import Base
