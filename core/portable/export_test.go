package portable

// Exp2TableEntry and the two below open the tables to the external tests.
func Exp2TableEntry(j int) (head, tail float64) { return exp2Table[j][0], exp2Table[j][1] }

func LogTableRange() (first, n int) { return logTableFirst, len(logTable) }

func LogTableEntry(j int) (head, tail float64) { return logTable[j][0], logTable[j][1] }
