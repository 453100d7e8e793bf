package output

// ids prints the id of each item on a line of its own.
type ids struct {
	s   *Streams
	out *sink
	v   *AnyView
}

func (l *ids) item(e *entry) error {
	if err := l.v.read(e); err != nil {
		return err
	}
	l.v.noteUnread(l.s, e)
	id := l.v.id(e.val)
	if id == "" {
		return nil // an empty line would be taken for an id
	}
	if l.s.OutTTY {
		id = Sanitize(id)
	}
	_, err := l.out.Write([]byte(id + "\n"))
	return err
}

func (l *ids) end() error { return nil }
