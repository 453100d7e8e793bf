// Package nearest finds the word that was likely wanted.
package nearest

// Word returns the known word that is most like name, or "" where none is.
func Word(name string, known []string) string {
	best, limit := "", max(1, len(name)/3)+1
	for _, word := range known {
		if d := distance(name, word); d < limit {
			best, limit = word, d
		}
	}
	return best
}

// Question returns the question after a wrong word, or "".
func Question(name string, known []string) string {
	if word := Word(name, known); word != "" {
		return "; did you mean " + word + "?"
	}
	return ""
}

// distance counts the letters to add, drop, change or swap with their neighbour on the way from a to b.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
