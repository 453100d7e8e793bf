package output

// ids prints the id of each item on a line of its own.
type ids[T any] struct {
	s   *Streams
	out *sink
	v   View[T]
}

func (l *ids[T]) item(e *entry[T]) error {
	if err := l.v.decode(e); err != nil {
		return err
	}
	l.v.noteUnread(l.s, e)
	id := l.v.ID(e.val)
	if id == "" {
		return nil // an empty line would be taken for an id
	}
	if l.s.OutTTY {
		id = Sanitize(id)
	}
	_, err := l.out.Write([]byte(id + "\n"))
	return err
}

func (l *ids[T]) end() error { return nil }
