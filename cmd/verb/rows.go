package verb

import (
	"iter"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Rows are values of this program's own as the items of a list.
func Rows[T any](values []T) iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		for _, v := range values {
			raw, err := json.Marshal(v)
			if !yield(raw, err) || err != nil {
				return
			}
		}
	}
}
