package flagset

import (
	"errors"
	"strconv"
)

// number is a flag's whole number, written in decimal. pflag's own takes 010 for 8, as Go's source does, and the settings don't.
type number int

func (n *number) Set(text string) error {
	v, err := strconv.ParseInt(text, 10, strconv.IntSize)
	if err == nil && v < 0 { // no flag counts what is less than nothing
		return errors.New("it can't be negative")
	}
	*n = number(v)
	return err
}

func (n *number) String() string { return strconv.Itoa(int(*n)) }

func (*number) Type() string { return "int" }
