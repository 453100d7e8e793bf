// Package logtext compares two looks at the end of a log that grows.
package logtext

import "strings"

// Appended returns what now has after before. Clouds keep the end of a log alone, so the beginning of before may be gone from now: then the
// longest end of before that now begins with counts. Without any the log is another one, and all of it is new.
func Appended(before, now string) string {
	if rest, ok := strings.CutPrefix(now, before); ok {
		return rest
	}
	return now[overlap(before, now):]
}

// overlap is the length of the longest beginning of now that before ends with. It takes time in proportion to their lengths, however
// often a log repeats itself (Knuth, Morris and Pratt).
func overlap(before, now string) int {
	fallback := make([]int, len(now)+1) // of each beginning of now: the longest shorter one that it ends with
	for i, k := 1, 0; i < len(now); i++ {
		for k > 0 && now[i] != now[k] {
			k = fallback[k]
		}
		if now[i] == now[k] {
			k++
		}
		fallback[i+1] = k
	}
	matched := 0
	for i := range len(before) {
		for matched > 0 && (matched == len(now) || before[i] != now[matched]) {
			matched = fallback[matched]
		}
		if matched < len(now) && before[i] == now[matched] {
			matched++
		}
	}
	return matched
}

// LastLines returns the last n lines of text, a last one without its end too; 0: all.
func LastLines(text string, n int) string {
	if n <= 0 {
		return text
	}
	end := len(strings.TrimSuffix(text, "\n"))
	for ; n > 0; n-- {
		if end = strings.LastIndexByte(text[:end], '\n'); end < 0 {
			return text
		}
	}
	return text[end+1:]
}
