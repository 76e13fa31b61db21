package main

import "strings"

// A character of a query: outside quotes it may be a sign.
type mark struct {
	character rune
	quoted    bool
}

type term struct {
	minus    bool
	hasField bool
	field    string
	text     string
}

func search(tickets []map[string]string, query string) []int {
	return positions(tickets, [][]term{understood(split(marked(query), ' '))})
}

func searchAny(tickets []map[string]string, query string) []int {
	alternatives := [][]term{}
	for _, side := range split(marked(query), '|') {
		alternatives = append(alternatives, understood(split(side, ' ')))
	}
	if len(alternatives) == 0 {
		alternatives = append(alternatives, nil)
	}
	return positions(tickets, alternatives)
}

func positions(tickets []map[string]string, alternatives [][]term) []int {
	found := []int{}
	for position, ticket := range tickets {
		for _, terms := range alternatives {
			if all(ticket, terms) {
				found = append(found, position)
				break
			}
		}
	}
	return found
}

func marked(query string) []mark {
	marks, quoted := []mark{}, false
	for _, character := range strings.ToLower(query) {
		if character == '"' {
			quoted = !quoted
		} else {
			marks = append(marks, mark{character, quoted})
		}
	}
	return marks
}

func split(marks []mark, sign rune) [][]mark {
	pieces, piece := [][]mark{}, []mark{}
	for _, one := range append(marks, mark{sign, false}) {
		if one != (mark{sign, false}) {
			piece = append(piece, one)
		} else if len(piece) > 0 {
			pieces, piece = append(pieces, piece), []mark{}
		}
	}
	return pieces
}

func understood(pieces [][]mark) []term {
	terms := []term{}
	for _, piece := range pieces {
		one := term{minus: piece[0] == mark{'-', false}}
		if one.minus {
			piece = piece[1:]
		}
		for _, next := range piece {
			if next == (mark{':', false}) && !one.hasField {
				one.hasField, one.field, one.text = true, one.text, ""
			} else {
				one.text += string(next.character)
			}
		}
		terms = append(terms, one)
	}
	return terms
}

func all(ticket map[string]string, terms []term) bool {
	for _, one := range terms {
		value, there := ticket[one.field]
		found := there && strings.ToLower(value) == one.text
		if !one.hasField {
			found = strings.Contains(strings.ToLower(ticket["title"]), one.text)
		}
		if found == one.minus {
			return false
		}
	}
	return true
}
