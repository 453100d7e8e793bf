package codec

// slab cuts slices from what it allocates ahead: a list has thousands of small ones.
type slab[T any] []T

// cut returns an empty slice with room for n.
func (s *slab[T]) cut(n int) []T {
	if len(*s) < n {
		*s = make([]T, max(n, 64))
	}
	cut := (*s)[:0:n]
	*s = (*s)[n:]
	return cut
}

// one returns a new value.
func (s *slab[T]) one() *T { return &s.cut(1)[:1][0] }
