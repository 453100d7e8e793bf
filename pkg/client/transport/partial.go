package transport

import (
	"bytes"
	"encoding/xml"
	"errors"

	"github.com/go-json-experiment/json/jsontext"
)

// Partial is what can be read of an answer that was cut off, that refuses, or that isn't the document that it should be: the cloud tells
// passwords and private keys only once. Each is whole, or empty.
type Partial struct {
	ID         string // of what was made
	AdminPass  string
	PrivateKey string
}

// PartialOf returns what can be read of the answer that err is about; nothing where err isn't Uncertain.
func PartialOf(err error) Partial {
	var refused *Error
	if errors.As(err, &refused) {
		return refused.Partial
	}
	var lost *UnreachableError
	if errors.As(err, &lost) {
		return lost.Partial
	}
	return Partial{}
}

// partial reads the beginning of a document, or one of another kind.
func partial(body []byte) (p Partial) {
	switch body = bytes.TrimSpace(body); {
	case bytes.HasPrefix(body, []byte("{")):
		p.readJSON(body)
	case bytes.HasPrefix(body, []byte("<")):
		p.readXML(body)
	}
	return p
}

// member returns where a member's value goes; nil: it isn't wanted. The id is that of the resource, not of what it refers to.
func (p *Partial) member(name string, depth int) *string {
	switch {
	case name == "adminPass":
		return &p.AdminPass
	case name == "private_key":
		return &p.PrivateKey
	case name == "id" && depth == idDepth:
		return &p.ID
	}
	return nil
}

const idDepth = 2 // of {"server":{"id":…}}

// readJSON reads members up to where the document ends or breaks. A value that is cut off isn't one.
func (p *Partial) readJSON(body []byte) {
	dec := jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		tok, err := dec.ReadToken()
		if err != nil {
			return
		}
		if !isName(dec) {
			continue
		}
		to := p.member(tok.String(), dec.StackDepth())
		kind := dec.PeekKind()
		if to == nil || kind != '"' && kind != '0' {
			continue
		}
		if tok, err = dec.ReadToken(); err != nil || kind == '0' && dec.InputOffset() == int64(len(body)) {
			return // a number may go on
		}
		*to = tok.String()
	}
}

// readXML reads attributes and elements up to where the document ends or breaks.
func (p *Partial) readXML(body []byte) {
	dec := xml.NewDecoder(bytes.NewReader(body))
	dec.Strict = false
	depth, text := 0, ""
	for {
		tok, err := dec.RawToken()
		if err != nil {
			return
		}
		switch t := tok.(type) {
		case xml.StartElement:
			if depth, text = depth+1, ""; t.Name.Local == "html" {
				return // a gateway's page has ids of its own
			}
			for _, a := range t.Attr {
				if to := p.member(a.Name.Local, depth+1); to != nil { // the root of XML is a member of JSON
					*to = a.Value
				}
			}
		case xml.CharData:
			text += string(t)
		case xml.EndElement:
			if to := p.member(t.Name.Local, depth); to != nil && text != "" {
				*to = text
			}
			depth, text = depth-1, ""
		}
	}
}
